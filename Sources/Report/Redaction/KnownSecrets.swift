/// Secrets that were recognised before, to find them where nothing marks them.
struct KnownSecrets: Sendable {
  /// A form in which a secret may stand.
  private struct Form: Sendable {
    let bytes: [UInt8]
    let secret: [UInt8]
  }

  private static let keyLength = 4  // bytes; every form is longer
  private static let most = 4096  // forms; an input full of secrets must not grow without bound
  private var forms: [UInt32: [Form]] = [:]
  /// Whether a form begins with some bytes, by a hash of these.
  private var mayBegin = [Bool](repeating: false, count: 1 << 12)
  private var count = 0

  /// Remembers a secret and its encodings.
  mutating func add(_ secret: [UInt8]) {
    var all: Set<[UInt8]> = [secret, Self.percentEncoded(secret), Self.jsonEscaped(secret)]
    for core in Base64.cores(of: secret) where core.count >= 8 {
      all.insert(core)
      all.insert(Base64.urlSafe(core))
    }
    for form in all where form.count > Self.keyLength && count < Self.most {
      let key = Self.key(form, 0)
      forms[key, default: []].append(Form(bytes: form, secret: secret))
      mayBegin[Self.slot(key)] = true
      count += 1
    }
  }

  /// The known secret of which a text is a form.
  func secret(of text: [UInt8]) -> [UInt8]? {
    guard text.count > Self.keyLength else { return nil }
    return forms[Self.key(text, 0)]?.first { $0.bytes == text }?.secret
  }

  /// Where known secrets stand and which, in order and without overlap.
  func occurrences(in bytes: [UInt8]) -> [(Range<Int>, [UInt8])] {
    guard !forms.isEmpty, bytes.count > Self.keyLength else { return [] }
    var found: [(Range<Int>, [UInt8])] = []
    var index = 0
    while index + Self.keyLength < bytes.count {
      let key = Self.key(bytes, index)
      guard mayBegin[Self.slot(key)], let candidates = forms[key] else {
        index += 1
        continue
      }
      let longest = candidates.filter { bytes[index...].starts(with: $0.bytes) }
        .max { $0.bytes.count < $1.bytes.count }
      if let longest {
        found.append((index..<(index + longest.bytes.count), longest.secret))
        index += longest.bytes.count
      } else {
        index += 1
      }
    }
    return found
  }

  private static func key(_ bytes: [UInt8], _ start: Int) -> UInt32 {
    UInt32(bytes[start]) << 24 | UInt32(bytes[start + 1]) << 16 | UInt32(bytes[start + 2]) << 8
      | UInt32(bytes[start + 3])
  }

  private static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 20) }

  private static func percentEncoded(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return bytes.flatMap { byte -> [UInt8] in
      let isPlain = byte.isTokenByte || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
      return isPlain ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  private static func jsonEscaped(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      let needsEscape = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      return needsEscape ? [UInt8(ascii: "\\"), byte] : [byte]
    }
  }
}
