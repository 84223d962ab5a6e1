/// `2026-11-23T00:00:01Z {container="web", job="x"}   text`: what logcli prints unless it is told
/// another form (grafana/loki `pkg/logcli/output/default.go`).
struct LokiLine {
  /// Nanoseconds since 1970; logcli prints whole seconds.
  var time: Int64?
  /// Between the braces.
  var labels: Range<Int>
  /// Where the text starts.
  var text: Int

  private static let longestLabels = 4096

  /// Reads the start of a line; nil for every other line.
  static func parse(_ line: ByteText) -> LokiLine? {
    guard let instant = InstantParser.dateTime(line, at: 0), line.hasPrefix(" {", at: instant.end)
    else { return nil }
    let start = instant.end + 2
    var at = start
    while line.byte(at) != UInt8(ascii: "}") {
      var name = at
      while line.byte(name).isAlphanumeric || line.byte(name) == UInt8(ascii: "_") { name += 1 }
      var isEscaped = false
      guard name > at, line.hasPrefix("=\"", at: name),
        let end = JSONObjectScanner.stringEnd(line, name + 2, &isEscaped),
        end - start <= longestLabels
      else { return nil }
      at = end + 1
      if line.hasPrefix(", ", at: at) {
        at += 2
      } else if line.byte(at) != UInt8(ascii: "}") {
        return nil
      }
    }
    guard line.byte(at + 1) == UInt8(ascii: " ") else { return nil }
    return LokiLine(
      time: instant.nanoseconds, labels: start..<at, text: line.skippingBlanks(from: at + 1))
  }

  /// Whether the line is surely logcli's: labels that all lines share are not printed, and then
  /// `{}` may be anything.
  var namesLabels: Bool { !labels.isEmpty }

  /// The container that labels name, with another mark between name and value in each form.
  static func container(_ labels: ByteText, mark: StaticString) -> ByteText? {
    for name in names {
      var from = 0
      while let start = labels.firstIndex(of: name, from: from) {
        from = start + name.utf8CodeUnitCount
        let before = labels.byte(start - 1)
        guard labels.hasPrefix(mark, at: from),
          !before.isAlphanumeric && before != UInt8(ascii: "_") || start == 0
        else { continue }
        let value = from + mark.utf8CodeUnitCount
        return labels[value..<(labels.firstIndex(of: UInt8(ascii: "\""), from: value) ?? value)]
      }
    }
    return nil
  }

  /// As promtail, the Docker driver and Alloy call it.
  private static let names: [StaticString] = [
    "container_name", "container", "compose_service", "service_name", "pod",
  ]
}
