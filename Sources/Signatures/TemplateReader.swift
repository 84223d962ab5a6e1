/// Reads the text of a template into literals and placeholders.
struct TemplateReader {
  private(set) var literals: [[UInt8]] = []
  private(set) var placeholders: [Template.Placeholder] = []
  private(set) var isAnchoredAtStart = false
  private(set) var isAnchoredAtEnd = false

  private let bytes: [UInt8]
  /// What is left to read.
  private var place = 0
  private var end: Int
  private var literal: [UInt8] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    end = bytes.count
  }

  mutating func read() throws(TemplateError) {
    readAnchors()
    while place < end {
      let byte = bytes[place]
      let isDoubled = place + 1 < end && bytes[place + 1] == byte
      switch byte {
      case UInt8(ascii: "\n"): throw .severalLines
      case UInt8(ascii: "{") where !isDoubled: try readPlaceholder()
      case UInt8(ascii: "}") where !isDoubled: throw .strayBrace
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        place += 2
        literal.append(byte)
      default: readText()
      }
    }
    literals.append(literal)
    try check()
  }

  /// Takes what stands before the next byte that means something.
  private mutating func readText() {
    let start = place
    while place < end, !Self.isMark(bytes[place]) { place += 1 }
    literal.append(contentsOf: bytes[start..<place])
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "\n")
  }

  private mutating func readAnchors() {
    if place < end, bytes[place] == UInt8(ascii: "^") {
      place += 1
      isAnchoredAtStart = place == end || bytes[place] != UInt8(ascii: "^")
    }
    if place < end, bytes[end - 1] == UInt8(ascii: "$") {
      end -= 1
      isAnchoredAtEnd = place == end || bytes[end - 1] != UInt8(ascii: "$")
    }
  }

  private mutating func readPlaceholder() throws(TemplateError) {
    let inner = bytes[(place + 1)..<end].prefix { $0 != UInt8(ascii: "}") }
    guard inner.endIndex < end else { throw .unclosedPlaceholder }
    place = inner.endIndex + 1
    let name = inner.prefix { $0 != UInt8(ascii: ":") }
    guard Self.isName(name) else { throw .badName(String(decoding: inner, as: UTF8.self)) }
    var kind = PlaceholderKind.any
    if name.endIndex < inner.endIndex {
      let word = String(decoding: inner[(name.endIndex + 1)...], as: UTF8.self)
      guard let named = PlaceholderKind(rawValue: word) else { throw .unknownKind(word) }
      kind = named
    }
    if !placeholders.isEmpty, literal.isEmpty { throw .adjacentPlaceholders }
    literals.append(literal)
    literal = []
    placeholders.append(
      Template.Placeholder(name: String(decoding: name, as: UTF8.self), kind: kind))
  }

  private func check() throws(TemplateError) {
    guard placeholders.count <= Template.mostPlaceholders else { throw .tooManyPlaceholders }
    let isEmpty = literals.allSatisfy(\.isEmpty) && placeholders.allSatisfy { $0.kind == .any }
    guard !isEmpty || isAnchoredAtStart && isAnchoredAtEnd else { throw .noContent }
    for (index, placeholder) in placeholders.enumerated() where placeholder.kind == .rest {
      let isLast = index == placeholders.count - 1 && literals[index + 1].isEmpty
      guard isLast else { throw .restNotLast }
    }
    guard placeholders.count > 1 else { return }
    var seen: Set<String> = []
    for name in placeholders.map(\.name) where !name.isEmpty && !seen.insert(name).inserted {
      throw .repeatedName(name)
    }
  }

  private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first else { return true }
    let isPlain = name.allSatisfy {
      ByteSet.lettersAndDigits.contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    return isPlain && ByteSet.letters.contains(first)
  }
}
