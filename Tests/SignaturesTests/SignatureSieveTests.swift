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

  /// Other digits in the place of those of a text, all or some.
  private static func varied(_ text: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    text.map { byte in
      guard byte.isDigit, Bool.random(using: &random) else { return byte }
      return UInt8.random(in: UInt8(ascii: "0")...UInt8(ascii: "9"), using: &random)
    }
  }

  private static func holds(_ line: [UInt8], _ literal: NumberedLiteral) -> Bool {
    line[literal.place...].starts(with: literal.bytes)
  }

  @Test("what other digits may bring about is told, and nothing else", arguments: 0..<4)
  func numberedLiteralsAreAll(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(3100 + seed))
    let sieve = SignatureSieve(Self.shipped, smallestBlock: 0)
    let numbered = sieve.literals.filter { $0.contains { $0.isDigit } }
    var brought = 0
    for _ in 0..<40 {
      // A line that holds what a literal is but for its digits, among other words.
      let literal = try #require(numbered.randomElement(using: &random))
      let words = ["2026", "a", " request ", "172.18.0.4:5432 ", "\"", " took 12ms"]
      func noise() -> [UInt8] {
        (0..<3).flatMap { _ in Array((words.randomElement(using: &random) ?? "").utf8) }
      }
      let line = noise() + Self.varied(literal, &random) + noise()
      let found = try #require(line.withUnsafeBytes { sieve.numberedLiterals(ByteText($0)) })
      for _ in 0..<10 {
        let other = Self.varied(line, &random)
        let unnumbered = Self.marks(sieve, other[...]).count - Self.marked(other, numbered)
        let (isMarked, isTold) = (
          Self.marked(other, numbered) > 0, found.contains { Self.holds(other, $0) }
        )
        #expect(isMarked == isTold, "\(String(decoding: other, as: UTF8.self))")
        #expect(unnumbered >= 0)
        brought += isMarked ? 1 : 0
      }
    }
    #expect(brought > 5)
  }

  /// In the spellings in which an example may stand in an input.
  private static func spelt(_ text: String) -> [String] {
    let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let message = #"{"level":"error","msg":"\#(quoted)"}"#
    let entry = message.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("<", with: #"\u003c"#).replacing(">", with: #"\u003e"#)
    return [text, message, #"{"log":"\#(entry)\n","stream":"stderr","time":"x"}"#]
  }

  @Test("a line of which a signature speaks is marked or its digits mean something")
  func digitsOfExamples() {
    var random = SeededGenerator(seed: 3200)
    let sieve = SignatureSieve(Self.shipped)
    var examples = 0
    // A trace stands in several lines, of which the first may be any.
    for example in Self.shipped.flatMap(\.prose.matchExamples) where !example.text.contains("\n") {
      examples += 1
      for text in Self.spelt(example.text) {
        let line = Self.varied(Array(text.utf8), &random)
        let areIdle = line.withUnsafeBytes { sieve.digitsMeanNothing(in: ByteText($0)) }
        #expect(
          !areIdle || !Self.marks(sieve, line[...]).isEmpty,
          "\(String(decoding: line, as: UTF8.self))")
      }
    }
    #expect(examples > 600)
  }

  @Test(
    "digits of other lines mean nothing",
    arguments: [
      "2026-11-23 00:00:00 ERROR nobody has ever heard of this, 17 times in 23 runs",
      #"{"level":"error","time":"2026-11-23T00:00:00Z","msg":"nor of that, 17 times in 23 runs"}"#,
      "[Sun Dec 04 04:47:44 2005] [error] mod_jk child workerEnv in error state 17",
    ])
  func digitsOfOthers(text: String) {
    let sieve = SignatureSieve(Self.shipped)
    let line = Array(text.utf8)
    #expect(line.withUnsafeBytes { sieve.digitsMeanNothing(in: ByteText($0)) })
    #expect(Self.marks(sieve, line[...]).isEmpty)
  }

  @Test("a version means something")
  func version() {
    let sieve = SignatureSieve(library([("x/a", "match: an unusual event")]).signatures)
    for (text, areIdle) in [
      (#"{"build_wv_version":"1.32.5","level":"error","msg":"an event"}"#, false),
      (#"{"build":"1.32.5","level":"error","msg":"an event"}"#, true),
    ] {
      Array(text.utf8).withUnsafeBytes {
        #expect(sieve.digitsMeanNothing(in: ByteText($0)) == areIdle)
      }
    }
  }

  /// At how many places literals stand in a line.
  private static func marked(_ line: [UInt8], _ literals: [[UInt8]]) -> Int {
    line.indices.count { place in literals.contains { line[place...].starts(with: $0) } }
  }
}
