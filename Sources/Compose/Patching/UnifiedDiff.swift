/// Writes the difference of two texts the way `diff -u` does; lines keep their line ends.
enum UnifiedDiff {
  static let contextLines = 3

  /// The diff of one file with `a/` and `b/` before its path; empty when nothing differs.
  static func text(path: String, before: [UInt8], after: [UInt8]) -> String {
    let old = lines(before)
    let new = lines(after)
    let changes = changes(from: old, to: new)
    guard !changes.isEmpty else { return "" }
    // A path with a blank needs a tab behind it, or `patch` cuts it off.
    let end = path.contains(" ") ? "\t\n" : "\n"
    var text = "--- a/\(path)\(end)+++ b/\(path)\(end)"
    for hunk in hunks(changes) {
      text += self.text(of: hunk, old: old, new: new)
    }
    return text
  }

  /// A run of removed lines and the run of added lines in their place, 0-based.
  private struct Change {
    var old: Range<Int>
    var new: Range<Int>
  }

  private static func changes(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>])
    -> [Change]
  {
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var changes: [Change] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      let (startI, startJ) = (i, j)
      while removed.contains(i) { i += 1 }
      while added.contains(j) { j += 1 }
      if i > startI || j > startJ {
        changes.append(Change(old: startI..<i, new: startJ..<j))
      } else {
        (i, j) = (i + 1, j + 1)
      }
    }
    return changes
  }

  /// Changes whose context would touch stand in one hunk.
  private static func hunks(_ changes: [Change]) -> [[Change]] {
    var hunks: [[Change]] = []
    for change in changes {
      if let last = hunks.last?.last,
        change.old.lowerBound - last.old.upperBound <= 2 * contextLines
      {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private static func text(
    of hunk: [Change], old: [ArraySlice<UInt8>], new: [ArraySlice<UInt8>]
  ) -> String {
    guard let first = hunk.first, let last = hunk.last else { return "" }
    let lead = min(contextLines, first.old.lowerBound)
    let trail = min(contextLines, old.count - last.old.upperBound)
    let oldRange = (first.old.lowerBound - lead)..<(last.old.upperBound + trail)
    let newRange = (first.new.lowerBound - lead)..<(last.new.upperBound + trail)
    var text = "@@ -\(span(oldRange)) +\(span(newRange)) @@\n"
    var index = oldRange.lowerBound
    for change in hunk {
      for line in old[index..<change.old.lowerBound] { text += row(" ", line) }
      for line in old[change.old] { text += row("-", line) }
      for line in new[change.new] { text += row("+", line) }
      index = change.old.upperBound
    }
    for line in old[index..<oldRange.upperBound] { text += row(" ", line) }
    return text
  }

  private static func span(_ range: Range<Int>) -> String {
    // An empty range names the line before it.
    let start = range.isEmpty ? range.lowerBound : range.lowerBound + 1
    return range.count == 1 ? "\(start)" : "\(start),\(range.count)"
  }

  private static func row(_ mark: String, _ line: ArraySlice<UInt8>) -> String {
    let text = mark + String(decoding: line, as: UTF8.self)
    return line.last == UInt8(ascii: "\n") ? text : text + "\n\\ No newline at end of file\n"
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(rest[...end])
      rest = rest[(end + 1)...]
    }
    if !rest.isEmpty { lines.append(rest) }
    return lines
  }
}
