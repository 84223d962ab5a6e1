/// One node of a YAML document; every node keeps the bytes it was written with.
package struct YAMLNode: Sendable {
  /// How a scalar was written.
  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// One key and its value, in the order of the file.
  package struct Entry: Sendable {
    package var key: YAMLNode
    package var value: YAMLNode

    package init(key: YAMLNode, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  /// What a node is.
  ///
  /// Aliases are resolved to the content of their anchor (see `alias`).
  package enum Content: Sendable {
    case scalar(String, Style)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  package var content: Content
  /// The bytes of the node in the source, 0-based; of an alias, the bytes of `*name`.
  package var range: Range<Int>
  /// 1-based line of the node's first byte.
  package var line: Int
  /// 1-based column of the node's first byte, counted in bytes.
  package var column: Int
  /// Whether a collection was written in flow style (`[]`, `{}`).
  package var isFlow: Bool
  /// Tag, anchor and alias, nil when none was written.
  var written: YAMLProperties?
}

extension YAMLNode {
  /// The tag as resolved (`tag:yaml.org,2002:str`, `!local`), nil when none was written.
  package var tag: String? { written?.tag }

  /// The anchor's name without `&`.
  package var anchor: String? { written?.anchor }

  /// The alias' name without `*` when this node was written as an alias.
  package var alias: String? { written?.alias }

  /// The bytes of anchor and tag before the node, 0-based, which `range` does not hold.
  package var properties: Range<Int>? { written?.range }

  /// The text of a scalar after unescaping, "" for an empty node; nil for collections.
  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The items of a sequence; empty for anything else.
  package var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  /// The entries of a mapping in the order of the file; empty for anything else.
  package var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  /// Whether this is a mapping, also an empty one.
  package var isMapping: Bool {
    if case .mapping = content { true } else { false }
  }

  /// The value of a key as written; merge keys (`<<`) are not followed here.
  package subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    // By place: handing the entries to a closure would copy each.
    for place in entries.indices where entries[place].key.isText(key) {
      return entries[place].value
    }
    return nil
  }

  /// Whether this is a scalar with a text; most keys are told apart by their lengths.
  private func isText(_ wanted: String) -> Bool {
    guard case .scalar(let text, _) = content else { return false }
    return text.utf8.count == wanted.utf8.count && text == wanted
  }

  /// Whether this is a plain scalar that YAML 1.1 and 1.2 read as null.
  package var isNull: Bool {
    guard case .scalar(let text, .plain) = content else { return false }
    switch text {
    case "", "~", "null", "Null", "NULL": return true
    default: return false
    }
  }
}
