/// The end of a json-file entry, found from behind without a walk through its text.
///
/// Offsets count from the beginning of the block in which the entry stands.
struct JSONFileTail {
  /// The offset of the quote that ends the text.
  var log: Int
  /// The offset of the time.
  var time: Int

  /// The length of what stands before the text.
  static let opening = 8

  /// `","stream":"stdout","time":"`
  private static let length = 28

  // Words of eight bytes are compared, the first lowest: as literals they cost no access to memory.

  /// Whether a line begins as an entry does.
  @inline(__always)
  static func isEntry(_ block: ByteText, _ start: Int) -> Bool {
    block.word(start) == 0x223A_2267_6F6C_227B  // {"log":"
  }

  /// Reads `\n","stream":"stdout","time":"2026-11-23T01:54:37.647139523Z"}` with any fraction; nil
  /// for entries without a newline, with attributes, or spelt in another way.
  ///
  /// - Parameters:
  ///   - start: Where the entry begins.
  ///   - end: Where its newline stands.
  @inline(__always)
  static func read(_ block: ByteText, _ start: Int, _ end: Int) -> JSONFileTail? {
    let quote = end &- 3
    // Nine digits of fraction mostly, none with its point at least.
    var time = quote &- 29
    if block.byte(time &- 1) != UInt8(ascii: "\"") {
      time = quote &- 19
      while time > quote &- 31, block.byte(time &- 1) != UInt8(ascii: "\"") { time &-= 1 }
    }
    let log = time &- length
    guard log > start &+ opening &+ 2, block.byte(quote) == UInt8(ascii: "Z"),
      block.byte(quote &+ 1) == UInt8(ascii: "\""), block.byte(quote &+ 2) == UInt8(ascii: "}"),
      let first = block.word(log &- 2), first == 0x7274_7322_2C22_6E5C,  // \n","str
      let second = block.word(log &+ 6), second == 0x7473_223A_226D_6165,  // eam":"st
      let third = block.word(log &+ 14),
      third == 0x7422_2C22_7475_6F64 || third == 0x7422_2C22_7272_6564,  // dout","t, derr","t
      let fourth = block.word(log &+ 20), fourth == 0x223A_2265_6D69_7422,  // "time":"
      block.byte(log &- 3) != UInt8(ascii: "\\")
    else { return nil }
    return JSONFileTail(log: log, time: time)
  }
}
