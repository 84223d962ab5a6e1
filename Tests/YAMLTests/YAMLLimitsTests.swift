import Testing

@testable import YAML

/// Hostile texts: refused at a limit, or read in time that grows with their length.
struct YAMLLimitsTests {
  private static func failure(
    of text: String, limits: YAMLStream.Limits = YAMLStream.Limits()
  ) -> YAMLError? {
    #expect(throws: YAMLError.self) { try YAMLStream(Array(text.utf8), limits: limits) }
  }

  @Test func billionLaughsIsRefusedAtTheLineThatGrowsTooLarge() {
    var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let error = Self.failure(of: text)
    #expect(error?.line == 6)
    #expect(error?.message.contains("aliases expanded") == true)
  }

  @Test func aLongTextAliasedOftenIsRefused() {
    let text =
      "a: &a " + String(repeating: "x", count: 1 << 20) + "\nb:\n"
      + String(repeating: "- *a\n", count: 100)
    #expect(Self.failure(of: text)?.message.contains("bytes of text") == true)
  }

  @Test func aliasesThatContainThemselvesAreRefused() {
    #expect(Self.failure(of: "a: &a [*a]")?.message.contains("inside the node") == true)
  }

  @Test func aliasesCannotNestDeeperThanTheLimit() {
    var limits = YAMLStream.Limits()
    limits.depth = 10
    let deep = "- &a [[[[[[]]]]]]\n"
    #expect(throws: Never.self) { try YAMLStream(Array((deep + "- [*a]").utf8), limits: limits) }
    #expect(Self.failure(of: deep + "- [[[[*a]]]]", limits: limits)?.line == 2)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "{? ", "[? "])
  func deepNestingIsRefused(opening: String) {
    let error = Self.failure(of: String(repeating: opening, count: 100_000))
    #expect(error?.line == 1)
    #expect(error?.message.contains("nested deeper than 128") == true)
  }

  @Test func aTextBeyondTheByteLimitIsRefused() {
    var limits = YAMLStream.Limits()
    limits.bytes = 10
    #expect(Self.failure(of: "a: 34567890", limits: limits)?.message.contains("10 bytes") == true)
  }

  /// Each takes well under a second when time is linear, and minutes when it is not.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("a long plain line", ["", "x"]),
      ("a long key", ["", "k"]),
      ("words", ["", "w "]),
      ("colons", ["", "a:"]),
      ("plain lines", ["a\n", "b\n"]),
      ("blank lines in a text", ["a\n", "\n"]),
      ("block text lines", ["a: |\n", " x\n"]),
      ("folded lines", ["a: >\n", " x\n\n"]),
      ("blank lines in a block text", ["a: |\n", "\n"]),
      ("a deep indentation", ["a:\n", " "]),
      ("quoted lines", ["\"", "x\n"]),
      ("quoted blanks", ["'", " "]),
      ("escapes", ["\"", "\\x41"]),
      ("comments", ["", "# c\n"]),
      ("items", ["", "- a\n"]),
      ("flow items", ["[", "a,"]),
      ("flow pairs", ["[", "a: b, "]),
      ("flow lines", ["[", "a,\n"]),
      ("empty flow collections", ["[", "[],"]),
      ("anchors", ["", "- &a x\n"]),
      ("aliases", ["- &a x\n", "- *a\n"]),
      ("documents", ["", "---\n"]),
      ("ends", ["", "...\n"]),
      ("quotes", ["", "'"]),
      ("bangs", ["a: ", "!"]),
      ("tabs", ["a:\n", "\t"]),
      ("carriage returns", ["a: b", "\r"]),
      ("marks", ["", "\u{FEFF}"]),
    ])
  func readingTakesLinearTime(name: String, parts: [String]) {
    let unit = Array(parts[1].utf8)
    let count = (1 << 18) / unit.count
    let text = Array(parts[0].utf8) + Array(repeatElement(unit, count: count).joined())
    let elapsed = ContinuousClock().measure { _ = try? YAMLStream(text) }
    #expect(elapsed < .seconds(20), "\(name)")
  }

  @Test func manyKeysAnchorsAndIndentationsTakeLinearTime() throws {
    var text = ""
    for number in 0..<10_000 { text += "key\(number): &a\(number) {b: [c, d: e]}\n" }
    text += "all:\n"
    for number in 0..<10_000 { text += "  - *a\(number)\n" }
    let clock = ContinuousClock()
    var stream: YAMLStream?
    let elapsed = try clock.measure { stream = try YAMLStream(Array(text.utf8)) }
    #expect(stream?.documents.first?["all"]?.items.count == 10_000)
    #expect(elapsed < .seconds(20))
  }
}
