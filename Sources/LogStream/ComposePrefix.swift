/// The container prefix that `docker-compose logs` and `docker compose logs` write.
///
/// The name is padded to the longest name plus one, then follow a blank, a bar and a blank: so two
/// blanks or more stand before the bar, which keeps most lines with a bar of their own apart. Only
/// v1 with a `container_name` writes a single one.
struct ComposePrefix {
  /// Range of the name without its padding.
  var name: Range<Int>
  /// Where the application's own bytes start.
  var payload: Int
  var format: ContainerFormat

  /// Reads a prefix, with or without colour; nil when the line has none.
  ///
  /// At least `blanks` blanks stand before the bar.
  static func parse(_ line: ByteText, blanks: Int) -> ComposePrefix? {
    let start = skipEscapes(line, from: 0)
    var at = start
    while isNameByte(line.byte(at)) { at += 1 }
    guard at > start, line.byte(start).isAlphanumeric, at - start <= 255 else { return nil }
    let end = at
    while line.byte(at) == UInt8(ascii: " ") { at += 1 }
    guard at - end >= blanks, line.byte(at) == UInt8(ascii: "|") else { return nil }
    at += 1
    // v1 resets the colour before the blank, v2 after it.
    at = skipEscapes(line, from: at)
    if line.byte(at) == UInt8(ascii: " ") {
      at += 1
    } else if at < line.count, line.byte(at) != UInt8(ascii: "\r") {
      return nil
    }
    if start > 0 { at = skipEscapes(line, from: at, resetOnly: true) }
    return ComposePrefix(name: start..<end, payload: at, format: format(line[start..<end]))
  }

  private static func format(_ name: ByteText) -> ContainerFormat {
    if name.firstIndex(of: UInt8(ascii: "@")) != nil { return .serviceLogs }
    var at = name.count
    while name.byte(at - 1).isDigit { at -= 1 }
    let hasNumber = at < name.count
    return hasNumber && name.byte(at - 1) == UInt8(ascii: "_") ? .composeV1 : .composeV2
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@")
  }

  /// Skips colour sequences `ESC [ … m`; only `ESC[0m` and `ESC[m` when `resetOnly`.
  private static func skipEscapes(_ line: ByteText, from start: Int, resetOnly: Bool = false) -> Int
  {
    var at = start
    while line.byte(at) == 0x1B, line.byte(at + 1) == UInt8(ascii: "[") {
      var end = at + 2
      while line.byte(end).isDigit || line.byte(end) == UInt8(ascii: ";") { end += 1 }
      guard line.byte(end) == UInt8(ascii: "m") else { break }
      if resetOnly, !(line.hasPrefix("0m", at: at + 2) || end == at + 2) { break }
      at = end + 1
      if resetOnly { break }
    }
    return at
  }
}
