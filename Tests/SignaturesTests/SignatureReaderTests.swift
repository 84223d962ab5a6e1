import Findings
import LogStream
@testable import Signatures
import Testing

@Suite struct SignatureReaderTests {
  private static let sound = """
    title: A title
    severity: error
    match: some text
    source: a test
    examples:
      match:
        - some text
      no-match:
        - other
    """

  /// The problems of the sound file with some text replaced, as `line: message`.
  private static func problems(_ old: String, _ new: String) -> [String] {
    let text = sound.replacing(old, with: new)
    var problems: [PatternProblem] = []
    let file = SignatureFile(path: "P/x/a.yaml", id: "x/a", bytes: Array(text.utf8))
    _ = file.read(problems: &problems)
    #expect(problems.allSatisfy { $0.path == "P/x/a.yaml" })
    return problems.sorted().map { String($0.description.dropFirst("P/x/a.yaml:".count)) }
  }

  @Test func readsASoundFile() throws {
    #expect(Self.problems("", "") == [])
  }

  @Test(
    arguments: [
      ("title: A title\n", "", "1: title is missing"),
      ("A title", "A title.", "1: title: no full stop at the end"),
      ("error", "bad", "2: severity: \"bad\" is none of error, warning, info, neutral"),
      ("match: some text", "match: abc", "3: match: needs literal text of at least 4 bytes"),
      ("match: some text", "match: [some text, '{b']", "3: match: a placeholder is not closed"),
      ("match: some text", "match:\n  - some text\n  - ab", "5: match: needs literal text"),
      ("match: some text", "match: {a: b}", "3: match: a text or a list of texts"),
      ("match: some text\n", "", "1: match is missing"),
      ("source: a test\n", "", "1: source is missing"),
      ("source:", "sauce: x\nsource:", "4: unknown key \"sauce\"; a signature has also, "),
      ("source:", "source: b\nsource:", "5:"),
      ("source:", "in: body\nsource:", "4: in: \"body\" is neither message nor text"),
      ("source:", "versions: '>1 or 2'\nsource:", "4: versions: write relations as in"),
      ("source:", "where: {level: warn}\nsource:", "4: level: \"warn\" is none of trace, "),
      ("source:", "where: action\nsource:", "4: where: field names with templates"),
      ("source:", "where: {a: ['{']}\nsource:", "4: a: a placeholder is not closed"),
      ("source:", "captures: [nix]\nsource:", "4: captures: no placeholder \"nix\""),
      ("source:", "identifies: yes\nsource:", "4: identifies: true or false"),
      ("source:", "rate: {count: 1, within: 1s}\nsource:", "4: rate: count is a number from 2"),
      ("source:", "rate: {count: 5}\nsource:", "4: within: a time such as 30s, 5m or 500ms"),
      ("source:", "rate: {count: 5, within: 5 s}\nsource:", "4: within: a time"),
      ("source:", "rate: {n: 5}\nsource:", "4: unknown key \"n\"; rate has count, within"),
      ("source:", "sequence: {within: 5s}\nsource:", "4: sequence: either then or without"),
      ("source:", "sequence: {then: abcd, within: 0s}\nsource:", "4: within: a time"),
      ("source:", "unless: ab\nsource:", "4: unless: needs literal text"),
      ("  no-match:\n    - other", "", "6: examples: at least one line under no-match"),
      ("    - other", "    - other: x", "9: no-match: a text; quote it when it holds : or #"),
      ("title: A title", "title: [", "2:"),
    ])
  func saysWhatIsWrongAndWhere(old: String, new: String, expected: String) {
    let problems = Self.problems(old, new)
    #expect(problems.contains { $0.hasPrefix(expected) }, "\(problems)")
  }

  @Test(arguments: ["", "- a", "a: b\n---\nc: d", "text", "\u{0}", "{{{{"])
  func refusesWhatIsNoSignature(text: String) {
    var problems: [PatternProblem] = []
    let file = SignatureFile(path: "a", id: "x/a", bytes: Array(text.utf8))
    #expect(file.read(problems: &problems) == nil)
    #expect(problems.count == 1 || text.contains("---"))
  }

  @Test func readsEveryKey() throws {
    let yaml = """
      title: T
      severity: info
      match: ['text {a:int}', other text]
      in: text
      where: {level: [error, fatal], action: ['^a{b}', c]}
      unless: not this
      versions: '>=1.2'
      captures: [a, b]
      product: y
      services: [Db, cache]
      identifies: true
      ends: [x/b, y/*]
      rate: {count: 5, within: 2m}
      proves: P
      proves-not: N
      also: [x/c]
      source: S
      examples: {match: [text 1], no-match: [b, c]}
      """
    var problems: [PatternProblem] = []
    let file = SignatureFile(path: "a", id: "x/a", bytes: Array(yaml.utf8))
    let signature = try #require(file.read(problems: &problems))
    #expect(problems == [])
    #expect(signature.match.map(\.text) == ["text {a:int}", "other text"])
    #expect(signature.scope == .text && signature.product == "y" && signature.identifies)
    #expect(signature.levels == [.error, .fatal])
    #expect(signature.fields.map(\.field) == ["action"])
    #expect(signature.unless.map(\.text) == ["not this"])
    #expect(signature.versions?.text == ">=1.2" && signature.captures == ["a", "b"])
    #expect(signature.services == ["db", "cache"] && signature.ends == ["x/b", "y/*"])
    #expect(signature.rate == Signature.Rate(count: 5, within: 120_000_000_000))
    #expect(signature.prose.also == ["x/c"] && signature.prose.source == "S")
    #expect(signature.prose.matchExamples == [Signature.Example(text: "text 1", line: 18)])
    #expect(signature.prose.noMatchExamples.map(\.text) == ["b", "c"])
  }
}
