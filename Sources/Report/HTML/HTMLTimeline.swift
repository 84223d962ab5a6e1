import Diagnosis
import Findings

extension HTMLPage {
  /// One observation of one subject over time.
  private struct Event {
    var group: FindingGroup
    var lane: String
    var first: Timestamp
    var last: Timestamp
    var severity: Severity
    var count: Int
  }

  private static let mostLanes = 24
  private static let mostEvents = 60

  /// When what was seen, per service: a drawing and a table that says the same.
  var timeline: String {
    let cited = report.citedFindings
    var events = groups.flatMap { group in
      group.findings.compactMap { finding -> Event? in
        guard let first = finding.first,
          finding.severity >= .warning || cited.contains(finding.id)
        else { return nil }
        return Event(
          group: group, lane: finding.subject?.name ?? "the stack", first: first,
          last: max(first, finding.last ?? first), severity: finding.severity, count: finding.count)
      }
    }
    guard !events.isEmpty else { return "" }
    let left = max(0, events.count - Self.mostEvents)
    events = Array(events.sorted { $0.severity > $1.severity }.prefix(Self.mostEvents))
      .sorted { ($0.first, $0.lane) < ($1.first, $1.lane) }
    let rows = events.map { event in
      [
        HTMLText.escaped(Wording.period(event.first, event.last) ?? ""),
        HTMLText.escaped(event.lane), event.severity.rawValue, link(event.group),
        Wording.number(event.count),
      ]
    }
    let more = left > 0 ? "<p class=\"muted\">\(left) quieter ones are left out here.</p>" : ""
    let onset = report.assessment.onset.map { "<p>\(HTMLText.prose($0.text))</p>\n" } ?? ""
    let headings = ["when", "where", "severity", "what", "times"]
    return onset + drawing(events) + table(headings, rows) + more
  }

  private func drawing(_ events: [Event]) -> String {
    var lanes: [String] = []
    for event in events where !lanes.contains(event.lane) { lanes.append(event.lane) }
    lanes = Array(lanes.prefix(Self.mostLanes))
    guard let start = events.map(\.first).min(), let end = events.map(\.last).max() else {
      return ""
    }
    let span = max(end.seconds(since: start), 0.001)
    let (margin, width) = (180.0, 640.0)
    func x(_ time: Timestamp) -> Double {
      margin + width * min(1, max(0, time.seconds(since: start) / span))
    }
    var svg = ""
    for (row, lane) in lanes.enumerated() {
      let y = 24 + row * 26
      svg +=
        "<text x=\"0\" y=\"\(y + 4)\">\(HTMLText.escaped(Wrapping.cut(lane, width: 24)))</text>"
      svg += "<line class=\"rule\" x1=\"180\" y1=\"\(y)\" x2=\"820\" y2=\"\(y)\"/>\n"
      for event in events where event.lane == lane {
        let (from, to) = (Int(x(event.first)), Int(x(event.last)))
        let title = "\(event.severity.rawValue): \(Wrapping.cut(event.group.title, width: 120))"
        svg += "<g class=\"\(event.severity.rawValue)\"><title>\(HTMLText.escaped(title))</title>"
        if to > from {
          svg += "<line x1=\"\(from)\" y1=\"\(y)\" x2=\"\(to)\" y2=\"\(y)\" stroke-width=\"4\"/>"
        }
        svg += "<circle cx=\"\(from)\" cy=\"\(y)\" r=\"5\"/></g>\n"
      }
    }
    let bottom = 24 + lanes.count * 26
    svg += "<text x=\"180\" y=\"\(bottom + 8)\">\(Wording.clock(start))</text>"
    svg +=
      "<text x=\"820\" y=\"\(bottom + 8)\" text-anchor=\"end\">\(Wording.clock(end)) UTC</text>"
    return "<div class=\"scroll\"><svg role=\"img\" aria-label=\"Observations over time; the table "
      + "below says the same\" width=\"830\" height=\"\(bottom + 16)\" "
      + "viewBox=\"0 0 830 \(bottom + 16)\">\(svg)</svg></div>\n"
  }
}
