import LogStream

/// Tells by its bytes alone whether a word differs between lines of one template.
///
/// Variable are: whatever holds a digit (numbers, ids, times, addresses, durations with their unit),
/// paths, URLs, qualified names of three parts or more, names with a host after `@`, and eight or more
/// hexadecimal digits. Cost: linear in the word.
enum VariableWord {
  /// Hexadecimal digits from which on a word without a decimal digit counts as an id.
  static let leastHexDigits = 8

  static func isVariable(_ word: ByteText, _ classes: TokenBytes) -> Bool {
    if classes.contains(.digit) || isLongHex(word, classes) { return true }
    if !classes.isDisjoint(with: [.slash, .backslash]), isPath(word) { return true }
    if !classes.isDisjoint(with: [.slash, .dot]), isQualified(word, classes) { return true }
    guard classes.contains(.at), let place = word.firstIndex(of: UInt8(ascii: "@"), from: 1) else {
      return false
    }
    return place < word.count - 1
  }

  static func isLongHex(_ word: ByteText, _ classes: TokenBytes) -> Bool {
    word.count >= leastHexDigits && classes.isSubset(of: [.digit, .letter, .upper])
  }

  /// Whether a word with colons is one thing: a URL, or an address of hexadecimal groups.
  static func isOneDespiteColons(_ word: ByteText) -> Bool {
    word.contains("://") || isHexGroups(word)
  }

  /// Three or more groups of one to four hexadecimal digits with a decimal digit among them.
  private static func isHexGroups(_ word: ByteText) -> Bool {
    var groups = 1
    var length = 0
    var hasDigit = false
    for at in 0..<word.count {
      let byte = TokenBytes.of(word[at])
      if byte == .colon {
        if length == 0 { return false }
        groups += 1
        length = 0
      } else {
        guard byte.isSubset(of: [.digit, .letter, .upper]) else { return false }
        if byte == .digit { hasDigit = true }
        length += 1
        if length > 4 { return false }
      }
    }
    return groups >= 3 && length > 0 && hasDigit
  }

  private static func isPath(_ word: ByteText) -> Bool {
    if word.count > 1, word[0] == UInt8(ascii: "/") || word[0] == UInt8(ascii: "\\") { return true }
    var slashes = 0
    var backslashes = 0
    for at in 0..<word.count {
      if word[at] == UInt8(ascii: "/") { slashes += 1 }
      if word[at] == UInt8(ascii: "\\") { backslashes += 1 }
    }
    return slashes >= 2 || backslashes >= 2
  }

  /// Names joined by dots or slashes, three or more: `org.example.Server`, `a/b.c`.
  private static func isQualified(_ word: ByteText, _ classes: TokenBytes) -> Bool {
    let allowed: TokenBytes = [.digit, .letter, .upper, .beyondHex, .nameMark, .dot, .slash]
    guard classes.isSubset(of: allowed) else { return false }
    var names = 0
    var isInside = false
    for at in 0..<word.count {
      let isJoint = !TokenBytes.of(word[at]).isDisjoint(with: [.dot, .slash])
      if !isJoint, !isInside { names += 1 }
      isInside = !isJoint
    }
    return names >= 3
  }
}
