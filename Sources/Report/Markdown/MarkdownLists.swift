import Diagnosis
import Findings

extension MarkdownDocument {
  private static let most = 60  // entries of one list; the JSON report has them all

  var effects: MarkdownSection {
    guard !assessment.effects.isEmpty else { return MarkdownSection(.effects, "") }
    let texts = assessment.effects.map(\.text).filter { !$0.isEmpty }
      .map { MarkdownText.prose($0) + "\n" }.joined(separator: "\n")
    let full = assessment.effects.map { effect in
      let table = effect.table.map { self.table($0) } ?? ""
      let text = effect.text.isEmpty ? "" : MarkdownText.prose(effect.text) + "\n"
      return [table, text].filter { !$0.isEmpty }.joined(separator: "\n")
    }.joined(separator: "\n")
    let heading = "### What it does to you\n\n"
    return MarkdownSection(.effects, heading + full, texts.isEmpty ? "" : heading + texts, "")
  }

  private func table(_ table: Effect.Table) -> String {
    let count = table.columns.count
    guard count > 0 else { return "" }
    func row(_ cells: [String]) -> String {
      let padded = (cells + Array(repeating: "", count: max(0, count - cells.count))).prefix(count)
      return "| "
        + padded.map { MarkdownText.cell(MarkdownText.prose($0)) }.joined(separator: " | ")
        + " |\n"
    }
    var text = row(table.columns) + "|" + String(repeating: " --- |", count: count) + "\n"
    for cells in table.rows.prefix(Self.most) { text += row(cells) }
    if table.rows.count > Self.most { text += "\n_… \(table.rows.count - Self.most) more rows_\n" }
    return text
  }

  var evidence: MarkdownSection {
    let full = assessment.causes.map { evidence($0, most: 12, quotes: true) }.joined(
      separator: "\n")
    let short = assessment.causes.prefix(3).map { evidence($0, most: 6, quotes: false) }.joined()
    let least = assessment.causes.prefix(1).map { evidence($0, most: 3, quotes: false) }.joined()
    func titled(_ text: String) -> String { text.isEmpty ? "" : "### Evidence\n\n" + text }
    return MarkdownSection(.evidence, titled(full), titled(short), titled(least), "")
  }

  private func evidence(_ cause: CauseJudgement, most: Int, quotes: Bool) -> String {
    let supporting = groups(cause.supporting)
    var text = supporting.isEmpty ? "" : "For \(MarkdownText.code(cause.id)):\n\n"
    for group in supporting.prefix(most) {
      text += observation(group)
      guard quotes else { continue }
      let lines = group.samples.filter { !$0.text.isEmpty && $0.line != nil }.prefix(3)
        .map { "\($0.location): \(LogExcerpt.of($0.text))" }
      if !lines.isEmpty {
        text += MarkdownText.fence(
          lines.map { Wrapping.cut($0, width: 300) }.joined(separator: "\n"), indent: 2)
      }
    }
    if supporting.count > most { text += "- _… \(supporting.count - most) more_\n" }
    for group in groups(cause.opposing) { text += observation(group, mark: "**Against:** ") }
    let absent = cause.absentSigns.map { MarkdownText.code($0) }
    if !absent.isEmpty {
      text +=
        "- **Against:** would have been seen and is not there: "
        + absent.joined(separator: ", ") + "\n"
    }
    for rival in cause.rivals {
      text +=
        "- Or \(MarkdownText.code(rival.id)); what separates them: "
        + MarkdownText.prose(rival.separatedBy) + "\n"
    }
    for missing in cause.missing {
      text += "- Not there, would decide: \(MarkdownText.prose(missing))\n"
    }
    if !cause.leadsTo.isEmpty {
      let titles = cause.leadsTo.map { MarkdownText.prose(title(of: $0)) }
      text += "- It leads to: \(titles.joined(separator: "; "))\n"
    }
    return text
  }

  /// `- title (node1, node2) in `logs/a.log:3``.
  private func observation(_ group: FindingGroup, mark: String = "") -> String {
    let places = EvidencePlaces.words(group.samples).map(MarkdownText.code).joined(separator: " ")
    let title = MarkdownText.prose(Wrapping.cut(group.title, width: 300))
    let bracket = Wording.bracket(group)
    let about =
      bracket.isEmpty ? "" : " " + MarkdownText.prose(bracket.trimmingPrefix(" ").description)
    return "- \(mark)\(title)\(about)" + (places.isEmpty ? "\n" : ": \(places)\n")
  }

  var ruledOut: MarkdownSection {
    let list = assessment.ruledOut
    guard !list.isEmpty else { return MarkdownSection(.ruledOut, "") }
    let full = list.prefix(Self.most).map { cause in
      let places = groups(cause.evidence).prefix(1).flatMap { EvidencePlaces.words($0.samples) }
      let seen =
        places.isEmpty ? "" : " " + places.prefix(2).map(MarkdownText.code).joined(separator: " ")
      return
        "- **\(MarkdownText.prose(cause.title))**: \(MarkdownText.prose(cause.because))\(seen)\n"
    }.joined()
    let titles = list.prefix(12).map { MarkdownText.prose($0.title) }.joined(separator: "; ")
    return MarkdownSection(
      .ruledOut, "### Ruled out\n\n\(full)", "Ruled out: \(titles)\n", "")
  }

  var risks: MarkdownSection {
    guard !assessment.risks.isEmpty else { return MarkdownSection(.risks, "") }
    let full = assessment.risks.prefix(Self.most).map { risk in
      let places = groups(risk.evidence).prefix(1).flatMap { EvidencePlaces.words($0.samples) }
      let seen =
        places.isEmpty ? "" : " " + places.prefix(2).map(MarkdownText.code).joined(separator: " ")
      return "- \(MarkdownText.prose(risk.explanation))\(seen)\n"
    }.joined()
    let ids = assessment.risks.prefix(12).map { MarkdownText.code($0.id) }.joined(separator: ", ")
    return MarkdownSection(.risks, "### Risks\n\n\(full)", "Risks: \(ids)\n", "")
  }

  var recovered: MarkdownSection {
    guard !assessment.recovered.isEmpty else { return MarkdownSection(.recovered, "") }
    let full = assessment.recovered.prefix(Self.most).map { episode in
      let when = Wording.period(episode.first, episode.last).map { " (\($0))" } ?? ""
      let seen = groups(episode.evidence).prefix(3).map { "  " + observation($0) }.joined()
      return "- \(MarkdownText.prose(episode.explanation))\(when)\n\(seen)"
    }.joined()
    let short = assessment.recovered.prefix(12).map { MarkdownText.code($0.id) }
    return MarkdownSection(
      .recovered, "### Over by now\n\n\(full)",
      "Over by now: \(short.joined(separator: ", "))\n", "")
  }

  var alsoSeen: MarkdownSection {
    let cited = report.citedFindings
    let others = groups.filter { !cited.contains($0.id) && $0.severity >= .warning }
      .sorted { $0.severity > $1.severity }
    guard !others.isEmpty else { return MarkdownSection(.alsoSeen, "") }
    let body = { (most: Int) in others.prefix(most).map { observation($0) }.joined() }
    let heading = "Also seen: \(Wording.count(others.count, "other observation"))"
    return MarkdownSection(
      .alsoSeen, folded(heading, body(Self.most)), folded(heading, body(5)), "")
  }

  var novelty: MarkdownSection {
    guard let novelty = report.novelty else { return MarkdownSection(.unexplained, "") }
    let words = NoveltyWords(novelty)
    let body = { (most: Int) in
      novelty.new.prefix(most).map { line in
        "- " + MarkdownText.prose(words.head(line))
          + MarkdownText.code(words.text(line, width: 240)) + " in "
          + MarkdownText.code(line.sample.location) + "\n"
      }.joined()
        + words.others(most: most).map {
          "- " + MarkdownText.code(Wrapping.cut($0, width: 240)) + "\n"
        }
        .joined()
    }
    let heading = "New since the baseline: " + words.summary
    return MarkdownSection(
      .unexplained, folded(heading, body(Self.most)), folded(heading, body(5)), "")
  }

  var unexplained: MarkdownSection {
    let items = report.unexplained
    guard !items.isEmpty else { return MarkdownSection(.unexplained, "") }
    let body = { (most: Int) in
      items.prefix(most).map { item in
        "- \(item.severity.rawValue), \(Wording.number(item.count))x: "
          + MarkdownText.code(Wrapping.cut(item.example, width: 240)) + " in "
          + MarkdownText.code(item.sample.location) + "\n"
      }.joined()
    }
    let heading = "Not explained: \(Wording.count(items.count, "loud message"))"
    return MarkdownSection(
      .unexplained, folded(heading, body(Self.most)), folded(heading, body(5)), "")
  }

  var lookedAt: MarkdownSection {
    let seen = LookedAt(report)
    var text =
      "Looked at "
      + (seen.read.isEmpty
        ? "nothing that could be used" : MarkdownText.prose(seen.read.joined(separator: ", ")))
    if seen.isLogsOnly { text += " only (no API answers, inspect or compose file)" }
    if !seen.unused.isEmpty {
      text += "; " + Wording.count(seen.unused.count, "input") + " not used"
    }
    if !seen.damaged.isEmpty {
      text += "; " + Wording.count(seen.damaged.count, "input") + " partly read"
    }
    if !seen.unseen.isEmpty {
      let names = seen.unseen.prefix(6).map { MarkdownText.code($0.what) }.joined(separator: ", ")
      text +=
        "; not there: \(names)"
        + (seen.unseen.count > 6 ? " and \(seen.unseen.count - 6) more" : "")
    }
    let tail =
      MarkdownText.inline(report.redactionPhrase) + ". "
      + MarkdownText.inline(report.provenance) + "\n"
    return MarkdownSection(.lookedAt, "\(text); \(tail)", tail, "")
  }

  var inputs: MarkdownSection {
    let lines = report.inputs.prefix(Self.most * 4).map { input in
      let size =
        input.records > 0 ? Wording.count(input.lines, "line") : Wording.count(input.bytes, "byte")
      let note = input.note.map { ": " + MarkdownText.prose(Wrapping.cut($0, width: 200)) } ?? ""
      return "- \(MarkdownText.code(input.path)) (\(MarkdownText.prose(input.format)), \(size)"
        + (input.used ? ")" : ", not used)") + "\(note)\n"
    }.joined()
    let unseen = LookedAt(report).unseen.prefix(Self.most).map { coverage in
      let why = coverage.state.reason.map { ": " + MarkdownText.prose($0) } ?? ""
      return "- \(MarkdownText.code(coverage.what)) \(coverage.state.name)\(why)\n"
    }.joined()
    return MarkdownSection(
      .inputs, folded("Inputs: \(Wording.count(report.inputs.count, "file"))", lines + unseen), "")
  }
}
