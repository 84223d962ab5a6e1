import Findings
import Foundation
import LogStream
import Signatures
import TestSupport
import Testing

/// Every file that ships, held against its own examples and all others.
@Suite struct ShippedPatternsTests {
  private static let shipped = SignatureLibrary(folders: [Repository.patterns.path()])

  @Test func thereAreSignatures() {
    #expect(Self.shipped.signatures.count > 100)
  }

  @Test func theCheckFindsNoProblem() {
    #expect(SignatureCheck(Self.shipped).problems.map(\.description) == [])
  }

  @Test func theCheckIsFast() {
    let elapsed = ContinuousClock().measure { _ = SignatureCheck(Self.shipped) }
    // A debug build on a busy machine; a release build takes a tenth.
    #expect(elapsed < .seconds(5))
  }

  @Test func whatEndsAFindingNamesAFinding() {
    let ids = Set(Self.shipped.signatures.map(\.id))
    let prefixes = ["api/", "compose/", "container/", "docker/"]
    for (id, ends) in Self.shipped.endings {
      for end in ends where !prefixes.contains(where: end.hasPrefix) {
        let isKnown =
          end.hasSuffix("/*")
          ? ids.contains { $0.hasPrefix(end.dropLast(1)) } : ids.contains(end)
        #expect(isKnown, "\(id) ends \(end), which no file names")
      }
    }
  }

  @Test func theExampleOfTheReadMeIsSound() throws {
    let text = try String(
      contentsOf: Repository.patterns.appending(path: "README.md"), encoding: .utf8)
    let start = try #require(text.range(of: "```yaml\n"))
    let end = try #require(text.range(of: "\n```", range: start.upperBound..<text.endIndex))
    let yaml = String(text[start.upperBound..<end.lowerBound])
    let example = library([("weaviate/example", yaml)])
    #expect(SignatureCheck(example).problems.map(\.description) == [])
  }

  /// The services of the recordings in which nothing was wrong.
  private static let healthyLogs: [URL] = {
    guard let shared = Repository.shared else { return [] }
    let folder = shared.appending(path: "recordings")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.filter { $0.hasPrefix("healthy-") && !$0.contains("beside") }.sorted()
      .flatMap { name in
        let logs = folder.appending(path: "\(name)/logs")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: logs.path())) ?? []
        return files.sorted().map { logs.appending(path: $0) }
      }
  }()

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func nothingFiresOnHealthyLogs() throws {
    #expect(Self.healthyLogs.count > 10)
    for url in Self.healthyLogs {
      var matcher = SignatureMatcher(Self.shipped)
      let service = url.deletingPathExtension().lastPathComponent
      matcher.feed(try String(contentsOf: url, encoding: .utf8), service: service)
      matcher.finish()
      let bad = matcher.findings.all.filter { $0.severity >= .warning }
      #expect(bad.map(\.id) == [], "\(url.path()): \(bad.map { $0.samples.map(\.text) })")
    }
  }
}
