import Diagnosis
import Findings

/// Writes a report as one HTML file that needs nothing else: no request, no script to be readable.
///
/// The file stays below 2 MB; of more findings, inputs and rows the first ones stand in it, and it
/// says how many are left out. A policy in the page forbids every request.
package struct HTMLRenderer: Sendable {
  /// The bytes after which no further finding is written in full.
  static let longestFindings = 1_200_000

  package init() {}

  /// Returns the whole page.
  package func render(_ report: TriageReport) -> String {
    let page = HTMLPage(report: report)
    let word = report.assessment.verdict.rawValue.uppercased()
    return """
      <!DOCTYPE html>
      <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="referrer" content="no-referrer"/>
      <title>\(word): \(HTMLText.escaped(Wrapping.cut(page.summary, width: 120)))</title>
      <style>\(HTMLStyle.sheet)</style>
      </head>
      <body>
      <a class="skip" href="#answer">Skip to the answer</a>
      \(page.header)
      <main id="answer">
      \(page.sections.map(\.html).filter { !$0.isEmpty }.joined(separator: "\n"))
      </main>
      \(page.footer)
      <script>//<![CDATA[
      \(HTMLStyle.script)
      //]]></script>
      </body>
      </html>

      """
  }
}

/// The parts of one page.
struct HTMLPage {
  /// One section; the link to it stands in the navigation.
  struct Section {
    var anchor: String
    var title: String
    var body: String

    /// The section's markup; empty where it has no content.
    var html: String {
      guard !body.isEmpty else { return "" }
      return "<section aria-labelledby=\"\(anchor)\">\n<h2 id=\"\(anchor)\">"
        + "\(HTMLText.escaped(title))</h2>\n\(body)\n</section>"
    }
  }

  let report: TriageReport
  let groups: [FindingGroup]
  let byID: [String: FindingGroup]
  /// The anchors of findings by id; findings beyond the most that are listed have none.
  let anchors: [String: String]
  static let mostFindings = 600
  static let mostRows = 400
  /// The most places of one finding that are written out.
  static let mostSamples = 9

  init(report: TriageReport) {
    self.report = report
    let cited = report.citedFindings
    groups = report.groups.enumerated().sorted { left, right in
      let one = (cited.contains(left.element.id) ? 0 : 1, -left.element.severity.order, left.offset)
      let two = (
        cited.contains(right.element.id) ? 0 : 1, -right.element.severity.order, right.offset
      )
      return one < two
    }.map(\.element)
    byID = Dictionary(groups.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var anchors: [String: String] = [:]
    var taken: Set<String> = []
    for (index, group) in groups.prefix(Self.mostFindings).enumerated() {
      let plain = "finding-" + HTMLText.anchor(group.id)
      let anchor = taken.insert(plain).inserted ? plain : "\(plain)-\(index)"
      anchors[group.id] = anchor
    }
    self.anchors = anchors
  }

  var assessment: Assessment { report.assessment }

  var summary: String {
    assessment.summary.isEmpty ? assessment.verdict.meaning : assessment.summary
  }

  var sections: [Section] {
    [
      Section(anchor: "causes", title: "Why", body: causes),
      Section(anchor: "effects", title: "What it does to you", body: effects),
      Section(
        anchor: "cluster", title: "The cluster",
        body: report.cluster.map { HTMLClusterMap($0).html } ?? ""),
      Section(anchor: "fix", title: "What to do", body: remedies),
      Section(anchor: "check", title: "Next check", body: nextCheck),
      Section(anchor: "ruled-out", title: "Ruled out", body: ruledOut),
      Section(anchor: "risks", title: "Risks", body: risks),
      Section(anchor: "recovered", title: "Over by now", body: recovered),
      Section(anchor: "timeline", title: "Timeline", body: timeline),
      Section(anchor: "novelty", title: "New since the baseline", body: novelty),
      Section(anchor: "unexplained", title: "Not explained", body: unexplained),
      Section(anchor: "findings", title: "Everything that was observed", body: findings),
      Section(anchor: "looked-at", title: "What was looked at", body: lookedAt),
    ]
  }

  var header: String {
    let tone =
      assessment.verdict == .faulty ? "bad" : assessment.verdict == .healthy ? "good" : "caution"
    let links = sections.filter { !$0.body.isEmpty }
      .map { "<li><a href=\"#\($0.anchor)\">\(HTMLText.escaped($0.title))</a></li>" }
    return """
      <header>
      <p class="word \(tone)">\(assessment.verdict.rawValue.uppercased())</p>
      <h1>\(HTMLText.prose(summary))</h1>
      <nav aria-label="Sections"><ul>\(links.joined())</ul></nav>
      </header>
      """
  }

  var footer: String {
    let line = "\(report.redactionPhrase). \(report.provenance)"
    return "<footer><p class=\"muted\">\(HTMLText.escaped(line))</p></footer>"
  }

  /// A link to a finding, or its title where it is not listed.
  func link(_ group: FindingGroup) -> String {
    let title = HTMLText.escaped(Wrapping.cut(group.title, width: 300))
    guard let anchor = anchors[group.id] else { return title }
    return "<a href=\"#\(anchor)\">\(title)</a>"
  }

  /// Where an observation was seen, as code.
  func places(_ group: FindingGroup) -> String {
    EvidencePlaces.words(group.samples).enumerated().map { index, word in
      let code = "<code>\(HTMLText.escaped(word))</code>"
      guard let anchor = anchors[group.id],
        let place = EvidencePlaces.sample(ofWord: index, group.samples), place < Self.mostSamples
      else { return code }
      return "<a href=\"#\(anchor)-\(place)\">\(code)</a>"
    }.joined(separator: " ")
  }

  func groups(_ ids: [String]) -> [FindingGroup] {
    ids.compactMap { byID[$0] }
  }

  /// A table with a header row; rows beyond the most are counted.
  func table(_ columns: [String], _ rows: [[String]]) -> String {
    guard !columns.isEmpty else { return "" }
    let head = columns.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let body = rows.prefix(Self.mostRows).map { row in
      let padded = (row + Array(repeating: "", count: max(0, columns.count - row.count)))
      return "<tr>" + padded.prefix(columns.count).map { "<td>\($0)</td>" }.joined() + "</tr>"
    }
    let more =
      rows.count > Self.mostRows
      ? "<p class=\"muted\">and \(rows.count - Self.mostRows) more</p>" : ""
    return "<div class=\"scroll\"><table><thead><tr>\(head)</tr></thead><tbody>"
      + body.joined(separator: "\n") + "</tbody></table></div>\(more)"
  }
}

extension Severity {
  /// Its place in an order from 0 (neutral) to 3 (error).
  var order: Int { Severity.allCases.count { $0 < self } }
}
