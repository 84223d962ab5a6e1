/// What a stretch of terminal text means; colour only adds to words that say the same.
enum TerminalTone {
  case plain, strong, faint, bad, caution, good, note, added, removed

  /// The SGR parameters that draw it; nil for plain text.
  ///
  /// Only the 16 basic colours, so that the user's own palette decides about contrast.
  private var parameters: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .bad: "1;31"
    case .caution: "1;33"
    case .good: "1;32"
    case .note: "36"
    case .added: "32"
    case .removed: "31"
    }
  }

  /// Returns the text between the escape sequences of the tone.
  func paint(_ text: String, usesColor: Bool) -> String {
    guard usesColor, !text.isEmpty, let parameters else { return text }
    return "\u{1b}[\(parameters)m\(text)\u{1b}[0m"
  }
}
