/// The end of a json-file entry, found from behind without a walk through its text.
///
/// Offsets count from the beginning of the block in which the entry stands.
struct JSONFileTail {
  /// The offset of the quote that ends the text.
  var log: Int
  /// The offset of the time.
  var time: Int

  /// The length of an entry with a newline only and no fraction.
  private static let shortest = 61

  /// The length of `","stream":"stdout","time":"`.
  private static let length = 28

  // Words of eight bytes are compared, the first lowest: as literals they cost no access to memory.

  /// Reads `\n","stream":"stdout","time":"2026-11-23T01:54:37.647139523Z"}` with any fraction; nil
  /// for entries without a newline, with attributes, or spelt in another way.
  ///
  /// The entry begins at `start`; `end` is where its newline stands.
  @inline(__always)
  static func read(_ block: ByteText, _ start: Int, _ end: Int) -> JSONFileTail? {
    guard start >= 0, end <= block.count, end &- start >= shortest else { return nil }
    return block.withBytes { bytes in
      let quote = end &- 3
      // Nine digits of fraction mostly, none with its point at least.
      var time = quote &- 29
      if bytes[time &- 1] != UInt8(ascii: "\"") {
        time = quote &- 19
        while time > quote &- 31, bytes[time &- 1] != UInt8(ascii: "\"") { time &-= 1 }
      }
      let log = time &- length
      guard log > start &+ JSONFileLine.opening &+ 2, isTail(bytes, log),
        bytes[quote] == UInt8(ascii: "Z"),
        bytes[quote &+ 1] == UInt8(ascii: "\""), bytes[quote &+ 2] == UInt8(ascii: "}"),
        bytes[log &- 3] != UInt8(ascii: "\\")
      else { return nil }
      return JSONFileTail(log: log, time: time)
    }
  }

  /// Whether `\n","stream":"stdout","time":"` stands around the end of a text, or the same of `stderr`.
  @inline(__always)
  private static func isTail(_ bytes: UnsafeRawBufferPointer, _ log: Int) -> Bool {
    let stream = bytes.word(at: log &+ 14)
    return bytes.word(at: log &- 2) == 0x7274_7322_2C22_6E5C  // \n","str
      && bytes.word(at: log &+ 6) == 0x7473_223A_226D_6165  // eam":"st
      && (stream == 0x7422_2C22_7475_6F64 || stream == 0x7422_2C22_7272_6564)  // dout","t, derr","t
      && bytes.word(at: log &+ 20) == 0x223A_2265_6D69_7422  // "time":"
  }
}
