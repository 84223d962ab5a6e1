import LogStream
import Testing

/// Lines without a header that were met before: they begin a record, but behind some others.
@Suite("Known lines without a header")
struct BareLineTests {
  /// A line that is known, and one without a header that belongs to it or does not.
  static let pairs = [
    (
      "2026-11-23 00:43:10,101 INFO     Traceback (most recent call last):",
      "jobs: nothing of that kind is here to be done"
    ),
    (
      "FATAL ERROR: Reached heap limit Allocation failed - no memory",
      "12: 0x7f00aa000afb v8::internal::Runtime [/lib/libnode.so]"
    ),
    (
      "2026-11-23 00:43:10,101 INFO     [http] panic serving 1.2.3.4:5",
      "net/http.(*conn).serve(0xc0000b4000, {0x7f5b20, 0xc0})"
    ),
    (
      "worker 12 waits for its turn in the queue, which is long",
      "12: 0x7f00aa000afb v8::internal::Runtime [/lib/libnode.so]"
    ),
    (
      "2026-11-23 00:43:10,101 INFO     [orders] all is well in here",
      "jobs: nothing of that kind is here to be done"
    ),
  ]
  private static let between = "2026-11-23 00:43:10,101 INFO     [orders] taken over from the queue"

  @Test(
    "known or not, it is read as if it were the first", arguments: pairs.indices,
    LineShapeTests.wrappers.indices)
  func pair(_ number: Int, _ wrapper: Int) {
    let (first, bare) = Self.pairs[number]
    // Each is learnt on its own, and then they follow each other, also in a chain.
    let lines =
      (0..<4).flatMap { _ in [Self.between, bare, Self.between, first] }
      + (0..<4).flatMap { _ in [Self.between, Self.between, first, bare, bare] }
      + (0..<4).flatMap { _ in [bare, first, bare, Self.between] }
    let wrap = LineShapeTests.wrappers[wrapper]
    let input = Array((lines.map(wrap).joined(separator: "\n") + "\n").utf8)
    #expect(SkimComparison([input]).difference(sieve: OpenSieve()) == nil)
  }
}
