import Testing
import YAML

/// What stays of a text when some entries are left out, and which texts are refused.
struct YAMLExcerptTests {
  private static let keys = [
    YAMLExcerpt.Key("title", isRequired: true), YAMLExcerpt.Key("examples"),
  ]

  private static func excerpt(_ text: String) -> [UInt8]? {
    YAMLExcerpt(Array(text.utf8), leavingOut: keys)?.text
  }

  @Test(
    arguments: [
      ("title: T\nmatch: m\n", #"{"match":"m"}"#),
      ("title: T\nmatch:\n  - a\n  - 'b'\n\n", #"{"match":["a","b"]}"#),
      ("# c\n\nmatch: m # d\ntitle: 'T'\n# e\n", #"{"match":"m"}"#),
      ("match: |+\n  a\n\ntitle: T\nb: c", #"{"match":"a\n\n","b":"c"}"#),
      ("match: |+\n  a\ntitle: T\n\n", #"{"match":"a\n"}"#),
      ("match: a\ntitle: T\nb: |\n  c", #"{"match":"a","b":"c"}"#),
      ("a: b\n  c\ntitle: >-\n  'text\n  [more\nd: \"e\n  f\"\n", #"{"a":"b c","d":"e f"}"#),
      ("title: T\nexamples:\n  x:\n    - 'a'\n    - [b]\n  y: c\nz: 1\n", #"{"z":1}"#),
      ("examples: {x: [a], y: [b]}\ntitle: T\nz: 1\n", #"{"z":1}"#),
      ("title: T\nexamples: x\n  y\n\n  z: 1\nz: 1\n", #"{"z":1}"#),
    ])
  func theOtherEntriesStay(text: String, expected: String) throws {
    let excerpt = try #require(Self.excerpt(text))
    #expect(try YAMLStream(excerpt).documents.map { $0.json() } == [expected])
  }

  @Test func eachNodeStaysOnItsLine() throws {
    let text = "title: >\n  a\n  b\n\nmatch:\n  - a\nexamples:\n  - b\nz: 1\n"
    let excerpt = try #require(Self.excerpt(text))
    let root = try #require(YAMLStream(excerpt).documents.first)
    #expect(root["match"]?.items.map(\.line) == [6])
    #expect(root["z"]?.line == 9)
  }

  @Test(
    arguments: [
      ("match: m\n", "the required key is missing"),
      ("title:\nmatch: m\n", "a value is missing"),
      ("title: # c\nmatch: m\n", "a value is missing behind a comment"),
      ("title: T\ntitle: U\n", "a key stands twice"),
      ("title: &a T\nmatch: *a\n", "an anchor may be named elsewhere"),
      ("title: *a\nmatch: m\n", "an alias"),
      ("title: !!str T\n", "a tag"),
      ("title: \"T\nmatch: m\"\n", "a quote may hold the next line"),
      ("title: T\nexamples:\n  - 'a\nmatch: b'\n", "a quote in a list may"),
      ("title: T\nexamples: [a,\n  b\n]\n", "a bracket closes in the first column"),
      ("title: T\nexamples: {a: b\nmatch: m\n", "a bracket is not closed"),
      ("title: T\nexamples:\n- a\n", "a list stands in the first column"),
      ("title: T\n---\nmatch: m\n", "there are two documents"),
      ("title: T\n...\n", "the document ends"),
      ("%YAML 1.2\n---\ntitle: T\n", "there is a directive"),
      ("  title: T\n  match: m\n", "all is indented"),
      ("title: T\n\tmatch: m\n", "a line begins with a tab"),
      ("title: T\n? match\n: m\n", "a key is marked as one"),
      ("title: T\n'match': m\n", "a key is quoted"),
      ("title: T\nmatch:m\n", "a line is no key"),
      ("title: T\rmatch: m\r", "lines end otherwise"),
      ("title: Tü\nmatch: m\n", "not all is ASCII"),
      ("title: T\u{1}\nmatch: m\n", "a control character"),
      ("", "nothing is there"),
    ])
  func whatIsNotPlainIsRefused(text: String, why: String) {
    #expect(Self.excerpt(text) == nil, "\(why)")
  }

  @Test func aDeferredValueIsMadeOnce() {
    let counter = Counter()
    let deferred = Deferred { counter.next() }
    #expect([deferred.value, deferred.value] == [1, 1])
  }
}

/// Counts how often it is asked.
private final class Counter: @unchecked Sendable {
  private var count = 0

  func next() -> Int {
    count += 1
    return count
  }
}
