/// Reads the text of a template into literals and placeholders.
struct TemplateReader {
  private(set) var literals: [[UInt8]] = []
  private(set) var placeholders: [Template.Placeholder] = []
  private(set) var isAnchoredAtStart = false
  private(set) var isAnchoredAtEnd = false

  private var rest: Substring.UTF8View
  private var literal: [UInt8] = []

  init(_ text: String) {
    rest = Substring(text).utf8
  }

  mutating func read() throws(TemplateError) {
    readAnchors()
    while let byte = rest.first {
      rest = rest.dropFirst()
      switch byte {
      case UInt8(ascii: "\n"): throw .severalLines
      case UInt8(ascii: "{") where rest.first != byte: try readPlaceholder()
      case UInt8(ascii: "}") where rest.first != byte: throw .strayBrace
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        rest = rest.dropFirst()
        literal.append(byte)
      default: literal.append(byte)
      }
    }
    literals.append(literal)
    try check()
  }

  private mutating func readAnchors() {
    if rest.first == UInt8(ascii: "^") {
      rest = rest.dropFirst()
      isAnchoredAtStart = rest.first != UInt8(ascii: "^")
    }
    if rest.last == UInt8(ascii: "$") {
      rest = rest.dropLast()
      isAnchoredAtEnd = rest.last != UInt8(ascii: "$")
    }
  }

  private mutating func readPlaceholder() throws(TemplateError) {
    guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { throw .unclosedPlaceholder }
    let inner = String(decoding: rest[..<end], as: UTF8.self)
    rest = rest[end...].dropFirst()
    let parts = inner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard Self.isName(name) else { throw .badName(inner) }
    let word = parts.count > 1 ? String(parts[1]) : PlaceholderKind.any.rawValue
    guard let kind = PlaceholderKind(rawValue: word) else { throw .unknownKind(word) }
    if !placeholders.isEmpty, literal.isEmpty { throw .adjacentPlaceholders }
    literals.append(literal)
    literal = []
    placeholders.append(Template.Placeholder(name: name, kind: kind))
  }

  private func check() throws(TemplateError) {
    guard placeholders.count <= Template.mostPlaceholders else { throw .tooManyPlaceholders }
    let isEmpty = literals.allSatisfy(\.isEmpty) && placeholders.allSatisfy { $0.kind == .any }
    guard !isEmpty || isAnchoredAtStart && isAnchoredAtEnd else { throw .noContent }
    for (index, placeholder) in placeholders.enumerated() where placeholder.kind == .rest {
      let isLast = index == placeholders.count - 1 && literals[index + 1].isEmpty
      guard isLast else { throw .restNotLast }
    }
    var seen: Set<String> = []
    for name in placeholders.map(\.name) where !name.isEmpty && !seen.insert(name).inserted {
      throw .repeatedName(name)
    }
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first else { return true }
    let isPlain = name.utf8.allSatisfy {
      ByteSet.lettersAndDigits.contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    return isPlain && ByteSet.letters.contains(first)
  }
}
