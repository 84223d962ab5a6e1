/// What a byte can be in a message, as bits so that a whole word is judged by one union.
struct TokenBytes: OptionSet {
  let rawValue: UInt16

  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  static let digit = TokenBytes(rawValue: 1 << 0)
  /// A letter, or a part of a character outside ASCII.
  static let letter = TokenBytes(rawValue: 1 << 1)
  static let upper = TokenBytes(rawValue: 1 << 2)
  /// A letter that is no hexadecimal digit.
  static let beyondHex = TokenBytes(rawValue: 1 << 3)
  static let slash = TokenBytes(rawValue: 1 << 4)
  static let backslash = TokenBytes(rawValue: 1 << 5)
  static let dot = TokenBytes(rawValue: 1 << 6)
  static let colon = TokenBytes(rawValue: 1 << 7)
  static let at = TokenBytes(rawValue: 1 << 8)
  /// `_`, `-` or `$`, which names hold beside letters and digits.
  static let nameMark = TokenBytes(rawValue: 1 << 9)
  /// Any other printable byte.
  static let other = TokenBytes(rawValue: 1 << 10)
  /// A blank or a control character.
  static let blank = TokenBytes(rawValue: 1 << 11)
  /// A bracket, a quote, `=`, `,`, `;` or `|`: a token of its own.
  static let divider = TokenBytes(rawValue: 1 << 12)
  /// A divider that may stand inside a path or an address.
  static let softDivider = TokenBytes(rawValue: 1 << 13)

  /// The classes of every byte.
  static let table: [TokenBytes] = (0...255).map { classes(of: UInt8($0)) }

  /// The classes of a byte.
  static func of(_ byte: UInt8) -> TokenBytes { table[Int(byte)] }

  /// The union of the classes of some bytes; linear.
  init(_ text: [UInt8], _ range: Range<Int>) {
    let table = Self.table
    var union: TokenBytes = []
    for place in range { union.formUnion(table[Int(text[place])]) }
    self = union
  }

  private static func classes(of byte: UInt8) -> TokenBytes {
    switch byte {
    case 0...0x20, 0x7F: .blank
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "a")...UInt8(ascii: "f"): .letter
    case UInt8(ascii: "g")...UInt8(ascii: "z"), 0x80...: [.letter, .beyondHex]
    case UInt8(ascii: "A")...UInt8(ascii: "F"): [.letter, .upper]
    case UInt8(ascii: "G")...UInt8(ascii: "Z"): [.letter, .upper, .beyondHex]
    case UInt8(ascii: "/"): .slash
    case UInt8(ascii: "\\"): .backslash
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "@"): .at
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "$"): .nameMark
    case UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"),
      UInt8(ascii: "<"), UInt8(ascii: ">"):
      [.divider, .softDivider]
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      .divider
    default: .other
    }
  }
}
