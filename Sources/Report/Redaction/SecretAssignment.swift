/// `NAME=value`, `name: value`, `"name": "value"`, `Header: scheme value` in any quoting.
extension SecretScanner {
  private static let longestName = 64  // bytes
  private static let longestValue = 8192  // bytes

  /// The secret values that the `=` or `:` at `separator` assigns; several when they are a list.
  func assignment(at separator: Int) -> [SecretSpan] {
    guard let name = name(before: separator), let kind = kind(of: name),
      let start = valueStart(after: separator), start < bytes.count
    else { return [] }
    let value = value(at: start, separator: separator, name: name)
    let parts = name.isList ? list(value.range) : [value.range]
    return parts.compactMap { part in
      guard let range = meaningful(part),
        value.isCertain || SecretValues.looksRandom(bytes[range])
      else { return nil }
      return SecretSpan(range: range, kind: kind)
    }
  }

  /// A name before a separator.
  struct Name {
    var range: Range<Int>
    /// The quote around it, as in JSON.
    var quote: UInt8?
    /// The quote before it, as in a list entry `"NAME=value"`.
    var openQuote: UInt8?
    /// Whether nothing but indentation, a list dash or `export` stands before it on its line.
    var startsLine: Bool
    var isList: Bool
  }

  private func name(before separator: Int) -> Name? {
    var end = separator
    while end > 0, separator - end < 2, bytes[end - 1] == 0x20 { end -= 1 }
    var quote: UInt8?
    if end > 0, bytes[end - 1].isQuote {
      quote = bytes[end - 1]
      end -= 1
      while end > 0, bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    }
    var start = end
    while start > 0, end - start < Self.longestName,
      bytes[start - 1].isTokenByte || bytes[start - 1] == UInt8(ascii: ".")
    { start -= 1 }
    while start < end, !bytes[start].isAlphanumeric { start += 1 }
    guard start < end else { return nil }
    // `API Key: …`, as people write it.
    if end - start == 3, bytes.has("key", at: start) {
      for word: StaticString in ["api ", "access ", "secret ", "private "]
      where bytes.has(word, at: start - word.utf8CodeUnitCount) {
        start -= word.utf8CodeUnitCount
      }
    }
    let before = start > 0 ? bytes[start - 1] : nil
    let last = bytes[end - 1] | 0x20
    return Name(
      range: start..<end, quote: quote,
      openQuote: quote == nil ? before.flatMap { $0.isQuote ? $0 : nil } : nil,
      startsLine: startsLine(start),
      isList: last == UInt8(ascii: "s") && bytes.has("keys", at: end - 4))
  }

  private func kind(of name: Name) -> SecretKind? {
    SecretNames.kind(of: bytes[name.range])
  }

  private func startsLine(_ start: Int) -> Bool {
    var index = start
    if bytes.has("export ", at: index - 7) { index -= 7 }
    while index > 0, start - index < 64 {
      let byte = bytes[index - 1]
      if byte == 0x0a { return true }
      guard
        byte == 0x20 || byte == 0x09 || byte.isQuote || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: "+")
      else { return false }
      index -= 1
    }
    return index == 0
  }

  /// The first byte of the value; nil for comparisons, scopes and names without a value.
  private func valueStart(after separator: Int) -> Int? {
    var index = separator + 1
    guard index < bytes.count else { return nil }
    if bytes[index] == bytes[separator] { return nil }
    if bytes[separator] == UInt8(ascii: ":"), bytes[index] == UInt8(ascii: "=") { return nil }
    if bytes[index] == UInt8(ascii: ">") { index += 1 }
    index = bytes.run(from: index, limit: 64) { $0 == 0x20 || $0 == 0x09 }
    return index < bytes.count && bytes[index] != 0x0a ? index : nil
  }

  /// The range of a value and whether its place alone makes it a secret.
  private func value(
    at start: Int, separator: Int, name: Name
  ) -> (range: Range<Int>, isCertain: Bool) {
    var open = start
    while open < bytes.count, open - start < 8, bytes[open] == UInt8(ascii: "\\") { open += 1 }
    if open < bytes.count, bytes[open].isQuote {
      let range = quoted(from: open + 1, by: bytes[open], escapes: open - start)
      return (schemeless(range), true)
    }
    if let quote = name.openQuote {
      return (schemeless(quoted(from: start, by: quote, escapes: 0)), true)
    }
    let isAssignment = bytes[separator] == UInt8(ascii: "=")
    let bound = bytes.run(from: start, limit: Self.longestValue) { $0 != 0x0a }
    if name.startsLine {
      let line = trimmed(start..<bound, isAssignment: isAssignment)
      let isSentence = !isAssignment && !isSetting(name) && bytes[line].contains(0x20)
      return (schemeless(line), !isSentence)
    }
    let line = schemeless(start..<bound)
    let end = bytes.run(from: line.lowerBound, limit: Self.longestValue) { !$0.endsBareValue }
    let range = line.lowerBound..<trimBracket(line.lowerBound, end)
    let next = bytes.run(from: end, limit: 4) { $0 == 0x20 }
    let isAlone = end == bytes.count || bytes[end] != 0x20 || next == bytes.count
    let touches = start == separator + 1
    return (range, isAssignment || name.quote != nil || touches || isAlone && isSetting(name))
  }

  /// Whether a name is written as programs write settings, not as a word of a sentence.
  private func isSetting(_ name: Name) -> Bool {
    name.quote != nil
      || bytes[name.range].contains { (0x41...0x5a).contains($0) || $0 == UInt8(ascii: "_") }
      || name.startsLine || bytes.has("password", at: name.range.upperBound - 8)
  }

  /// Up to the closing quote; a quote that is escaped deeper than the opening one does not close.
  private func quoted(from start: Int, by quote: UInt8, escapes: Int) -> Range<Int> {
    var index = start
    var slashes = 0
    let bound = min(bytes.count, start + Self.longestValue)
    while index < bound {
      if bytes[index] == quote, slashes <= escapes { return start..<(index - slashes) }
      slashes = bytes[index] == UInt8(ascii: "\\") ? slashes + 1 : 0
      index += 1
    }
    return start..<bound
  }

  /// A value at the start of a line without its comment, closing quote and following settings.
  private func trimmed(_ range: Range<Int>, isAssignment: Bool) -> Range<Int> {
    var end = range.upperBound
    var index = range.lowerBound
    while index < end {
      if bytes[index] == 0x20 {
        let word = bytes.run(from: index + 1) { $0.isTokenByte || $0 == UInt8(ascii: ".") }
        let opensSetting = word < end && word > index + 1 && bytes[word] == UInt8(ascii: "=")
        let opensComment = index + 1 < end && bytes[index + 1] == UInt8(ascii: "#")
        if opensComment || isAssignment && opensSetting { end = index }
      }
      index += 1
    }
    while end > range.lowerBound, bytes[end - 1].isSpace { end -= 1 }
    return range.lowerBound..<end
  }

  /// Without the scheme of an `Authorization` header.
  private func schemeless(_ range: Range<Int>) -> Range<Int> {
    for scheme: StaticString in ["bearer ", "basic ", "token ", "digest ", "negotiate "]
    where bytes.has(scheme, at: range.lowerBound) {
      let start = min(range.lowerBound + scheme.utf8CodeUnitCount, range.upperBound)
      return start..<range.upperBound
    }
    return range
  }

  private func trimBracket(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "\\") {
      end -= 1
    }
    return end
  }

  private func list(_ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where bytes[index] == UInt8(ascii: ",") {
      parts.append(start..<index)
      start = index + 1
    }
    return parts + [start..<range.upperBound]
  }

  /// The part of a value that is worth hiding: the default of `${NAME:-default}`, else all of it.
  func meaningful(_ range: Range<Int>) -> Range<Int>? {
    var range = range
    while let first = bytes[range].first, first.isSpace { range = range.dropFirst() }
    while let last = bytes[range].last, last.isSpace { range = range.dropLast() }
    // The line break of a line that stands inside a JSON string.
    while range.count > 2, bytes[range].suffix(2).elementsEqual(#"\n"#.utf8) {
      range = range.dropLast(2)
    }
    guard !SecretValues.isTrivial(bytes[range]) else { return nil }
    guard bytes.has("${", at: range.lowerBound), bytes[range.upperBound - 1] == UInt8(ascii: "}"),
      let dash = bytes[range].firstIndex(of: UInt8(ascii: "-"))
    else { return range }
    let inner = (dash + 1)..<(range.upperBound - 1)
    return SecretValues.isTrivial(bytes[inner]) ? nil : inner
  }
}

extension UInt8 {
  fileprivate var endsBareValue: Bool {
    isSpace || isQuote || self == UInt8(ascii: ",") || self == UInt8(ascii: ";")
      || self == UInt8(ascii: "&") || self == UInt8(ascii: "}") || self == UInt8(ascii: "]")
      || self == UInt8(ascii: ")") || self == UInt8(ascii: "<")
  }
}
