import YAML

/// Turns one YAML document into a tree with merge keys and variables resolved.
struct ComposeFileReader {
  /// Nodes that the files of one project may have after the expansion of aliases.
  static let mostNodes = 300_000

  let file: String
  let scope: VariableScope
  private(set) var warnings: [ComposeWarning] = []
  /// How many nodes may still be made.
  private(set) var budget: Int

  init(file: String, scope: VariableScope, budget: Int) {
    self.file = file
    self.scope = scope
    self.budget = budget
  }

  /// The tree of a file; nil when it is no YAML or holds no document.
  mutating func read(_ bytes: [UInt8]) -> ComposeNode? {
    do {
      let stream = try YAMLStream(bytes, dialect: .lenient)
      guard let document = stream.documents.first else { return nil }
      if stream.documents.count > 1 {
        warn(stream.documents[1].line, "a compose file has one document; the others are not read")
      }
      return node(document, at: origin(document, document), via: nil)
    } catch {
      warnings.append(
        ComposeWarning(file: file, line: error.line, message: "no YAML: \(error.message)"))
      return nil
    }
  }

  private func origin(_ start: YAMLNode, _ end: YAMLNode, via anchor: String? = nil)
    -> SettingOrigin
  {
    let upper = max(start.range.upperBound, end.range.upperBound)
    return SettingOrigin(
      file: file, line: start.line, anchor: anchor, range: start.range.lowerBound..<upper)
  }

  /// The resolved node; `origin` is of the entry or item that holds it, `anchor` what it is reached by.
  private mutating func node(_ yaml: YAMLNode, at origin: SettingOrigin, via anchor: String?)
    -> ComposeNode
  {
    budget -= 1
    guard budget >= 0 else {
      if budget == -1 { warn(yaml.line, "more than \(Self.mostNodes) nodes; the rest is not read") }
      return ComposeNode(.null, origin: origin)
    }
    let via = yaml.alias ?? anchor
    var origin = origin
    origin.anchor = via
    let content: ComposeNode.Content
    switch yaml.content {
    case .scalar(let text, let style):
      return scalar(text, isNull: yaml.isNull, isPlain: style == .plain, yaml.tag, origin)
    case .sequence(let items):
      content = .list(items.map { node($0, at: self.origin($0, $0, via: via), via: via) })
    case .mapping(let entries):
      return map(yaml, entries, at: origin, via: via)
    }
    return ComposeNode(content, origin: origin, sources: [source(yaml, via)], tag: yaml.tag)
  }

  private mutating func scalar(
    _ text: String, isNull: Bool, isPlain: Bool, _ tag: String?, _ origin: SettingOrigin
  ) -> ComposeNode {
    if isNull { return ComposeNode(.null, origin: origin, tag: tag) }
    var expansion = Interpolation(scope: scope, origin: origin)
    let expanded = expansion.expanded(text)
    for problem in expansion.problems { warn(origin.line, problem) }
    return ComposeNode(
      .scalar(expanded), origin: origin, written: expanded == text ? nil : text,
      isQuoted: !isPlain, variables: expansion.variables, tag: tag)
  }

  private mutating func map(
    _ yaml: YAMLNode, _ entries: [YAMLNode.Entry], at origin: SettingOrigin, via: String?
  ) -> ComposeNode {
    var own: [ComposeNode.Entry] = []
    var merged: [ComposeNode.Entry] = []
    var sources = [source(yaml, via)]
    var places: [String: Int] = [:]
    for entry in entries {
      guard let key = entry.key.text else {
        warn(entry.key.line, "a key that is no text; not read")
        continue
      }
      if key == "<<" {
        merge(entry.value, into: &merged, &sources, via: via)
        continue
      }
      let place = self.origin(entry.key, entry.value, via: via)
      let value = node(entry.value, at: place, via: via)
      if let earlier = places[key] {
        warn(entry.key.line, "\"\(key)\" is written twice; the last one is taken")
        own[earlier].value = value
      } else {
        places[key] = own.count
        own.append(ComposeNode.Entry(key: key, value: value))
      }
    }
    own += merged.filter { places[$0.key] == nil }
    return ComposeNode(.map(own), origin: origin, sources: sources, tag: yaml.tag)
  }

  /// Adds the entries of a `<<` value; what was merged earlier stays (YAML merge: earlier wins).
  private mutating func merge(
    _ yaml: YAMLNode, into merged: inout [ComposeNode.Entry], _ sources: inout [ComposeNode.Source],
    via: String?
  ) {
    let maps = yaml.items.isEmpty ? [yaml] : yaml.items
    for map in maps {
      let anchor = map.alias ?? yaml.alias ?? via
      let node = node(map, at: origin(map, map, via: anchor), via: anchor)
      guard case .map(let entries) = node.content else {
        if !node.isNull { warn(map.line, "\"<<\" takes maps only") }
        continue
      }
      let known = Set(merged.map(\.key))
      merged += entries.filter { !known.contains($0.key) }
      sources += node.sources
    }
  }

  private func source(_ yaml: YAMLNode, _ anchor: String?) -> ComposeNode.Source {
    ComposeNode.Source(file: file, offset: yaml.firstByteOfContent, anchor: anchor)
  }

  private mutating func warn(_ line: Int, _ message: String) {
    guard warnings.count < 100 else { return }
    warnings.append(ComposeWarning(file: file, line: line, message: message))
  }
}

extension YAMLNode {
  /// The first byte of a collection's first child, or of the collection itself when it is empty.
  ///
  /// An alias and its anchor give the same place, as their children are the same.
  var firstByteOfContent: Int {
    entries.first?.key.range.lowerBound ?? items.first?.range.lowerBound ?? range.lowerBound
  }
}
