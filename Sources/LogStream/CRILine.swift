/// One line of containerd, CRI-O or podman's k8s-file: `<time> <stream> <P|F>[:tags] <text>`.
struct CRILine {
  var time: Int64?
  var stream: Record.Stream
  var isPartial: Bool
  var payload: Int

  static func parse(_ line: ByteText) -> CRILine? {
    // A stamp of nine digits, which most lines have, shows at once where the stream would stand.
    if line.byte(29) == UInt8(ascii: "Z"), line.byte(31) != UInt8(ascii: "s") { return nil }
    guard let instant = InstantParser.dateTime(line, at: 0),
      line.byte(instant.end) == UInt8(ascii: " ")
    else { return nil }
    var at = instant.end + 1
    let stream: Record.Stream
    if line.hasPrefix("stdout ", at: at) {
      stream = .standardOutput
    } else if line.hasPrefix("stderr ", at: at) {
      stream = .standardError
    } else {
      return nil
    }
    at += 7
    let tag = line.byte(at)
    guard tag == UInt8(ascii: "P") || tag == UInt8(ascii: "F") else { return nil }
    at += 1
    if line.byte(at) == UInt8(ascii: ":") {
      while at < line.count, line.byte(at) != UInt8(ascii: " ") { at += 1 }
    }
    guard at >= line.count || line.byte(at) == UInt8(ascii: " ") else { return nil }
    return CRILine(
      time: instant.nanoseconds, stream: stream, isPartial: tag == UInt8(ascii: "P"),
      payload: min(at + 1, line.count))
  }
}
