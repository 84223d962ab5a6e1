/// Judges whether a value is worth hiding.
enum SecretValues {
  /// Whether a value says nothing secret: empty, a switch, a reference, a mask or a pseudonym.
  static func isTrivial(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, let last = value.last else { return true }
    let isBracketed = first == UInt8(ascii: "(") && last == UInt8(ascii: ")")
    let word = isBracketed ? value.dropFirst().dropLast() : value
    if words.contains(String(decoding: word, as: UTF8.self).lowercased()) { return true }
    if isPlaceholder(value) || value.starts(with: "…".utf8) { return true }
    if value.allSatisfy({ $0 == first }), !first.isDigit { return true }
    if first == UInt8(ascii: "$") {
      return value.count < 2 || value[value.startIndex + 1] != UInt8(ascii: "{")
        ? value.dropFirst().allSatisfy { $0.isTokenByte || $0 == UInt8(ascii: "$") }
        : last == UInt8(ascii: "}") && !value.contains(UInt8(ascii: "-"))
    }
    // A program's own expression in a trace: `token=os.environ["TOKEN"]`.
    if last == UInt8(ascii: "[") || last == UInt8(ascii: "(") { return true }
    if expressions.contains(where: { value.starts(with: $0.utf8) }) { return true }
    return first == UInt8(ascii: "<") && last == UInt8(ascii: ">") || first == UInt8(ascii: "%")
      || value.starts(with: "{{".utf8) || value.starts(with: "[REDACTED".utf8)
  }

  /// Whether a value stands for one that a person is to fill in: `NEW_PASSWORD`, `YOUR-TOKEN`.
  private static func isPlaceholder(_ value: ArraySlice<UInt8>) -> Bool {
    value.count <= 32
      && value.split(whereSeparator: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") })
        .allSatisfy { placeholders.contains(String(decoding: $0, as: UTF8.self)) }
  }

  /// Whether a value looks random or chosen to be unguessable, rather than a word of a sentence.
  static func looksRandom(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count >= 6, value.first != UInt8(ascii: "/") else { return false }
    var (lower, upper, digits, symbols, dots) = (0, 0, 0, 0, 0)
    for byte in value {
      switch byte {
      case 0x61...0x7a: lower += 1
      case 0x41...0x5a: upper += 1
      case 0x30...0x39: digits += 1
      case UInt8(ascii: "."), UInt8(ascii: ":"): dots += 1
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"): break
      default: symbols += 1
      }
    }
    if digits + dots == value.count { return dots == 0 }
    if dots > 0, symbols == 0, digits < 4 { return false }
    if digits > 0, lower + upper > 0 { return true }
    if symbols > 0, lower + upper + digits > 3, value.last.map(\.isAlphanumeric) == true {
      return true
    }
    let capitals = value.first.map { (0x41...0x5a).contains($0) } == true ? 1 : 0
    return lower > 0 && upper > capitals || value.count >= 24
  }

  private static let placeholders: Set<String> = [
    "YOUR", "MY", "THE", "NEW", "OLD", "DB", "PASSWORD", "PASS", "SECRET", "TOKEN", "API", "KEY",
    "APIKEY", "VALUE", "HERE", "USER", "NAME", "RIGHT", "SAME", "SERVICE",
  ]

  private static let expressions = ["os.environ", "os.getenv", "process.env", "System.getenv"]

  private static let words: Set<String> = [
    "true", "false", "yes", "no", "null", "none", "nil", "on", "off", "~", "undefined", "required",
    "optional", "missing", "invalid", "empty", "disabled", "enabled", "n/a", "redacted", "hidden",
    "unset", "not", "set", "is", "was", "masked", "string", "must",
  ]
}
