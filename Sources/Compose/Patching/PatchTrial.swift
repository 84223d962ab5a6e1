/// Tries edits one after another and keeps those that change nothing but what is wanted.
struct PatchTrial {
  /// Places that one removal may need, as a weaker place shows when a stronger one is gone.
  private static let mostRemovals = 16

  private let wanted: [WantedSetting]
  private let agreement: PatchAgreement
  private(set) var files: EditedFiles
  private(set) var project: ComposeProject
  private(set) var notes: [String] = []

  init(wanted: [WantedSetting], files: EditedFiles, project: ComposeProject) {
    self.wanted = wanted
    agreement = PatchAgreement(project: project, wanted: wanted)
    self.files = files
    self.project = project
  }

  private struct Outcome {
    var files: EditedFiles
    var project: ComposeProject
    var satisfied: Int
    var notes: [String]
  }

  /// Makes the edits that give one setting; takes the place that gives the most wanted settings at once.
  mutating func take(_ setting: WantedSetting) throws(ComposePatchError) {
    let list = SettingPlacer(files: files, project: project, agreement: agreement).candidates(
      for: setting)
    var best: Outcome?
    var reasons = list.refusals
    let before = ProjectSettings(project)
    let pending = wanted.count { !$0.isSatisfied(in: project) }
    for candidate in list.candidates {
      guard let outcome = outcome(of: candidate, setting, before: before) else {
        reasons.append("the edit would change something else too")
        continue
      }
      if outcome.satisfied > best?.satisfied ?? 0 { best = outcome }
      if outcome.satisfied == pending { break }
    }
    guard let best else {
      let distinct = reasons.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      throw .unplaceable(
        service: setting.service, path: setting.path,
        reason: distinct.isEmpty ? "no place for it was found" : distinct.joined(separator: "; "))
    }
    (files, project) = (best.files, best.project)
    notes += best.notes.filter { !notes.contains($0) }
  }

  /// The project after a candidate's edits; nil when it lacks the setting or differs in anything else.
  private func outcome(
    of candidate: PatchCandidates.Candidate, _ setting: WantedSetting, before: ProjectSettings
  ) -> Outcome? {
    guard var next = files.applying(candidate.edits) else { return nil }
    var after = next.project
    var round = 0
    // What is removed may show a weaker value: in an override's base, a merged map, an env_file.
    while setting.value == nil, !setting.isSatisfied(in: after), round < Self.mostRemovals {
      let list = SettingPlacer(files: next, project: after, agreement: agreement).candidates(
        for: setting)
      guard let first = list.candidates.first, let further = next.applying(first.edits),
        further.edited != next.edited
      else { return nil }
      (next, after, round) = (further, further.project, round + 1)
    }
    guard setting.isSatisfied(in: after), isWanted(ProjectSettings(after), before, after) else {
      return nil
    }
    let pending = wanted.filter { !$0.isSatisfied(in: project) }
    let satisfied = pending.count { $0.isSatisfied(in: after) }
    return Outcome(
      files: next, project: after, satisfied: satisfied,
      notes: candidate.note.map { [$0] } ?? [])
  }

  /// Whether each difference is asked for by a setting that is now as wanted.
  private func isWanted(
    _ after: ProjectSettings, _ before: ProjectSettings, _ project: ComposeProject
  ) -> Bool {
    after.differences(from: before).allSatisfy { leaf in
      wanted.contains { $0.covers(leaf, after: project) && $0.isSatisfied(in: project) }
    }
  }

  /// Compares the whole as it was read back last with what is wanted.
  func check(against first: ComposeProject) throws(ComposePatchError) {
    let last = project
    for setting in wanted where !setting.isSatisfied(in: last) {
      throw .unverified("\(setting.service).\(setting.path) is not as wanted")
    }
    let settings = ProjectSettings(last)
    for leaf in settings.differences(from: ProjectSettings(first)) {
      guard wanted.contains(where: { $0.covers(leaf, after: last) }) else {
        throw .unverified("\(leaf.path.joined(separator: ".")) would change too")
      }
    }
  }
}
