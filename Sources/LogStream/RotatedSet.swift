/// The files of one log that its driver rotated: `X.2.gz`, `X.1`, `X`.
package enum RotatedSet {
  /// Groups entries that are parts of one log, each group oldest first, by their names alone.
  ///
  /// The groups are in the order of their first names; an entry that is no part of a set is a group
  /// of its own. Where a part is there both packed and unpacked (as it is for a moment while the
  /// engine rotates), only the unpacked one is kept.
  package static func groups(of entries: [EvidenceEntry]) -> [[EvidenceEntry]] {
    var order: [String] = []
    var parts: [String: [(number: Int, isPacked: Bool, entry: EvidenceEntry)]] = [:]
    let present = Set(entries.map { part(of: $0.path) }.filter { $0.number == 0 }.map(\.base))
    for entry in entries {
      var (base, number, isPacked) = part(of: entry.path)
      // `node.1` alone may be anything; a set has its newest file, or names that end in `.log`.
      if number > 0, !present.contains(base), !base.hasSuffix(".log") {
        (base, number, isPacked) = (entry.path, 0, false)
      }
      if parts[base] == nil { order.append(base) }
      parts[base, default: []].append((number, isPacked, entry))
    }
    return order.map { base in
      let sorted = (parts[base] ?? []).sorted {
        ($1.number, $0.isPacked ? 1 : 0) < ($0.number, $1.isPacked ? 1 : 0)
      }
      return sorted.indices.filter { at in
        at == 0 || sorted[at].number != sorted[at - 1].number || sorted[at].number == 0
      }.map { sorted[$0].entry }
    }
  }

  /// The log that a name belongs to, and how many rotations ago it was written; 0 is the newest.
  private static func part(of path: String) -> (base: String, number: Int, isPacked: Bool) {
    var rest = Substring(path)
    var isPacked = false
    for suffix in [".gz", ".zst", ".xz", ".bz2"] where rest.hasSuffix(suffix) {
      rest = rest.dropLast(suffix.count)
      isPacked = true
      break
    }
    let digits = rest.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let stem = rest.dropLast(digits)
    guard (1...4).contains(digits), stem.last == ".", stem.count > 1,
      let number = Int(rest.suffix(digits)), number > 0
    else { return (path, 0, isPacked) }
    return (String(stem.dropLast()), number, isPacked)
  }
}
