/// One node of the resolved project tree: merge keys, variables, includes, `extends` and overrides
/// are applied; every node knows where it was written.
package struct ComposeNode: Sendable {
  /// One key with its value; the key's place is the value's origin.
  package struct Entry: Sendable {
    package var key: String
    package var value: ComposeNode
  }

  /// What a node is; a scalar holds its text after interpolation.
  package indirect enum Content: Sendable {
    case null
    case scalar(String)
    case list([ComposeNode])
    case map([Entry])
  }

  /// A collection of a file that contributes entries to this node, itself or through `<<`.
  package struct Source: Hashable, Sendable {
    package var file: String
    /// The first byte of the collection in the file.
    package var offset: Int
    /// The anchor through which it is reached; nil when it is written in place.
    package var anchor: String?
  }

  package var content: Content
  package var origin: SettingOrigin
  /// The text of a scalar before interpolation, when interpolation changed it.
  package var written: String?
  /// Whether a scalar was written in quotes or as a block; a plain `1` is a number, a quoted one is not.
  package var isQuoted: Bool
  /// The variables that interpolation looked up in this scalar.
  package var variables: [VariableUse]
  /// The collections that a collection was put together from, the strongest first.
  package var sources: [Source]
  /// A local tag such as `!reset`; nil when none was written.
  package var tag: String?

  package init(
    _ content: Content, origin: SettingOrigin, written: String? = nil, isQuoted: Bool = false,
    variables: [VariableUse] = [], sources: [Source] = [], tag: String? = nil
  ) {
    self.content = content
    self.origin = origin
    self.written = written
    self.isQuoted = isQuoted
    self.variables = variables
    self.sources = sources
    self.tag = tag
  }
}

extension ComposeNode {
  /// The text of a scalar after interpolation; nil for null and collections.
  package var text: String? {
    if case .scalar(let text) = content { text } else { nil }
  }

  package var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// The items of a list; empty for anything else.
  package var items: [ComposeNode] {
    if case .list(let items) = content { items } else { [] }
  }

  /// The entries of a map in the order of the file; empty for anything else.
  package var entries: [Entry] {
    if case .map(let entries) = content { entries } else { [] }
  }

  /// The value of a key of a map; nil when there is none.
  package subscript(key: String) -> ComposeNode? {
    entries.last { $0.key == key }?.value
  }

  /// The value below a path of keys; nil when a part is missing.
  package subscript(path path: [String]) -> ComposeNode? {
    path.reduce(self as ComposeNode?) { node, key in node?[key] }
  }

  /// A scalar as one item, a list of scalars as its items; for settings that take both forms.
  package var texts: [Sourced<String>] {
    if let text { return [Sourced(text, origin)] }
    return items.compactMap { item in item.text.map { Sourced($0, item.origin) } }
  }
}
