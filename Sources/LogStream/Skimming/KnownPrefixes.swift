/// What the reader expects of prefixes of compose.
struct PrefixRule {
  /// Lines have one; without this a line that looks so is the application's own.
  var isExpected: Bool
  /// How many blanks at least stand before the bar.
  var blanks: Int
}

/// Prefixes of compose without colours that stood before earlier lines, and their containers.
struct KnownPrefixes {
  private struct Prefix {
    var bytes: [UInt8]
    /// The first eight bytes.
    var front: UInt64
    var format: ContainerFormat
    var container: ContainerState
  }

  private var prefixes: [Prefix] = []
  private var recent = 0

  private static let most = 64

  /// The container of a line, and where the text behind its prefix begins.
  @inline(__always)
  mutating func find(_ line: ByteText) -> (ContainerFormat, Int, ContainerState)? {
    guard let front = line.word(0), !prefixes.isEmpty else { return nil }
    if !holds(line, front, recent) {
      guard let place = prefixes.indices.first(where: { holds(line, front, $0) }) else {
        return nil
      }
      recent = place
    }
    let prefix = prefixes[recent]
    return (prefix.format, prefix.bytes.count, prefix.container)
  }

  @inline(__always)
  private func holds(_ line: ByteText, _ front: UInt64, _ place: Int) -> Bool {
    prefixes[place].front == front
      && prefixes[place].bytes.withUnsafeBytes { line.holds($0, at: 0) }
  }

  /// Remembers a prefix of eight bytes or more, its last blank included.
  mutating func keep(_ bytes: ByteText, _ format: ContainerFormat, _ container: ContainerState) {
    guard let front = bytes.word(0), prefixes.count < Self.most else { return }
    prefixes.append(
      Prefix(
        bytes: bytes.withBytes { Array($0) }, front: front, format: format, container: container))
  }
}
