import Testing

@testable import YAML

/// What editors rely on: bytes, lines and columns.
struct YAMLLayoutTests {
  private static let text = """
    # head
    services:
      web: &web !!map   # the site
        image: nginx:1.27   # pinned
        command: ["a", b ]
        note: |-  # why
          one
          two

        empty:
        list:
        - x
        -  - y
      other: *web

    """

  private static func node(_ path: [String]) throws -> (YAMLNode, String) {
    let source = Array(text.utf8)
    let root = try YAMLStream(source).documents.first
    let node = try #require(path.reduce(root) { $0?[$1] })
    return (node, String(decoding: source[node.range], as: UTF8.self))
  }

  @Test(
    arguments: [
      (["services", "web", "image"], "nginx:1.27", 4, 12),
      (["services", "web", "command"], "[\"a\", b ]", 5, 14),
      (["services", "web", "note"], "|-  # why\n      one\n      two", 6, 11),
      (["services", "web", "empty"], "", 10, 11),
      (["services", "web", "list"], "- x\n    -  - y", 12, 5),
      (["services", "other"], "*web", 14, 10),
    ])
  func aNodeKnowsItsBytesAndPlace(path: [String], text: String, line: Int, column: Int) throws {
    let (node, bytes) = try Self.node(path)
    #expect(bytes == text)
    #expect([node.line, node.column] == [line, column])
  }

  @Test func blockCollectionsKnowTheColumnOfTheirEntries() throws {
    #expect(try Self.node(["services"]).0.entryIndent == 2)
    #expect(try Self.node(["services", "web"]).0.entryIndent == 4)
    #expect(try Self.node(["services", "web", "list"]).0.entryIndent == 4)
    #expect(try Self.node(["services", "web", "list"]).0.items.last?.entryIndent == 7)
    #expect(try Self.node(["services", "web", "command"]).0.entryIndent == nil)
    #expect(try Self.node(["services", "other"]).0.entryIndent == nil)
    #expect(try Self.node(["services", "web", "empty"]).0.isMissing)
  }

  @Test func anchorAndTagStandBeforeTheNodesBytes() throws {
    let (web, _) = try Self.node(["services", "web"])
    let source = Array(Self.text.utf8)
    let properties = try #require(web.properties)
    #expect(String(decoding: source[properties], as: UTF8.self) == "&web !!map")
    #expect(web.wholeRange == properties.lowerBound..<web.range.upperBound)
    #expect(web.anchor == "web")
    #expect(web.tag == "tag:yaml.org,2002:map")
  }

  @Test func anAliasHasItsOwnBytesAndTheAnchorsContent() throws {
    let (other, _) = try Self.node(["services", "other"])
    #expect(other.alias == "web")
    #expect(other.anchor == nil)
    #expect(other["image"]?.line == 4)
  }

  @Test func allCommentsAreKept() throws {
    let source = Array(Self.text.utf8)
    let comments = try YAMLStream(source).comments
    #expect(
      comments.map { String(decoding: source[$0.range], as: UTF8.self) }
        == ["# head", "# the site", "# pinned", "# why"])
    #expect(comments.map(\.line) == [1, 3, 4, 6])
    #expect(comments.map(\.column) == [1, 21, 25, 15])
    #expect(comments.map(\.isWholeLine) == [true, false, false, false])
  }

  @Test func theTextItselfIsByteExact() throws {
    try expectByteExact(Array(Self.text.utf8), "layout")
  }
}
