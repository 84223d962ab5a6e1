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
  /// none that is long enough.
  static func of(_ template: Template) -> [[UInt8]]? {
    let safe = fragments(template, where: isNeverChanged).max { $0.count < $1.count }
    if let safe, safe.count >= shortest { return [safe] }
    let plain = fragments(template, where: isPrintable).max { $0.count < $1.count }
    guard let plain, plain.count >= shortest else { return nil }
    return spellings(plain)
  }

  /// The longest runs of bytes with a property within the literals, in order.
  private static func fragments(
    _ template: Template, where holds: (UInt8) -> Bool
  ) -> [[UInt8]] {
    template.literals.flatMap { literal in
      literal.split(whereSeparator: { !holds($0) }).map { Array($0) }
    }
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) }

  /// Whether all JSON writers leave the byte as it is (those of .NET and Java change many).
  private static func isNeverChanged(_ byte: UInt8) -> Bool {
    isPrintable(byte) && !changed.contains(byte)
  }

  private static let changed = Array("\"\\<>&'=+/`".utf8)

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
    text.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "<") where tags: Array("\\u003c".utf8)
      case UInt8(ascii: ">") where tags: Array("\\u003e".utf8)
      case UInt8(ascii: "&") where tags: Array("\\u0026".utf8)
      default: [byte]
      }
    }
  }
}
