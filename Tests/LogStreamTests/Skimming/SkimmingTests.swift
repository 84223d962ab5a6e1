import LogStream
import Testing

@Suite("A reader that skims quiet lines finds what one without a sieve finds")
struct SkimmingTests {
  private func expectSame(
    _ comparison: SkimComparison, _ note: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> Bool {
    guard comparison.difference() != nil else { return true }
    Issue.record("\(note): \(comparison.explanation())", sourceLocation: sourceLocation)
    return false
  }

  @Test("inputs of all formats", arguments: 0..<30)
  func generated(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for round in 0..<20 {
      let bytes = LineCorpus.input(40, isDamaged: false, &generator)
      let same = expectSame(SkimComparison([bytes]), "seed \(seed), round \(round)")
      guard same else { return }
    }
  }

  @Test("damaged inputs of all formats", arguments: 0..<30)
  func damaged(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(1000 + seed))
    for round in 0..<20 {
      let bytes = LineCorpus.input(40, isDamaged: true, &generator)
      let same = expectSame(SkimComparison([bytes]), "seed \(seed), round \(round)")
      guard same else { return }
    }
  }

  @Test("blocks that end anywhere, as a live source gives them", arguments: 0..<20)
  func live(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(2000 + seed))
    for round in 0..<20 {
      let bytes = LineCorpus.input(30, isDamaged: Bool.random(using: &generator), &generator)
      let chunk = Int.random(in: 1...600, using: &generator)
      let same = expectSame(
        SkimComparison([bytes], chunk: chunk, isLive: true), "seed \(seed), round \(round)")
      guard same else { return }
    }
  }

  @Test("files of a rotated set", arguments: 0..<20)
  func rotated(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(3000 + seed))
    for round in 0..<10 {
      let files = (0..<3).map { _ in
        LineCorpus.input(12, isDamaged: Bool.random(using: &generator), &generator)
      }
      let same = expectSame(SkimComparison(files), "seed \(seed), round \(round)")
      guard same else { return }
    }
  }
}
