/// The bytes that mean something in YAML.
extension UInt8 {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let doubleQuote: UInt8 = 0x22
  static let hash: UInt8 = 0x23
  static let percent: UInt8 = 0x25
  static let ampersand: UInt8 = 0x26
  static let singleQuote: UInt8 = 0x27
  static let asterisk: UInt8 = 0x2A
  static let comma: UInt8 = 0x2C
  static let dash: UInt8 = 0x2D
  static let dot: UInt8 = 0x2E
  static let colon: UInt8 = 0x3A
  static let questionMark: UInt8 = 0x3F
  static let openBracket: UInt8 = 0x5B
  static let backslash: UInt8 = 0x5C
  static let closeBracket: UInt8 = 0x5D
  static let openBrace: UInt8 = 0x7B
  static let pipe: UInt8 = 0x7C
  static let closeBrace: UInt8 = 0x7D
  static let exclamation: UInt8 = 0x21
  static let greater: UInt8 = 0x3E
  static let less: UInt8 = 0x3C

  /// Space or tab (s-white).
  var isBlank: Bool { self == .space || self == .tab }

  /// LF or CR (b-char).
  var isBreak: Bool { self == .lineFeed || self == .carriageReturn }

  /// `,[]{}` (c-flow-indicator).
  var isFlowIndicator: Bool {
    switch self {
    case .comma, .openBracket, .closeBracket, .openBrace, .closeBrace: true
    default: false
    }
  }

  /// A byte that may not begin a plain scalar; `-?:` may when text follows (c-indicator).
  var isIndicator: Bool {
    switch self {
    case .dash, .questionMark, .colon, .comma, .openBracket, .closeBracket, .openBrace,
      .closeBrace, .hash, .ampersand, .asterisk, .exclamation, .pipe, .greater, .singleQuote,
      .doubleQuote, .percent, 0x40, 0x60:
      true
    default: false
    }
  }

  var isDecimalDigit: Bool { self >= 0x30 && self <= 0x39 }

  var isWordByte: Bool {
    isDecimalDigit || self == .dash || (self >= 0x41 && self <= 0x5A)
      || (self >= 0x61 && self <= 0x7A)
  }

  /// The value of a hexadecimal digit.
  var hexValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self - 0x30)
    case 0x41...0x46: UInt32(self - 0x41 + 10)
    case 0x61...0x66: UInt32(self - 0x61 + 10)
    default: nil
    }
  }
}
