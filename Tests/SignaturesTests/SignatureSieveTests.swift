import Foundation
import LogStream
import Signatures
import TestSupport
import Testing

/// Which places of a block a sieve marks.
@Suite struct SignatureSieveTests {
  private static let shipped =
    SignatureLibrary(folders: [Repository.patterns.path()], .matching).signatures

  private static func marks(_ sieve: SignatureSieve, _ bytes: ArraySlice<UInt8>) -> Set<Int> {
    var places: [Int] = []
    bytes.withUnsafeBytes { sieve.marker().mark(ByteText($0), into: &places) }
    #expect(places == places.sorted())
    return Set(places)
  }

  @Test func itMarksEveryPlaceOfALiteral() {
    let signatures = library([("x/a", "match: an unusual event")]).signatures
    let text = Array("one an unusual event, an unusual event\ntwo".utf8)
    #expect(Self.marks(SignatureSieve(signatures), text[...]) == [4, 22])
  }

  @Test(arguments: [0, 1, 7, 8, 9, 100, 5_000, 32_767])
  func smallBlocksAreMarkedAsWithAScanner(size: Int) throws {
    // The lines of the shipped examples hold most of what is looked for.
    let lines = Self.shipped.flatMap(\.prose.matchExamples).map(\.text)
    let text = Array(lines.joined(separator: "\n").utf8)
    let (small, large) = (
      SignatureSieve(Self.shipped), SignatureSieve(Self.shipped, smallestBlock: 0)
    )
    for start in stride(from: 0, to: text.count, by: text.count / 8) {
      let block = text[start..<min(start + size, text.count)]
      #expect(Self.marks(small, block) == Self.marks(large, block))
    }
  }
}
