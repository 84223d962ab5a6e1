/// How far an application's clock is from the engine's, by the lines that carry both times.
///
/// An application that writes its time without a zone is taken to mean UTC, so an offset of whole
/// hours is a zone rather than a clock.
package struct ClockOffset: Sendable, Equatable {
  /// The engine's time minus the application's, the median of all lines; above zero where the
  /// application's clock is behind.
  package var nanoseconds: Int64
  /// How many lines carried both times.
  package var lines: Int

  package init(nanoseconds: Int64, lines: Int) {
    self.nanoseconds = nanoseconds
    self.lines = lines
  }

  /// How much of a source is looked at.
  package static let window = 1 << 18
  /// Fewer lines say nothing of a clock.
  private static let fewestLines = 3

  /// Looks at the first part of a source; nil where too few lines carry both times.
  ///
  /// - Throws: What the source throws.
  package static func measure(_ source: any ByteSource) throws(LogStreamError) -> ClockOffset? {
    let head = MemorySource(try source.bytes(limit: window))
    var options = LogReader.Options()
    options.readsBothClocks = true
    let reader = LogReader(options: options)
    var offsets: [Int64] = []
    try reader.read(from: head) { record in
      guard record.clock == .engine, let engine = record.time,
        let application = record.applicationTime
      else { return }
      let (offset, overflow) = engine.subtractingReportingOverflow(application)
      if !overflow { offsets.append(offset) }
    }
    guard offsets.count >= fewestLines else { return nil }
    return ClockOffset(nanoseconds: median(offsets), lines: offsets.count)
  }

  /// How far each clock is from the median of the others; nil where nothing can be compared.
  package static func skews(_ offsets: [ClockOffset?]) -> [Int64?] {
    offsets.indices.map { at in
      guard let own = offsets[at] else { return nil }
      let others = offsets.indices.filter { $0 != at }.compactMap { offsets[$0]?.nanoseconds }
      guard !others.isEmpty else { return nil }
      let (skew, overflow) = own.nanoseconds.subtractingReportingOverflow(median(others))
      return overflow ? nil : skew
    }
  }

  /// The middle value, the lower one of two; 0 of nothing.
  private static func median(_ values: [Int64]) -> Int64 {
    values.isEmpty ? 0 : values.sorted()[(values.count - 1) / 2]
  }
}
