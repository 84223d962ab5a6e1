extension YAMLNode {
  /// An entry of a mapping after merge keys are followed.
  package struct MergedEntry: Sendable {
    package var key: YAMLNode
    package var value: YAMLNode
    /// The node behind `<<` that holds the entry; nil for an entry of the mapping itself.
    ///
    /// It is an alias (`alias` is the anchor's name) or a mapping written there; of nested merges
    /// the innermost.
    package var origin: YAMLNode?
  }

  /// Whether this is the merge key: `<<` without quotes (yaml.org/type/merge.html).
  package var isMergeKey: Bool {
    guard case .scalar("<<", .plain) = content else { return false }
    return tag == nil || tag == "tag:yaml.org,2002:merge"
  }

  /// The entries of a mapping with those that `<<` brings in; empty for anything else.
  ///
  /// Own entries win over merged ones, and of several merged mappings the first wins. The order is
  /// that of the file, merged entries standing in the place of their `<<`.
  ///
  /// - Returns: The entries without `<<` itself; own entries that repeat a key are all there.
  /// - Throws: When `<<` holds neither a mapping nor a sequence of mappings.
  /// - Complexity: O(*n*) in the nodes of this mapping and of all that is merged, aliases expanded.
  package func mergedEntries() throws(YAMLError) -> [MergedEntry] {
    var seen = Set(entries.lazy.filter { !$0.key.isMergeKey }.map { Self.identity(of: $0.key) })
    var result: [MergedEntry] = []
    for entry in entries {
      if !entry.key.isMergeKey {
        result.append(MergedEntry(key: entry.key, value: entry.value))
        continue
      }
      for source in try Self.mergeSources(of: entry.value) {
        let added = try source.mergedEntries().filter {
          seen.insert(Self.identity(of: $0.key)).inserted
        }
        for var merged in added {
          merged.origin = merged.origin ?? source
          result.append(merged)
        }
      }
    }
    return result
  }

  private static func mergeSources(of value: YAMLNode) throws(YAMLError) -> [YAMLNode] {
    switch value.content {
    case .mapping: return [value]
    case .scalar: throw mergeFailure(at: value)
    case .sequence(let items):
      if let other = items.first(where: { !$0.isMapping }) { throw mergeFailure(at: other) }
      return items
    }
  }

  private static func mergeFailure(at node: YAMLNode) -> YAMLError {
    YAMLError(
      line: node.line, column: node.column,
      message: "'<<' takes a mapping or a list of mappings, such as *name of an anchored mapping")
  }

  /// What makes two keys the same: the text of scalars, the bytes of others.
  private static func identity(of key: YAMLNode) -> String {
    key.text ?? "\u{0}\(key.range.lowerBound)"
  }

  /// The entries whose key stands in the mapping before, which go-yaml refuses; scalar keys only.
  package var repeatedEntries: [Entry] {
    var seen: Set<String> = []
    return entries.filter { entry in
      entry.key.text.map { !seen.insert($0).inserted && !entry.key.isMergeKey } ?? false
    }
  }
}
