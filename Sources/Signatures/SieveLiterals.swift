/// The literals by which a template's lines are found before they are decoded.
///
/// A line stands in the input as its wrappers spell it: JSON puts a backslash before quotes and
/// backslashes and may write `<`, `>`, `&` and others as `\u003c`, and the engine's json-file does
/// it once more. So a literal is looked for by a part of it that no wrapper changes, or else in all
/// the spellings that are met.
enum SieveLiterals {
  /// Shorter ones would be found everywhere and slow the search down.
  static let shortest = 8

  /// The literals of a template, one of which stands in every line that it matches; nil when it has
  /// none of so many bytes.
  static func of(_ template: Template, shortest: Int = SieveLiterals.shortest) -> [[UInt8]]? {
    let safe = longestRun(of: unchanged, in: template)
    if safe.count >= shortest { return [Array(safe)] }
    let plain = longestRun(of: printable, in: template)
    guard plain.count >= shortest else { return nil }
    return spellings(Array(plain))
  }

  /// The longest run of some bytes within the literals, the first of several; empty without any.
  private static func longestRun(of set: ByteSet, in template: Template) -> ArraySlice<UInt8> {
    var longest: ArraySlice<UInt8> = []
    for literal in template.literals {
      var start = 0
      for place in 0...literal.count {
        if place < literal.count, set.contains(literal[place]) { continue }
        if place - start > longest.count { longest = literal[start..<place] }
        start = place + 1
      }
    }
    return longest
  }

  private static let printable = ByteSet { (0x20...0x7E).contains($0) }

  /// What all JSON writers leave as it is (those of .NET and Java change many).
  private static let unchanged: ByteSet = {
    let changed = ByteSet("\"\\<>&'=+/`")
    return ByteSet { printable.contains($0) && !changed.contains($0) }
  }()

  private static func spellings(_ literal: [UInt8]) -> [[UInt8]] {
    let once = [literal, escaped(literal, tags: false), escaped(literal, tags: true)]
    var result: [[UInt8]] = []
    for spelling in once + once.map({ escaped($0, tags: true) }) where !result.contains(spelling) {
      result.append(spelling)
    }
    return result
  }

  /// As JSON spells it; Go's encoder and the engine's write the signs of HTML tags in hex, too.
  private static func escaped(_ text: [UInt8], tags: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 16)
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        result.append(UInt8(ascii: "\\"))
        result.append(byte)
      case UInt8(ascii: "<") where tags: result += "\\u003c".utf8
      case UInt8(ascii: ">") where tags: result += "\\u003e".utf8
      case UInt8(ascii: "&") where tags: result += "\\u0026".utf8
      default: result.append(byte)
      }
    }
    return result
  }
}
