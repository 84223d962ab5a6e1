import Diagnosis
import Findings

extension HTMLPage {
  var causes: String {
    assessment.causes.prefix(50).map(card).joined(separator: "\n")
  }

  private func card(_ cause: CauseJudgement) -> String {
    let tone =
      switch cause.confidence {
      case .confirmed: "bad"
      case .likely: "caution"
      case .possible: "note"
      }
    let supporting = groups(cause.supporting)
    let standing = [
      Wording.percent(cause.probability), Wording.agreement(of: supporting),
      Wording.names(cause.subjects, most: 12), Wording.period(cause.first, cause.last) ?? "",
    ].filter { !$0.isEmpty }.joined(separator: "; ")
    var html = "<article class=\"card \(tone)\">\n"
    html += "<h3><span class=\"word \(tone)\">\(cause.confidence.rawValue.uppercased())</span> "
    html += "\(HTMLText.prose(cause.title))</h3>\n\(paragraphs(cause.explanation))"
    html += "<p class=\"muted\">\(HTMLText.escaped(standing)) "
    html += "<code>\(HTMLText.escaped(cause.id))</code></p>\n"
    html += list(supporting.map { observation($0) } + reservations(cause))
    return html + "</article>"
  }

  private func reservations(_ cause: CauseJudgement) -> [String] {
    var items = groups(cause.opposing).map { "<strong>Against it:</strong> " + observation($0) }
    items += cause.absentSigns.map {
      "<strong>Against it:</strong> would have been seen and is not there: "
        + "<code>\(HTMLText.escaped($0))</code>"
    }
    items += cause.rivals.map {
      "Or <code>\(HTMLText.escaped($0.id))</code>; what separates them: "
        + HTMLText.prose($0.separatedBy)
    }
    items += cause.missing.map { "Not there, would decide: " + HTMLText.prose($0) }
    items += cause.leadsTo.map { id in
      let title = assessment.causes.first { $0.id == id }.map { HTMLText.prose($0.title) }
      return "It leads to: " + (byID[id].map(link) ?? title ?? HTMLText.escaped(id))
    }
    return items
  }

  private func observation(_ group: FindingGroup) -> String {
    let sample = group.kind == .log ? group.samples.first { !$0.text.isEmpty } : nil
    let quote = sample.map {
      "<pre class=\"line\">\(HTMLText.escaped(LogExcerpt.of($0.text)))</pre>"
    }
    return link(group) + HTMLText.escaped(Wording.bracket(group)) + " " + places(group)
      + (quote ?? "")
  }

  func paragraphs(_ text: String) -> String {
    TerminalPage.paragraphs(text).map { "<p>\(HTMLText.prose($0))</p>\n" }.joined()
  }

  func list(_ items: [String]) -> String {
    items.isEmpty ? "" : "<ul>\n" + items.map { "<li>\($0)</li>\n" }.joined() + "</ul>\n"
  }

  var effects: String {
    assessment.effects.prefix(50).map { effect in
      let text = effect.text.isEmpty ? "" : "<p>\(HTMLText.prose(effect.text))</p>"
      guard let table = effect.table else { return text }
      return self.table(
        table.columns.map(HTMLText.escaped), table.rows.map { $0.map(HTMLText.escaped) }) + text
    }.joined(separator: "\n")
  }

  var remedies: String {
    let notes = report.notes.map {
      "<p class=\"card note\"><strong>NOTE</strong> \(HTMLText.prose($0))</p>"
    }
    return (assessment.remedies.prefix(50).map(remedy) + notes).joined(separator: "\n")
  }

  private func remedy(_ remedy: Remedy) -> String {
    var html = ""
    if let danger = remedy.danger, !danger.isEmpty {
      let (label, text) = Wording.danger(danger)
      html += "<p class=\"card bad\" role=\"note\"><strong class=\"word bad\">\(label)</strong> "
      html += "\(HTMLText.prose(text))</p>\n"
    }
    html += "<h3>\(HTMLText.prose(remedy.title))</h3>\n"
    if !remedy.steps.isEmpty {
      html += "<ol class=\"steps\">\n" + remedy.steps.map(step).joined() + "</ol>\n"
    }
    if let patch = remedy.patch, !patch.isEmpty { html += diff(patch, file: remedy.file) }
    return html
  }

  private func step(_ step: Remedy.Step) -> String {
    var html = "<li>\(HTMLText.prose(step.action))"
    if let command = step.command, !command.isEmpty { html += code(command) }
    if let why = step.why, !why.isEmpty { html += "<p class=\"muted\">\(HTMLText.prose(why))</p>" }
    if let verify = step.verify, !verify.isEmpty {
      html +=
        ShellText.isCommand(verify)
        ? "<p>Check:</p>" + code(verify) : "<p>Check: \(HTMLText.prose(verify))</p>"
    }
    return html + "</li>\n"
  }

  private func code(_ text: String) -> String {
    "<pre><code>\(HTMLText.block(text).joined(separator: "\n"))</code></pre>"
  }

  private func diff(_ patch: String, file: String?) -> String {
    let all = HTMLText.block(patch)
    let lines = all.prefix(5000).map { line in
      let kind =
        switch line.first {
        case "+": "added"
        case "-": "removed"
        case "@": "hunk"
        default: "same"
        }
      return "<span class=\"\(kind)\">\(line.isEmpty ? " " : line)</span>"
    }
    let name = HTMLText.escaped(file ?? "the compose file")
    let more = all.count > 5000 ? "<p>and \(all.count - 5000) more lines</p>" : ""
    return
      "<pre class=\"diff\" aria-label=\"Diff of \(name)\" tabindex=\"0\">\(lines.joined())</pre>\(more)\n"
  }

  var nextCheck: String {
    guard let check = assessment.nextCheck else { return "" }
    let separates =
      check.separates.isEmpty
      ? ""
      : "<p class=\"muted\">\(check.separates.count > 1 ? "It separates" : "It decides on") \(HTMLText.escaped(Wording.list(check.separates))).</p>"
    return "<p>\(HTMLText.prose(check.why))</p>\(code(check.command))\(separates)"
  }

  var ruledOut: String {
    list(
      assessment.ruledOut.prefix(200).map { cause in
        let seen = groups(cause.evidence).prefix(1).map { " (\(link($0)) \(places($0)))" }.joined()
        return
          "<strong>\(HTMLText.prose(cause.title)):</strong> \(HTMLText.prose(cause.because))\(seen)"
      })
  }

  var risks: String {
    list(
      assessment.risks.prefix(200).map { risk in
        let seen = groups(risk.evidence).prefix(1).map { " (\(link($0)) \(places($0)))" }.joined()
        return
          "\(HTMLText.prose(risk.explanation)) <code>\(HTMLText.escaped(risk.id))</code>\(seen)"
      })
  }

  var recovered: String {
    list(
      assessment.recovered.prefix(200).map { episode in
        let when = Wording.period(episode.first, episode.last).map { "\($0): " } ?? ""
        return "\(HTMLText.escaped(when))\(HTMLText.prose(episode.explanation)) "
          + "<code>\(HTMLText.escaped(episode.id))</code>"
          + list(groups(episode.evidence).prefix(6).map { observation($0) })
      })
  }
}
