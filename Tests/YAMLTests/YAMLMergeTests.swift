import Testing

@testable import YAML

struct YAMLMergeTests {
  private static func merged(_ text: String, _ key: String) throws -> [String] {
    let root = try YAMLStream(Array(text.utf8)).documents.first
    return try #require(root?[key]).mergedEntries().map {
      let origin = $0.origin.map { " from \($0.alias ?? "line \($0.line)")" } ?? ""
      return "\($0.key.text ?? "")=\($0.value.text ?? "")\(origin)"
    }
  }

  @Test(
    arguments: [
      ("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3, z: 4}\n", ["x=1 from a", "y=3", "z=4"]),
      ("a: &a {x: 1}\nb: {y: 3, <<: *a}\n", ["y=3", "x=1 from a"]),
      (
        "a: &a {x: 1, y: 1}\nc: &c {x: 2, z: 2}\nb:\n  <<: [*c, *a]\n",
        ["x=2 from c", "z=2 from c", "y=1 from a"]
      ),
      ("a: &a {x: 1}\nc: &c {<<: *a, y: 2}\nb:\n  <<: *c\n", ["x=1 from a", "y=2 from c"]),
      ("b:\n  <<:\n    x: 1\n  y: 2\n", ["x=1 from line 3", "y=2"]),
      ("b: {\"<<\": 1, x: 2}\n", ["<<=1", "x=2"]),
      ("a: &a {}\nb: {<<: *a, x: 1, x: 2}\n", ["x=1", "x=2"]),
    ])
  func entriesKnowWhereTheyComeFrom(text: String, expected: [String]) throws {
    #expect(try Self.merged(text, "b") == expected)
  }

  @Test(arguments: ["b: {<<: 1}\n", "b:\n  <<:\n  x: 1\n", "b: {<<: [[a]]}\n"])
  func aMergeOfAnythingElseIsRefused(text: String) throws {
    let error = #expect(throws: YAMLError.self) { try Self.merged(text, "b") }
    #expect(error?.message.contains("'<<' takes") == true)
  }

  @Test func repeatedKeysAreNamed() throws {
    let root = try YAMLStream(Array("a: 1\nb: 2\na: 3\n<<: {}\n<<: {}\n".utf8)).documents.first
    #expect(root?.repeatedEntries.map(\.key.line) == [3])
  }
}
