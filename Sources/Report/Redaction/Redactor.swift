/// Hides secrets behind stable names: the same secret is `<password-1>` wherever it stands.
///
/// What was recognised once by its name or shape is also hidden where it stands bare, in base64 or
/// percent-encoded, so that a text is best read twice: `learn` over all, then `redact`.
/// Time grows linearly with the text; memory with the number of different secrets.
package struct Redactor: Sendable {
  /// Words that stay wherever they stand: names of services, nodes and collections.
  private var names: Set<String>
  private let hidesAddresses: Bool
  /// The kind of every secret that was recognised, whether it was hidden yet or not.
  private var kinds: [[UInt8]: SecretKind] = [:]
  /// The pseudonyms of the secrets that were hidden, given in the order of first use.
  private var pseudonyms: [[UInt8]: String] = [:]
  private var numbers: [String: Int] = [:]
  private var known = KnownSecrets()
  /// The secrets of texts that were read: a report is read twice, and says much more than once.
  private var spans: [String: [SecretSpan]] = [:]
  private static let mostSpans = 1 << 14

  /// - Parameters:
  ///   - names: Names that carry meaning; a password that equals one of them is only hidden
  ///     where it stands as a password.
  ///   - hidesAddresses: Whether public IP addresses are hidden too.
  package init(keeping names: some Sequence<String> = [], hidesAddresses: Bool = false) {
    self.names = Set(names)
    self.hidesAddresses = hidesAddresses
  }

  /// Lets more names stay.
  package mutating func keep(_ more: some Sequence<String>) {
    names.formUnion(more)
  }

  /// How many different secrets of each kind were hidden.
  package var counts: [String: Int] { numbers }

  /// What each pseudonym that was given stands for: the way back from a redacted report.
  ///
  /// Holds the secrets themselves: only for a file that its owner alone may read. Bytes that are
  /// no valid UTF-8 are replaced by U+FFFD. An encoded form maps back to what it encodes.
  package var originals: [String: String] {
    var originals: [String: String] = [:]
    for (secret, name) in pseudonyms { originals[name] = String(decoding: secret, as: UTF8.self) }
    return originals
  }

  /// Remembers the secrets of a text, such as a compose file, to find them in other texts.
  package mutating func learn(_ text: String) {
    let bytes = Array(text.utf8)
    for span in spans(in: bytes) { remember(bytes[span.range], span.kind) }
  }

  /// Returns the text with every secret replaced by its pseudonym.
  package mutating func redact(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let found = spans(in: bytes, of: text)
    var replacements: [(range: Range<Int>, name: String)] = []
    var next = found[...]
    for (range, secret) in known.occurrences(in: bytes) {
      while let span = next.first, span.range.lowerBound < range.upperBound {
        replacements.append((span.range, pseudonym(of: bytes[span.range], span.kind)))
        next.removeFirst()
      }
      let isCovered = replacements.last.map { $0.range.upperBound > range.lowerBound } ?? false
      if !isCovered {
        replacements.append((range, pseudonym(of: secret[...], kinds[secret] ?? .secret)))
      }
    }
    for span in next {
      replacements.append((span.range, pseudonym(of: bytes[span.range], span.kind)))
    }
    guard !replacements.isEmpty else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for (range, name) in replacements {
      result += bytes[copied..<range.lowerBound]
      result += name.utf8
      copied = range.upperBound
    }
    result += bytes[copied...]
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether `redact` would change the text.
  package func holdsSecret(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return !spans(in: bytes).isEmpty || !known.occurrences(in: bytes).isEmpty
  }

  /// The same of a text that may come again.
  private mutating func spans(in bytes: [UInt8], of text: String) -> [SecretSpan] {
    if let known = spans[text] { return known }
    let found = spans(in: bytes)
    if spans.count == Self.mostSpans { spans.removeAll() }
    spans[text] = found
    return found
  }

  private func spans(in bytes: [UInt8]) -> [SecretSpan] {
    let secrets = SecretScanner.spans(in: bytes)
    guard hidesAddresses else { return secrets }
    // Both are in order, so one walk finds the addresses that no secret covers.
    var result: [SecretSpan] = []
    var rest = secrets[...]
    for address in PublicAddress.spans(in: bytes) {
      while let secret = rest.first, secret.range.lowerBound < address.range.upperBound {
        result.append(secret)
        rest.removeFirst()
      }
      let isCovered = result.last.map { $0.range.upperBound > address.range.lowerBound } ?? false
      if !isCovered { result.append(address) }
    }
    return result + rest
  }

  private mutating func pseudonym(of secret: ArraySlice<UInt8>, _ kind: SecretKind) -> String {
    remember(secret, kind)
    // An encoded form has the pseudonym of what it encodes.
    let key = known.secret(of: Array(secret)) ?? Array(secret)
    if let name = pseudonyms[key] { return name }
    let kind = (kinds[key] ?? kind).rawValue
    let number = (numbers[kind] ?? 0) + 1
    numbers[kind] = number
    let name = "<\(kind)-\(number)>"
    pseudonyms[key] = name
    return name
  }

  private mutating func remember(_ secret: ArraySlice<UInt8>, _ kind: SecretKind) {
    let key = Array(secret)
    guard kinds[key] == nil, known.secret(of: key) == nil else { return }
    kinds[key] = kind
    // Short and plain words would hide ordinary text wherever it repeats them.
    let isDistinct = key.count >= 12 || key.count >= 8 && SecretValues.looksRandom(secret)
    if isDistinct, kind != .user, kind != .email, kind != .address,
      !names.contains(String(decoding: key, as: UTF8.self))
    {
      known.add(key)
    }
  }
}
