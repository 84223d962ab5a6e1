import Diagnosis
import Findings

extension HTMLPage {
  var novelty: String {
    guard let novelty = report.novelty else { return "" }
    let words = NoveltyWords(novelty)
    let rows = novelty.new.prefix(Self.mostRows).map { line in
      [
        line.severity.rawValue, Wording.number(line.count),
        "<code>\(HTMLText.escaped(words.text(line, width: 400)))</code>",
        HTMLText.escaped(line.services.joined(separator: ", ")),
        "<code>\(HTMLText.escaped(line.sample.location))</code>",
      ]
    }
    let others = words.others(most: 20).map { "<li>\(HTMLText.escaped($0))</li>" }.joined()
    return "<p>\(HTMLText.escaped(words.summary))</p>"
      + (rows.isEmpty ? "" : table(["severity", "times", "message", "services", "where"], rows))
      + (others.isEmpty ? "" : "<ul>\(others)</ul>")
  }

  var unexplained: String {
    guard !report.unexplained.isEmpty else { return "" }
    return table(
      ["severity", "times", "message", "where"],
      report.unexplained.prefix(Self.mostRows).map { item in
        [
          item.severity.rawValue, Wording.number(item.count),
          "<code>\(HTMLText.escaped(item.example))</code>",
          "<code>\(HTMLText.escaped(item.sample.location))</code>",
        ]
      })
  }

  /// All findings, each with an anchor that the evidence links to.
  var findings: String {
    guard !groups.isEmpty else { return "" }
    var html = """
      <div class="searching" role="search" hidden="hidden"><label for="search">Search</label> \
      <input id="search" type="search" autocomplete="off"/> \
      <span id="found" role="status"></span></div>

      """
    var written = 0
    for group in groups.prefix(Self.mostFindings) {
      let text = finding(group, isFull: html.utf8.count < HTMLRenderer.longestFindings)
      html += text
      written += 1
    }
    if groups.count > written {
      html += "<p class=\"muted\">and \(groups.count - written) more</p>"
    }
    return html
  }

  private func finding(_ group: FindingGroup, isFull: Bool) -> String {
    let tone = group.severity == .error ? "bad" : group.severity == .warning ? "caution" : "muted"
    let anchor = anchors[group.id] ?? ""
    let times = group.kind == .log ? ["\(Wording.number(group.count))x"] : []
    let about = [Wording.names(group.subjects)].filter { !$0.isEmpty } + times
    var html = "<article class=\"finding\" id=\"\(anchor)\"><details><summary>"
    html += "<span class=\"word \(tone)\">\(group.severity.rawValue)</span> "
    html += "\(HTMLText.escaped(Wrapping.cut(group.title, width: 300))) "
    html +=
      "<span class=\"muted\">\(HTMLText.escaped(about.joined(separator: ", ")))</span>"
    html += "</summary>\n"
    if isFull { html += body(group) }
    return html + "</details></article>\n"
  }

  private func body(_ group: FindingGroup) -> String {
    var html = group.proves.isEmpty ? "" : "<p>\(HTMLText.prose(group.proves))</p>\n"
    var facts = "<code>\(HTMLText.escaped(group.id))</code> (\(group.kind.rawValue))"
    if let period = Wording.period(group.first, group.last) { facts += ", \(period)" }
    html += "<p class=\"muted\">\(facts)</p>\n"
    let values = group.values.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.prefix(24)
    if !values.isEmpty {
      html += list(
        values.map { name, list in
          "\(HTMLText.escaped(name)): <code>\(HTMLText.escaped(list.prefix(16).joined(separator: ", ")))</code>"
        })
    }
    let anchor = anchors[group.id] ?? ""
    for (place, sample) in group.samples.prefix(Self.mostSamples).enumerated() {
      html += "<div class=\"sample\" id=\"\(anchor)-\(place)\">"
      html += "<p><code>\(HTMLText.escaped(sample.location))</code></p>"
      if !sample.text.isEmpty {
        html += "<pre class=\"line\">\(HTMLText.escaped(sample.text))</pre>"
      }
      html += "</div>\n"
    }
    return html
  }

  var lookedAt: String {
    var html = ""
    if !report.topology.isEmpty {
      html +=
        "<h3>Services</h3>\n"
        + table(
          ["service", "container", "node", "endpoint", "known from"],
          report.topology.map { service in
            [
              service.service, service.container ?? "", service.node ?? "", service.endpoint ?? "",
              service.knownBy.joined(separator: ", "),
            ].map(HTMLText.escaped)
          })
    }
    if !report.coverage.isEmpty {
      html +=
        "<h3>Coverage</h3>\n"
        + table(
          ["what", "state", "why"],
          report.coverage.map {
            [HTMLText.escaped($0.what), $0.state.name, HTMLText.escaped($0.state.reason ?? "")]
          })
    }
    if !report.inputs.isEmpty {
      html +=
        "<h3>Inputs</h3>\n"
        + table(
          ["path", "format", "bytes", "lines", "used", "note"], report.inputs.map(row))
    }
    return html
  }

  private func row(_ input: TriageReport.Input) -> [String] {
    let damage = (input.damaged + input.skipped).prefix(3)
      .map { "\(Wording.number($0.bytes)) bytes at \(Wording.number($0.offset)): \($0.why)" }
    let note = ([input.note].compactMap { $0 } + damage).joined(separator: "; ")
    return [
      "<code>\(HTMLText.escaped(input.path))</code>", HTMLText.escaped(input.format),
      Wording.number(input.bytes), Wording.number(input.lines), input.used ? "yes" : "no",
      HTMLText.escaped(note),
    ]
  }
}
