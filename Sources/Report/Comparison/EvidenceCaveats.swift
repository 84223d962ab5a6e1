import Diagnosis
import Findings

/// How far two bundles can be compared at all.
struct EvidenceCaveats {
  let texts: [String]
  /// Whether the second bundle lacks evidence that the first had.
  let isLess: Bool

  /// A log this much shorter than the other may end before a fault shows.
  private static let muchShorter = 0.5

  init(before: ComparedRun, after: ComparedRun) {
    let lostKinds = before.kinds.subtracting(after.kinds).sorted().map(Self.name)
    let lostLogs = Self.services(before).subtracting(Self.services(after)).sorted()
    var texts: [String] = []
    if !lostKinds.isEmpty {
      texts.append("AFTER has no \(Wording.list(lostKinds)), which BEFORE has.")
    }
    if !lostLogs.isEmpty, !after.logs.isEmpty {
      texts.append("AFTER has no log of \(Wording.list(lostLogs)).")
    }
    let isShort = after.seconds < before.seconds * Self.muchShorter && !after.logs.isEmpty
    if isShort {
      texts.append(
        "The logs of AFTER cover \(Self.span(after.seconds)), those of BEFORE "
          + "\(Self.span(before.seconds)): what takes long to show may not be there yet.")
    }
    isLess = !lostKinds.isEmpty || (!lostLogs.isEmpty && !after.logs.isEmpty) || isShort
    if before.report.patternsDigest != after.report.patternsDigest {
      texts.append("The two were analysed with different patterns.")
    }
    let shared = Self.services(before).intersection(Self.services(after))
    if shared.isEmpty, !before.logs.isEmpty, !after.logs.isEmpty {
      texts.append("No service has a log in both: these may be two different stacks.")
    }
    if let first = before.logs.compactMap(\.first).min(),
      let later = after.logs.compactMap(\.first).min(), later < first
    {
      texts.append("The logs of AFTER begin before those of BEFORE; are they in the right order?")
    }
    self.texts = texts
  }

  private static func services(_ run: ComparedRun) -> Set<String> {
    Set(run.logs.filter { $0.records > 0 }.map(\.service))
  }

  private static func name(_ kind: String) -> String {
    switch kind {
    case "api": "API answers"
    case "compose": "compose file"
    case "inspect": "docker inspect"
    case "events": "docker events"
    default: kind
    }
  }

  /// `40 s`, `12 min`, `3.5 h`.
  static func span(_ seconds: Double) -> String {
    if seconds < 120 { return "\(Int(seconds.rounded())) s" }
    if seconds < 7200 { return "\(Int((seconds / 60).rounded())) min" }
    return "\((seconds / 360).rounded() / 10) h"
  }
}
