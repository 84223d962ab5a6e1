/// Quiet records of one container that were counted without being made.
///
/// None of their lines holds a place that the sieve marked, and none is louder than `info`.
package struct SkimmedRecords: Sendable {
  /// As the input names the container; nil if unknown.
  package var container: String?
  /// Which file of a rotated set they stand in, 0-based in reading order.
  package var file = 0
  package var count = 0
  /// Earliest and latest time, nanoseconds since 1970-01-01T00:00:00Z.
  package private(set) var firstTime: Int64?
  package private(set) var lastTime: Int64?
  private var levelBits: UInt8 = 0

  package init(container: String?, file: Int) {
    self.container = container
    self.file = file
  }

  /// The levels that some of them have.
  package var levels: [Level] {
    Self.quiet.enumerated().filter { levelBits & (1 << $0.offset) != 0 }.map(\.element)
  }

  private static let quiet: [Level] = [.trace, .debug, .info]

  /// The bit of a level; none for an unknown one and for loud ones.
  @inline(__always)
  static func bit(of level: Level?) -> UInt8 {
    switch level {
    case .trace: 1
    case .debug: 2
    case .info: 4
    default: 0
    }
  }

  /// Hands over what was counted, and begins anew.
  mutating func take(file: Int) -> SkimmedRecords {
    var taken = self
    taken.file = file
    self = SkimmedRecords(container: container, file: file)
    return taken
  }

  @inline(__always)
  mutating func add(_ more: QuietCount) {
    count += more.records
    levelBits |= more.levels
    guard more.first <= more.last else { return }
    firstTime = min(firstTime ?? more.first, more.first)
    lastTime = max(lastTime ?? more.last, more.last)
  }
}
