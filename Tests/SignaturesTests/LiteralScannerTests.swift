#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import Signatures
import TestSupport
import Testing

@Suite struct LiteralScannerTests {
  private static func hits(_ literals: [[UInt8]], in text: [UInt8]) -> Set<LiteralScanner.Hit> {
    var hits: [LiteralScanner.Hit] = []
    let scanner = LiteralScanner(literals)
    text.withUnsafeBytes { scanner.scan($0) { hits.append($0) } }
    #expect(Set(hits).count == hits.count, "a place is told once")
    return Set(hits)
  }

  private static func naive(_ literals: [[UInt8]], in text: [UInt8]) -> Set<LiteralScanner.Hit> {
    var hits: Set<LiteralScanner.Hit> = []
    for (number, literal) in literals.enumerated() where !literal.isEmpty {
      guard literal.count <= text.count else { continue }
      for offset in 0...(text.count - literal.count)
      where text[offset..<(offset + literal.count)].elementsEqual(literal) {
        hits.insert(LiteralScanner.Hit(literal: number, offset: offset))
      }
    }
    return hits
  }

  @Test(arguments: 0..<400)
  func agreesWithANaiveSearchOnRandomText(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    // Few different bytes make many near misses; all 256 make the other extreme.
    let alphabet = [2, 3, 8, 256][seed % 4]
    let text = random.bytes(random.below(300), alphabet: alphabet)
    let count = [1, 5, 40, 300][seed / 4 % 4]
    let literals = (0..<count).map { _ -> [UInt8] in
      let length = 1 + random.below([3, 8, 20][seed / 16 % 3])
      guard random.below(2) == 0, length < text.count else {
        return random.bytes(length, alphabet: alphabet)
      }
      let start = random.below(text.count - length)
      return Array(text[start..<(start + length)])
    }
    #expect(Self.hits(literals, in: text) == Self.naive(literals, in: text))
  }

  @Test(
    arguments: [
      // Only the last byte differs; only the first; one literal within another; self-overlap.
      (["abcdefgh", "abcdefgi"], "xabcdefghabcdefgi"),
      (["xbcdefgh", "ybcdefgh"], "xbcdefghybcdefghzbcdefgh"),
      (["connection refused", "refused", "connection"], "connection refused"),
      (["aaaaaaaa", "aaaa", "aaaaaaaaaaaa"], String(repeating: "a", count: 77)),
      (["abababab", "babababa"], String(repeating: "ab", count: 40)),
      (["duplicate", "duplicate"], "a duplicate line"),
      (["", "x"], "xx"),
      (["longer than the text"], "longer than"),
    ])
  func findsEachPlaceOfEachLiteral(literals: [String], text: String) {
    let literals = literals.map { Array($0.utf8) }
    let text = Array(text.utf8)
    #expect(Self.hits(literals, in: text) == Self.naive(literals, in: text))
  }

  @Test func findsALiteralAtEveryDistanceFromBothEnds() {
    let literal = Array("rare-literal".utf8)
    for front in 0..<90 {
      for back in [0, 1, 7, 8, 40] {
        let fill = [UInt8](repeating: 0x2E, count: front)
        let text = fill + literal + [UInt8](repeating: 0x2E, count: back)
        let expected = LiteralScanner.Hit(literal: 0, offset: front)
        #expect(Self.hits([literal], in: text) == [expected])
      }
    }
  }

  @Test func readsNothingBeyondTheBuffer() {
    // The literal continues right after the buffer's end, and begins right before its start.
    let bytes = Array("needle-in-hay|needle-in-hay".utf8)
    let scanner = LiteralScanner([Array("needle-in-hay".utf8)])
    bytes.withUnsafeBytes { bytes in
      for start in 1...13 {
        for end in 15...26 {
          let part = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
          scanner.scan(part) { Issue.record("found \($0) in \(start)..<\(end)") }
        }
      }
      scanner.scan(UnsafeRawBufferPointer(start: nil, count: 0)) { _ in Issue.record("of nothing") }
    }
  }
}

extension LiteralScannerTests {
  /// A page that must not be touched lies right behind the text, so reading on ends the process.
  @Test func endsWithThePageOfTheText() async {
    await #expect(processExitsWith: .success) {
      let page = sysconf(Int32(_SC_PAGESIZE))
      let flags = MAP_PRIVATE | MAP_ANONYMOUS
      let base = mmap(nil, 3 * page, PROT_READ | PROT_WRITE, flags, -1, 0)
      guard let base, base != MAP_FAILED, mprotect(base, page, PROT_NONE) == 0,
        mprotect(base + 2 * page, page, PROT_NONE) == 0
      else { exit(2) }
      let literals = ["abcd", "abcdefgh", "abcdefghijkl"].map { Array($0.utf8) }
      let scanner = LiteralScanner(literals)
      let middle = UnsafeMutableRawBufferPointer(start: base + page, count: page)
      for place in 0..<page { middle[place] = 97 + UInt8(place % 12) }
      for length in 0..<300 {
        var hits = 0
        scanner.scan(UnsafeRawBufferPointer(rebasing: middle[(page - length)...])) { _ in hits += 1
        }
        scanner.scan(UnsafeRawBufferPointer(rebasing: middle[..<length])) { _ in hits += 1 }
        guard length < 24 || hits > 0 else { exit(3) }
      }
      exit(0)
    }
  }
}
