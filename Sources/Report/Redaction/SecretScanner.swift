/// Finds secrets in one text by their names, places and shapes.
///
/// One pass over the bytes; every look back or ahead is bounded or skips what it has read, so that
/// the time grows with the length alone. No regular expression takes part.
struct SecretScanner {
  let bytes: [UInt8]
  /// What was found so far, in order and without overlap.
  private(set) var spans: [SecretSpan] = []
  private let depth: Int

  /// - Parameters:
  ///   - bytes: UTF-8 text.
  ///   - depth: How often text was decoded to get here; base64 is looked into once.
  init(_ bytes: [UInt8], depth: Int = 0) {
    self.bytes = bytes
    self.depth = depth
  }

  /// The secrets of a text.
  static func spans(in bytes: [UInt8], depth: Int = 0) -> [SecretSpan] {
    var scanner = SecretScanner(bytes, depth: depth)
    scanner.run()
    return scanner.spans
  }

  /// The first byte that no span covers yet.
  var free: Int { spans.last?.range.upperBound ?? 0 }

  private mutating func run() {
    if let span = keyMaterialLine() {
      spans = [span]
      return
    }
    var index = 0
    var encodedUntil = 0
    while index < bytes.count {
      if index >= encodedUntil, depth == 0, isWordStart(index) {
        let body = bytes.run(from: index) { $0.isBase64Byte }
        let end = bytes.run(from: body, limit: 2) { $0 == UInt8(ascii: "=") }
        if let span = encoded(index..<end) { spans.append(span) }
        encodedUntil = max(end, index + 1)
      }
      if index >= free {
        for span in secrets(at: index) where span.range.lowerBound >= free && !span.range.isEmpty {
          spans.append(span)
        }
      }
      index = max(index + 1, free)
    }
  }

  private func secrets(at index: Int) -> [SecretSpan] {
    switch bytes[index] {
    case UInt8(ascii: "="): return assignment(at: index)
    case UInt8(ascii: ":"):
      if bytes.has("://", at: index) { return userInfo(at: index).map { [$0] } ?? [] }
      return assignment(at: index)
    case UInt8(ascii: "@"): return (address(at: index) ?? dataSource(at: index)).map { [$0] } ?? []
    case UInt8(ascii: "/"), UInt8(ascii: "\\"): return home(at: index).map { [$0] } ?? []
    case UInt8(ascii: "-"): return (pem(at: index) ?? flag(at: index)).map { [$0] } ?? []
    case let byte where byte.isLetter && isWordStart(index):
      if let span = SecretTokens.span(in: bytes, at: index) { return [span] }
      return phrase(at: index).map { [$0] } ?? []
    default: return []
    }
  }

  func isWordStart(_ index: Int) -> Bool {
    index == 0 || !bytes[index - 1].isAlphanumeric && bytes[index - 1] != UInt8(ascii: "_")
  }

  /// A whole line of base64: one row of a key whose first line stands in another record.
  private func keyMaterialLine() -> SecretSpan? {
    let start = bytes.run(from: 0, while: \.isSpace)
    let body = bytes.run(from: start) { $0.isBase64Byte }
    let end = bytes.run(from: body, limit: 2) { $0 == UInt8(ascii: "=") }
    guard (60...80).contains(end - start), bytes.run(from: end, while: \.isSpace) == bytes.count,
      bytes[start..<end].contains(where: { !$0.isHexDigit }),
      bytes[start..<end].contains(where: { (0x41...0x5a).contains($0) }),
      bytes[start..<end].contains(where: \.isDigit)
    else { return nil }
    return SecretSpan(range: start..<end, kind: .privateKey)
  }

  /// A run of base64 whose decoded text holds a secret.
  private func encoded(_ range: Range<Int>) -> SecretSpan? {
    guard range.count >= 16, let text = Base64.decode(bytes[range]),
      text.allSatisfy({ $0 >= 0x20 && $0 < 0x7f || $0.isSpace }),
      let inner = Self.spans(in: text, depth: depth + 1).first
    else { return nil }
    return SecretSpan(range: range, kind: inner.kind)
  }
}

extension UInt8 {
  var isBase64Byte: Bool {
    isTokenByte || self == UInt8(ascii: "+") || self == UInt8(ascii: "/")
  }

  var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self | 0x20) }
}
