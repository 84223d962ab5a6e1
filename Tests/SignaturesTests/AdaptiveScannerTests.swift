import Signatures
import TestSupport
import Testing

@Suite("A scanner that learns what is common in a log")
struct AdaptiveScannerTests {
  /// Literals with a common part, and a block in which that part stands everywhere.
  private static let literals = (0..<400).map { Array("\"msg\":\"ordinary words, \($0) rare".utf8) }
  private static let commonBlock = block {
    "{\"level\":\"info\",\"msg\":\"ordinary words, \($0) of them\"}\n"
  }

  private static func block(_ line: (Int) -> String) -> [UInt8] {
    var random = SeededGenerator(seed: 11)
    var bytes: [UInt8] = []
    while bytes.count < 1 << 18 {
      bytes += line(random.below(1000)).utf8
      if random.below(100) == 0 {
        bytes += "\"msg\":\"ordinary words, \(random.below(400)) rare\n".utf8
      }
    }
    return bytes
  }

  private static func scanner() -> AdaptiveScanner {
    AdaptiveScanner(literals, LiteralScanner(literals))
  }

  @Test func findsWhatOneThatDoesNotLearnFinds() {
    let (scanner, plain) = (Self.scanner(), LiteralScanner(Self.literals))
    for _ in 0..<4 {
      var (found, expected): (Set<LiteralScanner.Hit>, Set<LiteralScanner.Hit>) = ([], [])
      Self.commonBlock.withUnsafeBytes { block in
        scanner.scan(block) { found.insert($0) }
        plain.scan(block) { expected.insert($0) }
      }
      #expect(found == expected && !found.isEmpty)
    }
  }

  @Test func choosesOtherWindowsWhereManyPlacesLookLikeALiteral() {
    let scanner = Self.scanner()
    Self.commonBlock.withUnsafeBytes { scanner.scan($0) { _ in } }
    #expect(scanner.choices == 1)
  }

  @Test func choosesMoreAndMoreSeldom() {
    let scanner = Self.scanner()
    // Every line holds a literal, so that no choice helps.
    let block = Self.block { "\"msg\":\"ordinary words, \($0 % 400) rare\n" }
    for _ in 0..<32 { block.withUnsafeBytes { scanner.scan($0) { _ in } } }
    #expect(scanner.choices <= 6)
  }

  @Test func keepsItsWindowsForTextThatIsUnlikeThem() {
    let scanner = Self.scanner()
    let block = Self.block { "a line about nothing that is looked for, \($0)\n" }
    block.withUnsafeBytes { scanner.scan($0) { _ in } }
    #expect(scanner.choices == 0)
  }
}
