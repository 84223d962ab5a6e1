/// Some of the levels that quiet records have.
package struct QuietLevels: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// That of one level; none for an unknown one and for loud ones.
  @inline(__always)
  init(_ level: Level?) {
    switch level {
    case .trace: rawValue = 1
    case .debug: rawValue = 2
    case .info: rawValue = 4
    default: rawValue = 0
    }
  }

  /// The levels, the quietest first.
  package var all: [Level] {
    [Level.trace, .debug, .info].filter { !isDisjoint(with: QuietLevels($0)) }
  }
}

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
  /// The levels that some of them have.
  package private(set) var levels: QuietLevels = []

  package init(container: String?, file: Int) {
    self.container = container
    self.file = file
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
    levels.formUnion(more.levels)
    guard more.first <= more.last else { return }
    firstTime = min(firstTime ?? more.first, more.first)
    lastTime = max(lastTime ?? more.last, more.last)
  }
}
