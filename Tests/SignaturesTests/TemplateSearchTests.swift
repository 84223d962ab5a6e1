import LogStream
import TestSupport
import Testing

@testable import Signatures

/// The cost and the completeness of the search, which its results alone do not show.
@Suite struct TemplateSearchTests {
  private static func steps(_ template: Template, _ text: String) -> Int {
    withText(text) { text in
      text.withBytes { bytes in
        var search = TemplateSearch(template, in: bytes)
        _ = search.firstMatch()
        return search.steps
      }
    }
  }

  /// Templates and what is repeated to make them fail as late as possible.
  private static let adversaries: [(template: String, unit: String, tail: String)] = [
    ("a{x}b{y}c{z}d!", "abc", ""), ("a{x}a{y}a{z}a{w}a!", "a", ""),
    ("a{x:word}b", "a", " b"), ("a{x:word}a{y:word}a{z:word}a!", "a", ""),
    ("a{x:word}b{y:word}c", "ab", ""), ("{x:word}!", "a", ""), ("{x:word}!", "a ", ""),
    ("1{a:int}1{b:int}1{c:int}1{d:int}1{e:int}!", "1", ""),
    ("{a:int}1{b:int}1{c:int}1{d:int}!", "1", ""), ("{a:ip}!", "1.1.1.1.", ""),
    ("a{q:quoted}b", "a\"", ""), ("a{q:quoted}b", "a\"\\", ""), ("a{q:quoted}b", "a'\"", ""),
    ("{q:quoted}b", "\"\\\"", ""), ("{d:duration}!", "1m", ""), ("{s:size}!", "1 k", ""),
    ("{h:host}.{i:host}.{j:host}!", "a.", ""), ("{x:item}]{y:item}]!", "]a", ""),
    ("{x}aaaaaaaa!", "a", ""), ("{x}b$", "b", "c"), ("a{x:word}$", "a", " "), ("^{x}a!", "a\n", ""),
    ("{n:float}e{m:float}e!", "1e", ""), ("x{u:uuid}!", "x0", ""),
    ("a{x:hex}b{y}b{z:hex}c", "ab", ""),
  ]

  @Test(arguments: adversaries.indices)
  func costGrowsWithTheLengthOnly(number: Int) throws {
    let (source, unit, tail) = Self.adversaries[number]
    let template = try Template(source)
    let (short, long) = (500, 4000)
    let few = Self.steps(template, String(repeating: unit, count: short / unit.count) + tail)
    let many = Self.steps(template, String(repeating: unit, count: long / unit.count) + tail)
    #expect(many < 10 * max(few, short), "eight times the text cost \(many) against \(few)")
  }

  /// All templates of a few pieces over all texts of a few letters, against plain backtracking.
  @Test func agreesWithPlainBacktracking() throws {
    var random = SeededGenerator(seed: 1)
    var (matches, misses) = (0, 0)
    for _ in 0..<2000 {
      guard let template = try? Template(Self.randomSource(&random)) else { continue }
      for _ in 0..<10 {
        let text = Self.randomText(&random)
        let found = withText(text) { template.firstMatch(in: $0)?.range }
        let expected = PlainBacktracking(template, Array(text.utf8)).range
        #expect(found == expected, "\(template.text) in \(text.debugDescription)")
        if expected == nil { misses += 1 } else { matches += 1 }
      }
    }
    #expect(matches > 1000 && misses > 2000)
  }

  private static func randomText(_ random: inout SeededGenerator) -> String {
    (0..<random.below(14)).map { _ in ["a", "b", "1", " ", "\n"][random.below(5)] }.joined()
  }

  private static func randomSource(_ random: inout SeededGenerator) -> String {
    let pieces = ["a", "b", "1", "aa", "1 ", "ab", " "]
    let kinds = ["{}", "{:word}", "{:int}", "{:hex}", "{:item}", "{:port}"]
    var source = random.below(4) == 0 ? "^" : ""
    for number in 0..<(1 + random.below(4)) {
      if number > 0 || random.below(3) > 0 { source += pieces[random.below(pieces.count)] }
      source += kinds[random.below(kinds.count)]
    }
    if random.below(3) > 0 { source += pieces[random.below(pieces.count)] }
    if random.below(4) == 0 { source += "$" }
    return source
  }
}

/// The meaning of a template, written down without any thought of cost.
private struct PlainBacktracking {
  let template: Template
  let text: [UInt8]

  init(_ template: Template, _ text: [UInt8]) {
    self.template = template
    self.text = text
  }

  var range: Range<Int>? {
    for start in 0...text.count where mayStart(at: start) {
      if let end = end(of: 0, from: start) { return start..<end }
    }
    return nil
  }

  private func mayStart(at place: Int) -> Bool {
    let isLineStart = place == 0 || text[place - 1] == 0x0A
    if template.isAnchoredAtStart { return isLineStart }
    guard template.literals[0].isEmpty, !isLineStart, let kind = template.placeholders.first?.kind
    else {
      return true
    }
    guard kind != .any, place < text.count else { return false }
    let letters = ByteSet.lettersAndDigits
    let isInside = letters.contains(text[place - 1]) && letters.contains(text[place])
    return !isInside && (kind.longest != nil || !kind.bytes.contains(text[place - 1]))
  }

  private func end(of index: Int, from place: Int) -> Int? {
    let literal = template.literals[index]
    guard text[place...].starts(with: literal) else { return nil }
    let after = place + literal.count
    guard index < template.placeholders.count else {
      return !template.isAnchoredAtEnd || after == text.count || text[after] == 0x0A ? after : nil
    }
    let kind = template.placeholders[index].kind
    let isOpenEnd = index == template.placeholders.count - 1 && template.literals[index + 1].isEmpty
    var found: Int?
    for stop in after...text.count {
      let part = text[after..<stop]
      guard part.allSatisfy(kind.bytes.contains), stop - after <= kind.longest ?? .max else {
        break
      }
      guard part.count >= kind.shortest, part.withUnsafeBytes({ kind.accepts($0) }) else {
        continue
      }
      guard let end = end(of: index + 1, from: stop) else { continue }
      if !isOpenEnd { return end }
      found = end
    }
    return found
  }
}
