import Diagnosis
import Findings

extension TriageReport {
  /// Returns the report without secrets; every form of it is to be made from what this returns.
  ///
  /// All texts are read once to learn the secrets and once to hide them, so that a password that a
  /// setting names is also hidden in the log line that repeats it bare. Ids, kinds and names of
  /// services, nodes and collections stay. A diff keeps what `patch` needs: its context is cut
  /// around secrets; a diff with a secret in a changed line is left out, and a note says so.
  package func redacted(by redactor: inout Redactor) -> TriageReport {
    var learning = ReportRedaction(redactor)
    _ = learning.redact(self)
    redactor = learning.redactor
    var hiding = ReportRedaction(redactor)
    var report = hiding.redact(self)
    redactor = hiding.redactor
    report.redacted = redactor.counts
    report.isRedacted = true
    return report
  }

  /// Names that must stay readable in a redacted report.
  package var meaningfulNames: Set<String> {
    var names = Set(findings.compactMap { $0.subject?.name })
    for service in topology {
      names.formUnion([service.service, service.container, service.node].compactMap { $0 })
    }
    for cause in assessment.causes { names.formUnion(cause.subjects.map(\.name)) }
    return names
  }
}

/// One walk over all texts of a report.
private struct ReportRedaction {
  var redactor: Redactor

  init(_ redactor: Redactor) {
    self.redactor = redactor
  }

  private mutating func redact(_ novelty: inout TriageReport.Novelty?) {
    guard var shown = novelty else { return }
    for index in shown.new.indices {
      hide(&shown.new[index].template)
      hide(&shown.new[index].sample)
      for place in shown.new[index].contents.indices {
        hide(&shown.new[index].contents[place])
      }
    }
    for index in shown.gone.indices { hide(&shown.gone[index].template) }
    for index in shown.changed.indices { hide(&shown.changed[index].template) }
    novelty = shown
  }

  private mutating func hide(_ content: inout NovelLine.Content) {
    for index in content.now.indices { hide(&content.now[index]) }
    for index in content.before.indices { hide(&content.before[index]) }
  }

  mutating func redact(_ report: TriageReport) -> TriageReport {
    var report = report
    for index in report.findings.indices { redact(&report.findings[index]) }
    redact(&report.assessment)
    for index in report.unexplained.indices {
      hide(&report.unexplained[index].template)
      hide(&report.unexplained[index].sample)
    }
    redact(&report.novelty)
    for index in report.topology.indices { hide(&report.topology[index].endpoint) }
    redact(&report.cluster)
    for index in report.inputs.indices {
      hide(&report.inputs[index].path)
      hide(&report.inputs[index].note)
    }
    for index in report.coverage.indices {
      hide(&report.coverage[index].what)
      if case .notObservable(var why) = report.coverage[index].state {
        hide(&why)
        report.coverage[index].state = .notObservable(why: why)
      }
    }
    for index in report.assessment.remedies.indices {
      redactPatch(of: &report.assessment.remedies[index], notes: &report.notes)
    }
    return report
  }

  private mutating func redact(_ map: inout ClusterMap?) {
    guard var cluster = map else { return }
    for index in cluster.nodes.indices {
      hide(&cluster.nodes[index].name)
      hide(&cluster.nodes[index].leader)
      hide(&cluster.nodes[index].version)
    }
    for index in cluster.shards.indices {
      hide(&cluster.shards[index].collection)
      hide(&cluster.shards[index].name)
      hide(&cluster.shards[index].nodes)
      hide(&cluster.shards[index].assigned)
    }
    for index in cluster.groups.indices { hide(&cluster.groups[index]) }
    map = cluster
  }

  private mutating func hide(_ text: inout String) {
    text = redactor.redact(text)
  }

  private mutating func hide(_ text: inout String?) {
    if let value = text { text = redactor.redact(value) }
  }

  private mutating func hide(_ texts: inout [String]) {
    for index in texts.indices { hide(&texts[index]) }
  }

  private mutating func hide(_ sample: inout Evidence) {
    hide(&sample.source)
    hide(&sample.text)
  }

  /// Hides a value that the text around it would mark as a secret.
  private mutating func hide(_ value: inout String, named name: String) {
    let own = redactor.redact(value)
    guard own == value else {
      value = own
      return
    }
    let mark = name + "="
    let text = redactor.redact(mark + value)
    value = text.hasPrefix(mark) ? String(text.dropFirst(mark.count)) : own
  }

  private mutating func redact(_ finding: inout Finding) {
    hide(&finding.title)
    hide(&finding.proves)
    for index in finding.samples.indices { hide(&finding.samples[index]) }
    for name in finding.values.keys.sorted() {
      guard var list = finding.values[name] else { continue }
      for index in list.indices { hide(&list[index], named: name) }
      finding.values[name] = list
    }
    if finding.subject?.kind == .tenant { hide(&finding.subject) }
  }

  /// A tenant is often called by a person's address.
  private mutating func hide(_ subject: inout Subject?) {
    if let name = subject?.name { subject?.name = redactor.redact(name) }
  }

  private mutating func redact(_ assessment: inout Assessment) {
    hide(&assessment.summary)
    for index in assessment.causes.indices { redact(&assessment.causes[index]) }
    for index in assessment.ruledOut.indices {
      hide(&assessment.ruledOut[index].title)
      hide(&assessment.ruledOut[index].because)
    }
    for index in assessment.risks.indices { hide(&assessment.risks[index].explanation) }
    for index in assessment.recovered.indices { hide(&assessment.recovered[index].explanation) }
    for index in assessment.remedies.indices { redact(&assessment.remedies[index]) }
    for index in assessment.timeline.indices {
      hide(&assessment.timeline[index].title)
      if assessment.timeline[index].subject?.kind == .tenant {
        hide(&assessment.timeline[index].subject)
      }
    }
    if var onset = assessment.onset {
      hide(&onset.text)
      assessment.onset = onset
    }
    if var check = assessment.nextCheck {
      hide(&check.command)
      hide(&check.why)
      assessment.nextCheck = check
    }
    for index in assessment.effects.indices {
      hide(&assessment.effects[index].text)
      guard var table = assessment.effects[index].table else { continue }
      hide(&table.columns)
      for row in table.rows.indices { hide(&table.rows[row]) }
      assessment.effects[index].table = table
    }
  }

  private mutating func redact(_ cause: inout CauseJudgement) {
    hide(&cause.title)
    hide(&cause.explanation)
    hide(&cause.missing)
    for index in cause.subjects.indices where cause.subjects[index].kind == .tenant {
      hide(&cause.subjects[index].name)
    }
    for index in cause.rivals.indices { hide(&cause.rivals[index].separatedBy) }
  }

  private mutating func redact(_ remedy: inout Remedy) {
    hide(&remedy.title)
    hide(&remedy.danger)
    for index in remedy.steps.indices {
      hide(&remedy.steps[index].action)
      hide(&remedy.steps[index].why)
      hide(&remedy.steps[index].command)
      hide(&remedy.steps[index].verify)
    }
    for index in remedy.changes.indices {
      guard var value = remedy.changes[index].value else { continue }
      let name = remedy.changes[index].path.split(separator: ".").last.map(String.init) ?? ""
      hide(&value, named: name)
      remedy.changes[index].value = value
    }
    if let patch = remedy.patch {
      for line in patch.split(separator: "\n") { redactor.learn(String(line.dropFirst())) }
    }
  }

  private func redactPatch(of remedy: inout Remedy, notes: inout [String]) {
    guard let patch = remedy.patch else { return }
    let context = PatchContext(patch, holdsSecret: redactor.holdsSecret)
    guard context.exposed > 0 else {
      remedy.patch = context.patch
      return
    }
    let settings = remedy.changes.map { "\($0.service).\($0.path)" }.joined(separator: ", ")
    remedy.patch = nil
    notes.append(
      "The diff of \(remedy.file ?? "the compose file") is left out: it changes \(settings) and could"
        + " not be applied without showing a secret. --no-redact prints it.")
  }
}
