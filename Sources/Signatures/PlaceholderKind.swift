/// What text a placeholder of a template takes.
package enum PlaceholderKind: String, CaseIterable, Sendable {
  case any, int, float, duration, size, ip, host, port, path, quoted, uuid, hex, word, item, rest

  /// The bytes of which its text consists.
  var bytes: ByteSet {
    switch self {
    case .any, .rest, .quoted: .anyOfLine
    case .int: Self.intBytes
    case .float: Self.floatBytes
    case .duration, .size: Self.quantityBytes
    case .ip: Self.addressBytes
    case .host: Self.hostBytes
    case .port: .digits
    case .path: Self.pathBytes
    case .uuid: Self.uuidBytes
    case .hex: .hexDigits
    case .word: .visible
    case .item: Self.itemBytes
    }
  }

  /// The most bytes of text that it takes; nil where the set of bytes alone bounds it.
  ///
  /// Kinds with a grammar need a bound, or checking it at every place would not be linear.
  var longest: Int? {
    switch self {
    case .any, .rest, .hex, .host, .path, .word, .item: nil
    case .int: 20
    case .float, .duration, .size: 32
    case .ip: 64
    case .port: 5
    case .uuid: 36
    case .quoted: 4096
    }
  }

  /// The fewest bytes of text that it takes.
  var shortest: Int {
    switch self {
    case .any, .rest: 0
    case .quoted: 2
    default: 1
    }
  }

  /// Whether a text, all of whose bytes are of this kind's set, has the form that it demands.
  func accepts(_ text: UnsafeRawBufferPointer) -> Bool {
    switch self {
    case .any, .rest, .hex, .host, .path, .word, .item: true
    case .int: PlaceholderGrammar.isInteger(text[...])
    case .float: PlaceholderGrammar.isNumber(text)
    case .duration: PlaceholderGrammar.isDuration(text)
    case .size: PlaceholderGrammar.isSize(text)
    case .ip: PlaceholderGrammar.isAddress(text)
    case .port: PlaceholderGrammar.isPort(text)
    case .uuid: PlaceholderGrammar.isUUID(text)
    case .quoted: PlaceholderGrammar.isQuoted(text)
    }
  }

  private static let intBytes = ByteSet.digits.union("+-")
  private static let floatBytes = ByteSet.digits.union("+-.eE")
  /// The last two are the characters that stand for micro.
  private static let quantityBytes = ByteSet.lettersAndDigits.union(". µμ")
  private static let addressBytes = ByteSet.lettersAndDigits.union(".:[]%")
  private static let hostBytes = ByteSet.lettersAndDigits.union("._-")
  private static let uuidBytes = ByteSet.hexDigits.union("-")
  private static let pathBytes = ByteSet.visible.subtracting("\"'`<>|")
  private static let itemBytes = ByteSet.anyOfLine.subtracting("{}[]")
}

extension ByteSet {
  fileprivate func subtracting(_ characters: String) -> ByteSet {
    let other = ByteSet(characters)
    return ByteSet { contains($0) && !other.contains($0) }
  }
}
