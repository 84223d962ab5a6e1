import Testing

@testable import Report

@Suite struct WrappingTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("宽", 2), ("한", 2), ("ｗ", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2),
    ("❤️", 2), ("", 0), ("a\u{300}\u{301}b", 2),
  ])
  func widthIsThatOfATerminal(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test(arguments: [
    ("a\u{1b}[31mb", "a\\x1b[31mb"), ("a\r\nb\tc", "a b c"), ("\u{7f}\u{9b}", "\\x7f\\u{9b}"),
    ("\u{202e}x", "\\u{202e}x"), ("plain", "plain"), ("ümlaut 宽", "ümlaut 宽"),
    ("\u{2028}\u{feff}", "\\u{2028}\\u{feff}"),
  ])
  func controlsAreShown(text: String, shown: String) {
    #expect(InertText.line(text) == shown)
  }

  @Test func aPileOfMarksIsCut() {
    let piled = "a" + String(repeating: "\u{301}", count: 1000)
    #expect(InertText.line(piled).unicodeScalars.count == 5)
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]),
    ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("宽字宽字", 5, ["宽字", "宽字"]),
    ("宽", 1, ["宽"]),
    ("", 5, [""]),
    ("a  b", 5, ["a b"]),
  ])
  func linesBreakBetweenWordsFirst(text: String, width: Int, lines: [String]) {
    #expect(Wrapping.lines(text, width: width) == lines)
  }

  @Test func theFirstLineMayBeShorter() {
    #expect(Wrapping.lines("one two three", width: 9, first: 4) == ["one", "two three"])
    #expect(Wrapping.lines("abcdef", width: 9, first: 4) == ["", "abcdef"])
  }
}
