/// The forms of the texts that placeholders with a grammar take.
enum PlaceholderGrammar {
  typealias Bytes = Slice<UnsafeRawBufferPointer>

  private static let timeUnits: Set<String> = [
    "ns", "us", "µs", "μs", "ms", "s", "m", "h", "d", "sec", "secs", "second", "seconds", "min",
    "mins", "minute", "minutes", "hour", "hours", "day", "days", "nanoseconds", "microseconds",
    "millisecond", "milliseconds",
  ]
  private static let sizeUnits: Set<String> = [
    "b", "k", "m", "g", "t", "p", "kb", "mb", "gb", "tb", "pb", "ki", "mi", "gi", "ti", "pi",
    "kib", "mib", "gib", "tib", "pib", "byte", "bytes",
  ]

  static func isInteger(_ text: Bytes) -> Bool {
    let digits = unsigned(text)
    return !digits.isEmpty && digits.allSatisfy(ByteSet.digits.contains)
  }

  /// Digits with at most one point among or before them, and an optional exponent.
  static func isNumber(_ text: UnsafeRawBufferPointer) -> Bool {
    let number = unsigned(text[...])
    let fraction = number.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    let exponent = number.dropFirst(fraction.count)
    return isFraction(fraction) && (exponent.isEmpty || isInteger(exponent.dropFirst()))
  }

  static func isDuration(_ text: UnsafeRawBufferPointer) -> Bool {
    isQuantity(text, units: timeUnits)
  }

  /// A number alone is a size too: a count of bytes.
  static func isSize(_ text: UnsafeRawBufferPointer) -> Bool {
    isFraction(text[...]) || isQuantity(text, units: sizeUnits)
  }

  static func isPort(_ text: UnsafeRawBufferPointer) -> Bool {
    (1...5).contains(text.count) && text.reduce(0) { $0 * 10 + Int($1) - 0x30 } <= 65_535
  }

  static func isUUID(_ text: UnsafeRawBufferPointer) -> Bool {
    text.count == 36
      && text.indices.allSatisfy {
        [8, 13, 18, 23].contains($0) == (text[$0] == UInt8(ascii: "-"))
      }
  }

  /// An IPv4 address, or an IPv6 address with or without brackets and zone.
  static func isAddress(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.first == UInt8(ascii: "[") else { return isIPv4(text[...]) || isIPv6(text[...]) }
    return text.count > 2 && text.last == UInt8(ascii: "]")
      && isIPv6(text.dropFirst().dropLast())
  }

  /// Quotes of one kind at both ends, and none of them unescaped between.
  static func isQuoted(_ text: UnsafeRawBufferPointer) -> Bool {
    quotedLength(text[...]) == text.count
  }

  /// The length of the quoted text at the front, with its quotes; nil when there is none.
  static func quotedLength(_ text: Bytes) -> Int? {
    guard let quote = text.first, isQuote(quote) else { return nil }
    var place = text.startIndex + 1
    while place < text.endIndex {
      if text[place] == quote { return place + 1 - text.startIndex }
      place += text[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  /// One or more numbers, each with one of the units, one blank allowed before a unit.
  private static func isQuantity(_ text: UnsafeRawBufferPointer, units: Set<String>) -> Bool {
    var rest = text[...]
    repeat {
      let number = rest.prefix { ByteSet.digits.contains($0) || $0 == UInt8(ascii: ".") }
      guard isFraction(number) else { return false }
      rest = rest.dropFirst(number.count)
      if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
      let unit = rest.prefix { ByteSet.letters.contains($0) || $0 >= 0x80 }
      guard units.contains(String(decoding: unit, as: UTF8.self).lowercased()) else { return false }
      rest = rest.dropFirst(unit.count)
    } while !rest.isEmpty
    return true
  }

  private static func unsigned(_ text: Bytes) -> Bytes {
    let isSigned = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
    return isSigned ? text.dropFirst() : text
  }

  private static func isFraction(_ bytes: Bytes) -> Bool {
    var points = 0
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        points += 1
      } else if !ByteSet.digits.contains(byte) {
        return false
      }
    }
    return points <= 1 && bytes.count > points
  }

  private static func isIPv4(_ bytes: Bytes) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy(ByteSet.digits.contains)
          && part.reduce(0) { $0 * 10 + Int($1) - 0x30 } <= 255
      }
  }

  private static func isIPv6(_ bytes: Bytes) -> Bool {
    let address = bytes.prefix { $0 != UInt8(ascii: "%") }
    let parts = address.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (3...9).contains(parts.count) else { return false }
    let groups = parts.filter { !$0.isEmpty }
    guard groups.count == 8 || parts.count > groups.count else { return false }
    return groups.allSatisfy { part in
      part.count <= 4 && part.allSatisfy(ByteSet.hexDigits.contains) || isIPv4(part)
    }
  }
}
