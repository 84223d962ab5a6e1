package import LogStream

/// Counts for each literal of a sieve the lines that hold it.
///
/// It shows which literals cost time because they stand in many lines, and lets other programs that
/// find literals be compared with this one.
package struct LiteralCensus {
  private let scanner: AdaptiveScanner
  /// By literal, in the order of `SignatureSieve.literals`.
  package private(set) var counts: [Int]
  private var lastLine: [Int]
  private var hits: [LiteralScanner.Hit] = []
  /// Lines of earlier blocks.
  private var lines = 0

  package init(_ sieve: SignatureSieve) {
    scanner = sieve.adaptiveScanner()
    counts = Array(repeating: 0, count: sieve.literals.count)
    lastLine = Array(repeating: -1, count: sieve.literals.count)
  }

  /// Adds a block of whole lines.
  package mutating func add(_ block: ByteText) {
    hits.removeAll(keepingCapacity: true)
    block.withBytes { bytes in scanner.scan(bytes) { hits.append($0) } }
    hits.sort { $0.offset < $1.offset }
    var (end, line) = (-1, lines)
    for hit in hits {
      while hit.offset > end {
        end = block.firstIndex(of: UInt8(ascii: "\n"), from: end + 1) ?? block.count
        line += 1
      }
      if lastLine[hit.literal] != line {
        lastLine[hit.literal] = line
        counts[hit.literal] += 1
      }
    }
    lines = line + 1
  }
}
