/// Durations such as `1m30s`, `1.5h` or `500ms`, as Go's `time.ParseDuration` reads them.
package enum TimeSpan {
  /// The duration; nil for what is none, also for a number without a unit.
  package static func duration(_ text: String) -> Duration? {
    if text == "0" { return .zero }
    var rest = Substring(text)
    var seconds = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard let number = Double(digits) else { return nil }
      rest = rest[digits.endIndex...]
      guard let (unit, factor) = units.first(where: { rest.hasPrefix($0.0) }) else { return nil }
      rest = rest.dropFirst(unit.count)
      seconds += number * factor
    }
    guard !text.isEmpty, seconds.isFinite, seconds < 1e12 else { return nil }
    return .nanoseconds(Int64((seconds * 1e6).rounded()) * 1000)
  }

  // "ms" before "m": the first that fits is taken.
  private static let units: [(String, Double)] = [
    ("ms", 1e-3), ("us", 1e-6), ("µs", 1e-6), ("ns", 1e-9), ("h", 3600), ("m", 60), ("s", 1),
    ("d", 86400), ("w", 604800),
  ]
}
