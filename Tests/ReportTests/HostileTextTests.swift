import Testing

@testable import Report

/// Texts made of the pieces that the readers of this module look for, in any order.
@Suite struct HostileTextTests {
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let pieces = [
    "password", "PASSWORD", "=", ":", "://", "@", "\"", "'", "\\", "`", "``", " ", "\n", "\r\n",
    "${", "}",
    "-", "--", "-----BEGIN ", "PRIVATE KEY", "-----END ", "eyJ", ".", "sk-", "a1B2c3D4", "/home/",
    "x",
    "Bearer ", "tcp(", "[", "]", "{", ",", "@@ -1,3 +1,4 @@", "\n+", "\n ", "key", "é", "宽",
    "\u{301}", "\u{1b}",
    "mysql -p", "curl -u ", "redis-cli -a ", "#1", "<", ">", "|", "_", "*",
    "@@ -99999999999999999999 +1 @@",
    "\"msg\":", "…",
  ]

  @Test(arguments: 0..<40)
  func everyReaderComesToAnEndAndKeepsItsPromise(seed: UInt64) {
    var dice = Dice(state: seed)
    for _ in 0..<40 {
      let count = Int.random(in: 1...24, using: &dice)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &dice) ?? "" }.joined()
      var redactor = Redactor()
      let once = redactor.redact(text)
      #expect(redactor.redact(once).utf8.count <= once.utf8.count + 64)
      _ = PatchContext(text, holdsSecret: redactor.holdsSecret).patch
      let excerpt = LogExcerpt.of(text)
      #expect(!excerpt.isEmpty || text.isEmpty || text.first == "{")
      #expect(!InertText.line(text).contains("\u{1b}"))
      #expect(Wrapping.lines(text, width: 20).allSatisfy { DisplayWidth.of($0) <= 20 })
      let markdown = "start " + MarkdownText.inline(text) + "\n\n" + MarkdownText.fence(text)
      #expect(MarkdownRendererTests.problems(markdown) == [], "\(text.debugDescription)")
    }
  }
}
