import YAML

/// Writes a text as a YAML scalar in the style of its neighbours.
struct ScalarText {
  /// Where the scalar stands; some characters end a plain scalar only there.
  enum Place {
    case block, flow
  }

  /// How the scalars nearby are written.
  struct Neighbours {
    private(set) var plainTexts = 0
    private(set) var plainNumbers = 0
    private(set) var singleQuoted = 0
    private(set) var doubleQuoted = 0
    private(set) var quotedNumbers = 0

    init(_ nodes: [YAMLNode]) {
      for node in nodes where node.alias == nil && !node.isNull {
        guard case .scalar(let text, let style) = node.content else { continue }
        switch style {
        case .plain where ScalarText.isTyped(text): plainNumbers += 1
        case .plain: plainTexts += 1
        case .singleQuoted: singleQuoted += 1
        case .doubleQuoted: doubleQuoted += 1
        case .literal, .folded: break
        }
        if style == .singleQuoted || style == .doubleQuoted, ScalarText.isTyped(text) {
          quotedNumbers += 1
        }
      }
    }

    /// The quotes that are used more often; double where there are none.
    var quotes: YAMLNode.Style { singleQuoted > doubleQuoted ? .singleQuoted : .doubleQuoted }

    fileprivate func style(for text: String, keepsType: Bool) -> YAMLNode.Style {
      if ScalarText.isTyped(text) {
        if keepsType { return .plain }
        let isInteger = Int(text).map { String($0) == text } ?? false
        return isInteger && plainNumbers > 0 && quotedNumbers == 0 ? .plain : quotes
      }
      return singleQuoted + doubleQuoted - quotedNumbers > plainTexts ? quotes : .plain
    }
  }

  let place: Place
  let neighbours: Neighbours
  /// Whether a number or a truth value may become one (`mem_limit: 1`), or must stay a text as in `environment`.
  let keepsType: Bool

  /// The scalar as it is written; `old` is the scalar whose place it takes.
  func written(_ text: String, insteadOf old: YAMLNode? = nil) -> String {
    var style = neighbours.style(for: text, keepsType: keepsType)
    if case .scalar(let oldText, let oldStyle) = old?.content, old?.alias == nil,
      old?.isNull == false
    {
      switch oldStyle {
      case .singleQuoted, .doubleQuoted: style = oldStyle
      case .plain where !Self.isTyped(text) || Self.isTyped(oldText): style = .plain
      case .plain, .literal, .folded: break
      }
    }
    if style == .plain, !keepsType, Self.isTyped(text), Int(text) == nil {
      style = neighbours.quotes
    }
    if style == .plain, !Self.isPlainSafe(text, place) { style = neighbours.quotes }
    if style == .singleQuoted,
      text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    {
      style = .doubleQuoted
    }
    return style == .plain ? text : Self.quoted(text, style)
  }

  /// The scalar in the quotes of its neighbours.
  func quoted(_ text: String) -> String { Self.quoted(text, neighbours.quotes) }

  private static func quoted(_ text: String, _ style: YAMLNode.Style) -> String {
    guard style == .singleQuoted else { return doubleQuoted(text) }
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "''") + "'"
  }

  /// A dollar sign in a compose file starts a variable; two of them are one.
  static func escapingVariables(_ text: String) -> String {
    text.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
  }

  /// Whether a plain scalar would be read as no text by YAML 1.1 or 1.2: null, truth value, number, date.
  static func isTyped(_ text: String) -> Bool {
    switch text.lowercased() {
    case "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", "=", "<<":
      return true
    default: break
    }
    let bare = text.filter { $0 != "_" }
    let unsigned = bare.hasPrefix("-") || bare.hasPrefix("+") ? bare.dropFirst() : Substring(bare)
    guard let first = unsigned.utf8.first, first == UInt8(ascii: ".") || (48...57).contains(first)
    else {
      return false
    }
    if Double(unsigned) != nil || [".inf"].contains(unsigned.lowercased()) { return true }
    for prefix in ["0x", "0o", "0b"] where unsigned.lowercased().hasPrefix(prefix) {
      return unsigned.dropFirst(2).allSatisfy(\.isHexDigit)
    }
    let digits = unsigned.utf8.prefix { (48...57).contains($0) }
    // Base 60 (`1:30`) and dates (`2026-01-02`).
    return unsigned.utf8.allSatisfy {
      (48...57).contains($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
    }
      && unsigned.contains(":")
      || (digits.count == 4 && unsigned.utf8.dropFirst(4).first == UInt8(ascii: "-"))
  }

  /// Whether a text can stand without quotes.
  static func isPlainSafe(_ text: String, _ place: Place) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last else { return false }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return false }
    if first == UInt8(ascii: " ") || last == UInt8(ascii: " ") || last == UInt8(ascii: ":") {
      return false
    }
    if "?:,[]{}#&*!|>'\"%@`=".utf8.contains(first) { return false }
    if first == UInt8(ascii: "-"),
      bytes.count < 2 || bytes[1] == UInt8(ascii: " ") || text.hasPrefix("---")
    {
      return false
    }
    if place == .flow, bytes.contains(where: { ",[]{}".utf8.contains($0) }) { return false }
    for (byte, next) in zip(bytes, bytes.dropFirst()) {
      if byte == UInt8(ascii: ":"), next == UInt8(ascii: " ") { return false }
      if byte == UInt8(ascii: " "), next == UInt8(ascii: "#") { return false }
    }
    return true
  }

  static func doubleQuoted(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        output += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }
}
