/// What a token says about itself and about the token after it, in any English log.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt16

  /// It has a letter and is not `<*>`.
  static let word = WordClass(rawValue: 1 << 0)
  static let variable = WordClass(rawValue: 1 << 1)
  /// `true`, `none`, `off`: a value that tells templates apart as words do.
  static let state = WordClass(rawValue: 1 << 2)
  /// `from`, `by`, `user`: often a name follows.
  static let naming = WordClass(rawValue: 1 << 3)
  /// Capitals only, such as `RUNNING` or `GET`: named states and methods.
  static let capitals = WordClass(rawValue: 1 << 4)
  /// Mixed case or inner punctuation: the form of an identifier.
  static let identifier = WordClass(rawValue: 1 << 5)
  static let equals = WordClass(rawValue: 1 << 6)
  static let quote = WordClass(rawValue: 1 << 7)
  /// `to`, which stands before verbs too.
  static let infinitive = WordClass(rawValue: 1 << 8)
  /// `ms`, `KB`, `seconds`: part of the number before it.
  static let unit = WordClass(rawValue: 1 << 9)

  private static let states: Set<String> = [
    "true", "false", "null", "nil", "none", "yes", "no", "on", "off", "enabled", "disabled",
  ]
  private static let namingWords: Set<String> = [
    "from", "to", "by", "for", "at", "on", "in", "of", "via", "with", "as",
    "user", "host", "node",
  ]
  private static let units: Set<String> = [
    "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib", "byte", "bytes",
    "ns", "us", "ms", "s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes",
    "h", "hour", "hours", "day", "days",
  ]

  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The classes of a token's bytes; linear.
  init(of token: [UInt8]) {
    let text = String(decoding: token, as: UTF8.self)
    var classes: WordClass = []
    var bytes: TokenBytes = []
    for byte in token { bytes.formUnion(.of(byte)) }
    if bytes.contains(.letter) { classes.insert(.word) }
    let lower = text.lowercased()
    if Self.states.contains(lower) { classes.insert(.state) }
    if Self.namingWords.contains(lower) { classes.insert(.naming) }
    if Self.units.contains(lower) { classes.insert(.unit) }
    if lower == "to" { classes.insert(.infinitive) }
    if text == "=" { classes.insert(.equals) }
    if text == "\"" || text == "'" { classes.insert(.quote) }
    if classes.contains(.word) {
      if Self.isCapitals(token) {
        classes.insert(.capitals)
      } else if Self.isIdentifier(token) {
        classes.insert(.identifier)
      }
    }
    self = classes
  }

  private static func isCapitals(_ token: [UInt8]) -> Bool {
    token.count > 1
      && token.allSatisfy { $0.isUpperLetter || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
  }

  private static func isIdentifier(_ token: [UInt8]) -> Bool {
    let inner: TokenBytes = [.nameMark, .dot, .slash, .at]
    if token.dropFirst().dropLast().contains(where: { !TokenBytes.of($0).isDisjoint(with: inner) })
    {
      return true
    }
    let hasInnerCapital = token.dropFirst().contains(where: \.isUpperLetter)
    return hasInnerCapital && token.contains { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
  }
}

extension UInt8 {
  fileprivate var isUpperLetter: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
}
