import Diagnosis
import Report

/// One analysed bundle: its files and what came out, secrets still in it.
struct BundleReading {
  let intake: EvidenceIntake
  let outcome: TriageRun.Outcome

  /// A redactor that knows the secrets of the bundle's settings: a log may repeat bare what only
  /// they mark as a password.
  func learn(into redactor: inout Redactor) {
    let settings = [EvidenceKind.composeFile, .environmentFile, .inspect].flatMap(intake.files)
    for file in settings {
      if let bytes = try? file.contents(limit: 8 << 20).bytes {
        redactor.learn(String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  var status: ExitStatus {
    if !outcome.problems.isEmpty { return .incomplete }
    switch outcome.report.assessment.verdict {
    case .faulty, .unknown: return .found
    case .healthy, .recovered: return .nothingFound
    }
  }
}
