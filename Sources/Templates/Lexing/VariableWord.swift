/// Tells by its bytes alone whether a word differs between lines of one template.
///
/// Variable are: whatever holds a digit (numbers, ids, times, addresses, durations with their unit),
/// paths, URLs, qualified names of three parts or more, names with a host after `@`, and eight or more
/// hexadecimal digits. Cost: linear in the word.
enum VariableWord {
  /// Hexadecimal digits from which on a word without a decimal digit counts as an id.
  static let leastHexDigits = 8

  /// Whether the word at a range varies, given the union of its classes.
  static func isVariable(_ text: [UInt8], _ word: Range<Int>, _ classes: TokenBytes) -> Bool {
    if classes.contains(.digit) || isLongHex(word.count, classes) { return true }
    if classes.isDisjoint(with: [.slash, .backslash, .dot, .at]) { return false }
    return isPath(text, word) || isQualified(text, word, classes) || hasHost(text, word)
  }

  /// Whether a word of some length has no other bytes than hexadecimal digits, and many.
  static func isLongHex(_ length: Int, _ classes: TokenBytes) -> Bool {
    length >= leastHexDigits && classes.isSubset(of: [.digit, .letter, .upper])
  }

  /// Whether a word with colons is one thing: a URL, or an address of hexadecimal groups.
  static func isOneDespiteColons(_ text: [UInt8], _ word: Range<Int>) -> Bool {
    isURL(text, word) || isHexGroups(text, word)
  }

  private static func isURL(_ text: [UInt8], _ word: Range<Int>) -> Bool {
    word.dropLast(2).contains { place in
      text[place] == UInt8(ascii: ":") && text[place + 1] == UInt8(ascii: "/")
        && text[place + 2] == UInt8(ascii: "/")
    }
  }

  /// Three or more groups of one to four hexadecimal digits with a decimal digit among them.
  private static func isHexGroups(_ text: [UInt8], _ word: Range<Int>) -> Bool {
    var groups = 1
    var length = 0
    var hasDigit = false
    for place in word {
      let byte = TokenBytes.of(text[place])
      if byte == .colon {
        if length == 0 { return false }
        groups += 1
        length = 0
      } else {
        guard byte.isSubset(of: [.digit, .letter, .upper]), length < 4 else { return false }
        if byte == .digit { hasDigit = true }
        length += 1
      }
    }
    return groups >= 3 && length > 0 && hasDigit
  }

  private static func isPath(_ text: [UInt8], _ word: Range<Int>) -> Bool {
    func isSlash(_ place: Int) -> Bool { text[place] == UInt8(ascii: "/") }
    func isBackslash(_ place: Int) -> Bool { text[place] == UInt8(ascii: "\\") }
    if word.count > 1, isSlash(word.lowerBound) || isBackslash(word.lowerBound) { return true }
    return word.count(where: isSlash) >= 2 || word.count(where: isBackslash) >= 2
  }

  /// Names joined by dots or slashes, three or more: `org.example.Server`, `a/b.c`.
  private static func isQualified(
    _ text: [UInt8], _ word: Range<Int>, _ classes: TokenBytes
  ) -> Bool {
    let allowed: TokenBytes = [.digit, .letter, .upper, .beyondHex, .nameMark, .dot, .slash]
    guard classes.isSubset(of: allowed) else { return false }
    var names = 0
    var isInside = false
    for place in word {
      let isJoint = !TokenBytes.of(text[place]).isDisjoint(with: [.dot, .slash])
      if !isJoint, !isInside { names += 1 }
      isInside = !isJoint
    }
    return names >= 3
  }

  /// A name, `@` and a host.
  private static func hasHost(_ text: [UInt8], _ word: Range<Int>) -> Bool {
    word.dropFirst().dropLast().contains { text[$0] == UInt8(ascii: "@") }
  }
}
