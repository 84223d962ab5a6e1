/// The end of a json-file entry, found from behind without a walk through its text.
struct JSONFileTail {
  /// The offset of the quote that ends the text.
  var log: Int
  /// The time without its quotes, lent.
  var time: ByteText

  private static let opening = "\",\"stream\":\"stdout\",\"time\":\"".utf8.count

  /// Reads `\n","stream":"stdout","time":"2026-11-23T01:54:37.647139523Z"}` with any fraction; nil
  /// for entries without a newline, with attributes, or spelt in another way.
  static func read(_ line: ByteText) -> JSONFileTail? {
    guard line.hasSuffix("Z\"}") else { return nil }
    // Nine digits of fraction at most, none with its point at least.
    let quote = line.count - 3
    var start = quote - 20
    while start > quote - 32, line.byte(start) != UInt8(ascii: "\"") { start -= 1 }
    let log = start + 1 - opening
    guard log > 10, line.byte(start) == UInt8(ascii: "\""),
      line.hasPrefix("\\n\",\"stream\":\"std", at: log - 2),
      line.byte(log - 3) != UInt8(ascii: "\\"),
      line.hasPrefix("out\",\"time\":\"", at: log + 15)
        || line.hasPrefix("err\",\"time\":\"", at: log + 15)
    else { return nil }
    return JSONFileTail(log: log, time: line[(start + 1)..<(line.count - 2)])
  }
}
