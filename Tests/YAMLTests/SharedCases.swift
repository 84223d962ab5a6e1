import Foundation
import TestSupport
import Testing

@testable import YAML

/// One case of the official test suite (yaml/yaml-test-suite).
struct SuiteCase: Decodable {
  var id: String
  var name: String
  var yaml: String
  var error: Bool
  var events: String
  var json: String?

  static func all() throws -> [SuiteCase] { try sharedLines(of: "yaml-test-suite.jsonl") }
}

/// One real compose file with the tree that PyYAML reads, merge keys resolved, scalars as text.
struct ComposeFileCase: Decodable {
  var id: String
  var text: String
  var value: PlainTree

  static func all() throws -> [ComposeFileCase] { try sharedLines(of: "compose-files.jsonl") }
}

/// A tree in which scalars are texts and mappings have text keys.
enum PlainTree: Decodable, Equatable {
  case text(String)
  case list([PlainTree])
  case map([String: PlainTree])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([PlainTree].self) {
      self = .list(list)
    } else {
      self = .map(try container.decode([String: PlainTree].self))
    }
  }

  /// The tree of a node with merge keys resolved.
  init(_ node: YAMLNode) throws {
    switch node.content {
    case .scalar(let text, _): self = .text(text)
    case .sequence(let items): self = .list(try items.map(PlainTree.init))
    case .mapping:
      var map: [String: PlainTree] = [:]
      for entry in try node.mergedEntries() {
        map[entry.key.text ?? ""] = try PlainTree(entry.value)
      }
      self = .map(map)
    }
  }
}

private func sharedLines<Case: Decodable>(of file: String) throws -> [Case] {
  let folder = try #require(Repository.shared)
  let data = try Data(contentsOf: folder.appending(path: "suites/\(file)"))
  return try data.split(separator: UInt8(ascii: "\n")).map {
    try JSONDecoder().decode(Case.self, from: $0)
  }
}
