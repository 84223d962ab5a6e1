/// From when to when lines were written, by the times that engines gave them.
struct LineTimes {
  /// Nanoseconds since 1970; the first is above the last where there is none.
  private var first = Int64.max
  private var last = Int64.min
  /// Whether some line has no time: then the others say nothing of the whole.
  private var isPartial = false

  /// Earliest and latest time, nil where not all lines have one.
  var range: ClosedRange<Int64>? { isPartial || first > last ? nil : first...last }

  mutating func note(_ time: Int64?) {
    guard let time else {
      isPartial = true
      return
    }
    (first, last) = (min(first, time), max(last, time))
  }

  /// Takes note of lines that were counted together.
  mutating func note(_ lines: QuietCount, isPartial: Bool) {
    if isPartial { self.isPartial = true }
    (first, last) = (min(first, lines.first), max(last, lines.last))
  }
}
