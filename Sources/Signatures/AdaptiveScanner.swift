/// Looks for literals in the blocks of one input, and learns from them what is common there.
///
/// Which windows of the literals are rare depends on the log. Where too many places pass the filter,
/// the grams of that block are counted and other windows are chosen; what is found is the same.
package final class AdaptiveScanner {
  private let literals: [[UInt8]]
  private var scanner: LiteralScanner
  private var frequency: GramFrequency?
  /// How often other windows were chosen.
  package private(set) var choices = 0
  /// Blocks until windows may be chosen again; each choice doubles the wait for the next.
  private var wait = 0
  private var nextWait = 1

  /// Smaller blocks tell too little, and are searched faster than windows are chosen.
  private static let smallestBlock = 1 << 17
  /// More than one place in so many bytes is too much to look at closely: of 30, 100 and 300 this
  /// gave the least time over the logs of the benchmark.
  private static let bytesForPlace = 100

  /// - Parameters:
  ///   - literals: What is looked for.
  ///   - scanner: The same literals, compiled for ordinary text.
  package init(_ literals: [[UInt8]], _ scanner: LiteralScanner) {
    self.literals = literals
    self.scanner = scanner
  }

  /// Calls `found` for every place of every literal in the next block, in no set order.
  @inline(__always)
  package func scan(_ block: UnsafeRawBufferPointer, found: (LiteralScanner.Hit) -> Void) {
    let looks = scanner.closeLooks(block, found: found)
    if block.count >= Self.smallestBlock { adapt(to: block, looks) }
  }

  private func adapt(to block: UnsafeRawBufferPointer, _ looks: Int) {
    wait -= 1
    guard wait <= 0, looks > block.count / Self.bytesForPlace else { return }
    wait = nextWait
    nextWait *= 2
    var seen = frequency ?? GramFrequency(mask: scanner.gramMask)
    frequency = nil
    seen.add(block)
    scanner = LiteralScanner(literals, frequency: seen)
    frequency = seen
    choices += 1
  }
}
