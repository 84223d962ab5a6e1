import Foundation
import Testing
import TestSupport

@testable import Report

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct HTMLRendererTests {
  @Test func textIsAsAPersonReadIt() throws {
    try expectGolden(
      HTMLRenderer().render(.splitCluster), at: "Tests/ReportTests/Goldens/split-cluster.html")
  }

  @Test(arguments: MarkdownRendererTests.reports.indices)
  func pageIsWellFormedAndAsksForNothing(index: Int) {
    let html = HTMLRenderer().render(MarkdownRendererTests.reports[index])
    let reader = PageReader()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError)) line \(parser.lineNumber)")
    #expect(reader.foreign == [])
    #expect(reader.count["main"] == 1)
    #expect(reader.count["h1"] == 1)
    #expect(reader.links.isSubset(of: reader.anchors), "every link has its place")
    #expect(html.utf8.count < 2_000_000)
    #expect(reader.count["script"] == 1)
  }

  @Test(arguments: [HTMLPalette.light.pairs, HTMLPalette.dark.pairs])
  func everyTextCanBeRead(pairs: [(text: String, ground: String)]) {
    for pair in pairs {
      #expect(Self.contrast(pair.text, pair.ground) >= 4.5, "\(pair)")
    }
  }

  /// The contrast of two colours by WCAG 2.
  private static func contrast(_ one: String, _ other: String) -> Double {
    let levels = [one, other].map { color -> Double in
      let value = Int(color.dropFirst(), radix: 16) ?? 0
      let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
        let share = Double(part) / 255
        return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    return ((levels.max() ?? 0) + 0.05) / ((levels.min() ?? 0) + 0.05)
  }
}

/// Counts elements and notes attributes that could fetch or run something.
private final class PageReader: NSObject, XMLParserDelegate {
  var count: [String: Int] = [:]
  var anchors: Set<String> = []
  var links: Set<String> = []
  var foreign: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    count[name, default: 0] += 1
    if ["img", "link", "iframe", "object", "embed", "form", "base"].contains(name) {
      foreign.append(name)
    }
    for (key, value) in attributes {
      if key == "id" { anchors.insert(value) }
      if key == "href", value.hasPrefix("#") { links.insert(String(value.dropFirst())) }
      let fetches = (key == "href" && !value.hasPrefix("#")) || key == "src" || key == "style"
      if fetches || key.hasPrefix("on") { foreign.append("\(key)=\(value)") }
    }
  }
}
