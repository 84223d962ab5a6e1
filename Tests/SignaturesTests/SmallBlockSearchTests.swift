import Foundation
import LogStream
import TestSupport
import Testing

@testable import Signatures

/// Literals in texts too few for a scanner to be made.
@Suite struct SmallBlockSearchTests {
  private static let signatures =
    SignatureLibrary(folders: [Repository.patterns.path()]).signatures

  /// Of all templates, short ones too, and an empty one.
  private static let literals: [[UInt8]] =
    [[]] + signatures.flatMap { $0.match.map(\.longestLiteral) }

  private static let examples = signatures.flatMap { $0.prose.matchExamples.map(\.text) }

  @Test("are those that a scanner finds", arguments: 0..<20)
  func asTheScanner(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let (search, scanner) = (
      SmallBlockSearch.Literals(Self.literals), LiteralScanner(Self.literals)
    )
    var hits = 0
    for _ in 0..<20 {
      var text = Array((Self.examples.randomElement(using: &random) ?? "").utf8)
      text += Self.literals.randomElement(using: &random) ?? []
      text.removeFirst(min(text.count, Int.random(in: 0..<12, using: &random)))
      var (found, wanted): ([Int], Set<Int>) = ([], [])
      text.withUnsafeBytes { text in
        search.find(in: text) { found.append($0) }
        scanner.scan(text) { wanted.insert($0.literal) }
      }
      #expect(found == wanted.sorted())
      hits += found.count
    }
    #expect(hits > 20)
  }

  @Test(
    "A short or empty text holds short literals only", arguments: ["", "a", "abcdefg", "abcdefgh"])
  func short(text: String) {
    let search = SmallBlockSearch.Literals(
      ["", "a", "bc", "abcdefgh", "abcdefghi"].map { Array($0.utf8) })
    var found: [Int] = []
    Array(text.utf8).withUnsafeBytes { search.find(in: $0) { found.append($0) } }
    let wanted = ["": [], "a": [1], "abcdefg": [1, 2], "abcdefgh": [1, 2, 3]]
    #expect(found == wanted[text])
  }
}
