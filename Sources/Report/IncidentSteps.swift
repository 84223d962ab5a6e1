import Diagnosis
import Findings

/// The timeline of a report with the sights of one observation in several services as one step.
struct IncidentSteps {
  struct Step {
    var first: Timestamp
    var title: String
    var subjects: [Subject]
    var role: TimelineEntry.Role
    var count: Int

    /// ` (node1, node2; 12x)`, or nothing.
    var bracket: String {
      let named = subjects.filter { !title.contains($0.name) }
      var parts = named.isEmpty ? [] : [Wording.names(named)]
      if count > 1 { parts.append(Wording.number(count) + "x") }
      return parts.isEmpty ? "" : " (" + parts.joined(separator: "; ") + ")"
    }

    /// What the step is, where that is not plain: a sign of the cause needs no word.
    var mark: String {
      switch role {
      case .cause, .episode: ""
      case .consequence: "follows: "
      case .other: "unaccounted for: "
      }
    }
  }

  /// In the order of time.
  let steps: [Step]

  init(_ timeline: [TimelineEntry]) {
    var steps: [Step] = []
    var places: [String: Int] = [:]
    for entry in timeline {
      if let place = places[entry.finding] {
        let (sum, isTooMuch) = steps[place].count.addingReportingOverflow(entry.count)
        steps[place].count = isTooMuch ? .max : sum
        if let subject = entry.subject, !steps[place].subjects.contains(subject) {
          steps[place].subjects.append(subject)
        }
      } else {
        places[entry.finding] = steps.count
        steps.append(
          Step(
            first: entry.first, title: entry.title, subjects: [entry.subject].compactMap { $0 },
            role: entry.role, count: entry.count))
      }
    }
    self.steps = steps
  }

  /// The first steps; of those that a named cause accounts for where there are any.
  func shown(_ most: Int) -> [Step] {
    guard steps.count > most else { return steps }
    let accounted = steps.filter { $0.role != .other }
    return Array((accounted.isEmpty ? steps : accounted).prefix(most))
  }
}

extension CauseJudgement {
  /// The ids of what should have been seen and is not there, of what speaks against it.
  var absentSigns: [String] {
    opposing.compactMap { id in
      id.hasPrefix("absent: ") ? String(id.dropFirst("absent: ".count)) : nil
    }
  }
}
