import LogStream

/// The literals of all signatures, whatever digits they hold: where none of them stands in a line, no
/// signature speaks of it or of a line that differs from it by digits only.
///
/// Those without digits that mark a line are left out, for a line that is not marked.
struct DigitlessLiterals: Sendable {
  /// Nil where some template has no literal by which its lines can be told.
  private let scanner: LiteralScanner?

  /// A shorter one stands in too many lines.
  private static let shortest = 3

  /// Takes all signatures, and which of them have their lines marked, where their literals are long enough.
  init(_ signatures: [Signature], areMarked: (Signature) -> Bool) {
    // A version is read from any record that has it.
    var literals: Set<[UInt8]> = [Self.erased(Array("\(SignatureMatcher.versionField)".utf8))]
    var isComplete = true
    for signature in signatures {
      let isMarked = areMarked(signature)
      for template in signature.match + (signature.sequence?.templates ?? []) {
        if let found = SieveLiterals.of(template) {
          for literal in found where !isMarked || literal.contains(where: \.isDigit) {
            literals.insert(Self.erased(literal))
          }
        } else if let found = SieveLiterals.of(template, shortest: Self.shortest) {
          literals.formUnion(found.map(Self.erased))
        } else {
          isComplete = false
        }
      }
    }
    scanner =
      isComplete ? LiteralScanner(literals.sorted { $0.lexicographicallyPrecedes($1) }) : nil
  }

  /// Whether one of them would stand in a line that is not marked, as it is written in the input, with some
  /// other digits.
  func mayStand(in line: ByteText) -> Bool {
    guard let scanner else { return true }
    var isFound = false
    Self.erased(line).withUnsafeBytes { scanner.scan($0) { _ in isFound = true } }
    return isFound
  }

  /// A zero in the place of each digit.
  static func erased(_ text: ByteText) -> [UInt8] { erased(text.withBytes { Array($0) }) }

  /// A zero in the place of each digit.
  static func erased(_ text: [UInt8]) -> [UInt8] {
    text.map { $0.isDigit ? UInt8(ascii: "0") : $0 }
  }
}
