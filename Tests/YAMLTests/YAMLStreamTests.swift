import Testing

@testable import YAML

/// What a text is read as, in cases that need no outside suite.
struct YAMLStreamTests {
  private static func json(_ text: String) throws -> [String] {
    try YAMLStream(Array(text.utf8)).documents.map { $0.json() }
  }

  @Test(
    arguments: [
      ("", []),
      ("# only a comment\n", []),
      ("---\n---\n...\n", ["null", "null"]),
      (
        "a: 1\nb:\n- x\n- y: z\n  q: [r, {s: t}]\n",
        [#"{"a":1,"b":["x",{"y":"z","q":["r",{"s":"t"}]}]}"#]
      ),
      ("ports:\n  - 80:80\n  - \"443:443\"\n", [#"{"ports":["80:80","443:443"]}"#]),
      ("a: http://x:1/y#z # c\n", [#"{"a":"http://x:1/y#z"}"#]),
      ("a: ${X:-y}\nb: ${X:?no x}\n", [#"{"a":"${X:-y}","b":"${X:?no x}"}"#]),
      (
        "a: |\n  x\n   y\n\n  z\n\nb: >-\n  x\n  y\n\n  z\n",
        [#"{"a":"x\n y\n\nz\n","b":"x y\nz"}"#]
      ),
      ("a: |+\n  x\n\nb: |2-\n    x\n", [#"{"a":"x\n\n","b":"  x"}"#]),
      ("a: 'it''s'\nb: \"\\x41\\u00e9\\ud83d\\ude00\\n\"\n", ["{\"a\":\"it's\",\"b\":\"Aé😀\\n\"}"]),
      ("a: \"x\n  y\n\n  z\"\n", [#"{"a":"x y\nz"}"#]),
      ("a: x\n  y\n\n  z\n", [#"{"a":"x y\nz"}"#]),
      ("a: &x {b: 1}\nc: *x\n", [#"{"a":{"b":1},"c":{"b":1}}"#]),
      ("? a\n: b\n? c\n", [#"{"a":"b","c":null}"#]),
      ("[a: 1, ? b : 2, : 3]", [#"[{"a":1},{"b":2},{"":3}]"#]),
      ("{\"a\":1,\"b\":[true,null,.5]}\n", [#"{"a":1,"b":[true,null,0.5]}"#]),
      ("a: 1\r\nb: |\r\n  x\r\n  y\r\n", [#"{"a":1,"b":"x\ny\n"}"#]),
      ("\u{FEFF}a: 1\n", [#"{"a":1}"#]),
      ("command: [\n  x\n]\n", [#"{"command":["x"]}"#]),
      (
        "a: 0o17\nb: 0x1F\nc: 017\nd: .inf\ne: 1e3\nf: yes\n",
        [#"{"a":15,"b":31,"c":17,"d":".inf","e":1000.0,"f":"yes"}"#]
      ),
    ] as [(String, [String])])
  func aTextGivesItsDocuments(text: String, expected: [String]) throws {
    #expect(try Self.json(text) == expected)
  }

  @Test(
    arguments: [
      // The place of each error is marked by ‸.
      ("a:\n  b: c\n   d‸: e\n", "one line"),
      ("a:\n    b: c\n  ‸d: e\n", "indented by 2 spaces, the entries around it by 0"),
      ("a: b‸: c\n", "inside a value"),
      ("a:\n\t‸b: c\n", "tab"),
      ("a: \"b\n‸c: d\n", "opens on line 1"),
      ("a: [b,\n‸c]\n", "open on line 1"),
      ("a: ‸[b\n", "never closed"),
      ("a: ‸{b: c\n", "never closed"),
      ("a: ‸'b\n", "never closed"),
      ("a: [b,‸, c]\n", "missing before ','"),
      ("a: [\"b\" ‸c]\n", "expected ','"),
      ("a: ‸@x\n", "put it in quotes"),
      ("a: ‸*x\n", "no anchor &x"),
      ("a: \"x\" ‸y\n", "unexpected text"),
      ("a: [x]‸#y\n", "blank before '#'"),
      ("a: \"‸\\d\"\n", "single quotes"),
      ("a: \"‸\\ud800\"\n", "no Unicode character"),
      ("a: b\n‸c\nd: e\n", "needs ': '"),
      ("a:\n  - b\n  ‸c: d\n", "indented by 2 spaces"),
      ("a:\n  b: c\n  ‸- d\n", "list entry"),
      ("- a\n‸b: c\n", "belongs to no node"),
      ("a: ‸- b\n", "may not begin on this line"),
      ("a: |‸x\n", "unexpected text"),
      ("a: |\n    \n  ‸x\n", "blank line above"),
      ("a: ‸!e!x y\n", "%TAG"),
      ("a: &x ‸&y b\n", "one anchor"),
      ("a: &x ‸*y\n", "alias takes no anchor"),
      ("a: b\n‸%YAML 1.2\n---\n", "'...'"),
      ("%YAML 1.2\n‸a: b\n", "'---'"),
      ("%TAG !! a\n‸%TAG !! b\n---\n", "given twice"),
      ("%YAML ‸2.0\n---\n", "2.0"),
      ("a: \"x\n‸--- y\"\n", "document marker"),
      ("a: ‸\u{1}\n", "\\x01"),
    ])
  func anErrorNamesItsPlaceAndWhatWouldBeRight(marked: String, part: String) {
    let before = marked.prefix { $0 != "‸" }
    let text = marked.replacing("‸", with: "")
    let error = #expect(throws: YAMLError.self) { try YAMLStream(Array(text.utf8)) }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    let column = (lines.last?.utf8.count ?? 0) + 1
    #expect(error?.column == column)
    #expect(error?.line == lines.count)
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    [0x61, 0xFF], [0x61, 0xC0, 0x80], [0x61, 0xE2, 0x82], [0x61, 0xED, 0xA0, 0x80],
  ])
  func bytesThatAreNotUTF8AreRefused(bytes: [UInt8]) {
    let error = #expect(throws: YAMLError.self) { try YAMLStream(bytes) }
    #expect(
      error
        == YAMLError(
          line: 1, column: 2, message: "the text is not UTF-8 here; save it as UTF-8"))
  }

  @Test(arguments: ["\u{7F}", "\u{80}", "\u{9F}", "\u{FFFE}", "\u{FFFF}"])
  func unprintableCharactersStandInQuotesOnly(character: String) throws {
    let quoted = "a: \"\(character)\"\nb: '\(character)'\n"
    #expect(try YAMLStream(Array(quoted.utf8)).documents.first?["b"]?.text == character)
    for text in [
      "\(quoted)c:\r\n x\(character)\n", "\(quoted)c: |\n x\(character)",
      "\(quoted)\r #\(character)",
    ] {
      let error = #expect(throws: YAMLError.self) { try YAMLStream(Array(text.utf8)) }
      #expect(error?.line == 4)
      #expect(error?.column == 3)
    }
  }

  @Test(arguments: ["\u{85}", "\u{A0}", "\u{FFFD}", "é", "😀"])
  func printableCharactersStandAnywhere(character: String) throws {
    #expect(
      try YAMLStream(Array("a: \(character) # \(character)".utf8)).documents.first?["a"]?.text
        == character)
  }

  @Test func utf16IsRefusedByName() {
    let error = #expect(throws: YAMLError.self) { try YAMLStream([0xFF, 0xFE, 0x61, 0]) }
    #expect(error?.message.contains("UTF-16") == true)
  }

  @Test(arguments: [
    "a: [\nb\n]\nc: d\n", "a: \"x\ny\"\n", "a: {\nb: c\n}\n", "a: 'x\n'\n", "a: \"x\"# y\n",
    "a: [b,# c\n  d]#\n",
  ])
  func onlyTheLenientDialectTakesWhatGoYAMLTakes(text: String) throws {
    #expect(throws: YAMLError.self) { try YAMLStream(Array(text.utf8)) }
    #expect(try YAMLStream(Array(text.utf8), dialect: .lenient).documents.count == 1)
  }

  @Test func theEventsAreThoseOfTheSuitesNotation() throws {
    let text = "--- !!map\n&k \"a\\n\": [*k, 'b']\n...\n"
    #expect(
      try YAMLStream.events(of: Array(text.utf8)).map(\.description) == [
        "+STR", "+DOC ---", "+MAP <tag:yaml.org,2002:map>", "=VAL &k \"a\\n", "+SEQ []", "=ALI *k",
        "=VAL 'b", "-SEQ", "-MAP", "-DOC ...", "-STR",
      ])
  }
}
