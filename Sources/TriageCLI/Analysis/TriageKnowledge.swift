import Diagnosis
import LogStream
import Signatures
import Templates
import YAML

/// What the program knows before it sees any input: signatures and causes, with what is wrong with
/// their files.
struct TriageKnowledge {
  let library: SignatureLibrary
  /// The causes, which are read when something was found that they may explain.
  let causes: Deferred<CauseLibrary>
  /// The signatures, compiled.
  let index: SignatureIndex
  private let readings: Deferred<[Result<Cause, CauseFileError>]>

  /// One message for each file that was read and could not be used.
  var problems: [String] {
    library.problems.map(\.description)
      + (readings.isMade ? readings.value : []).compactMap { reading in
        if case .failure(let error) = reading { "\(error)" } else { nil }
      }
  }

  /// From so many bytes of logs on, all is made ready at once: something will be found.
  private static let largeInput = 1 << 16

  /// There is no folder with patterns; the text says which places were tried.
  struct Missing: Error {
    var message: String
  }

  /// Reads the program's folder and those that the user adds; later ones win.
  init(_ environment: [String: String], adding folders: [String]) throws(Missing) {
    let located = PatternLocator.locate(named: environment["LOGTRIAGE_PATTERNS"])
    guard let folder = located.folder else {
      let places = located.tried.map { "  \($0)\n" }.joined()
      throw Missing(message: "no Patterns folder; tried\n\(places)set LOGTRIAGE_PATTERNS")
    }
    let library = SignatureLibrary(folders: [folder] + folders, .matching)
    let readings = Deferred { Self.causes(library.causeFiles) }
    self.library = library
    self.readings = readings
    causes = Deferred { CauseLibrary(readings.value.compactMap { try? $0.get() }) }
    index = SignatureIndex(library.signatures)
    // What is wrong with the user's own files is told whatever is found.
    if !folders.isEmpty { _ = causes.value }
  }

  private static func causes(_ files: [SignatureFile]) -> [Result<Cause, CauseFileError>] {
    Parallel.map(files) { file in
      Result { () throws(CauseFileError) in
        try CauseFile.readForWeighing(file.bytes, id: file.id, path: file.path)
      }
    }
  }

  /// Analyses what stands at some paths.
  ///
  /// - Returns: The messages that say why, if nothing there is evidence.
  func analyze(
    _ paths: [String], explained: String? = nil, baseline: TemplateBaseline? = nil,
    threads: Int = LogReading.processors, terminal: Terminal
  ) -> Result<BundleReading, NoEvidence> {
    let intake = EvidenceIntake(paths: paths)
    guard intake.hasEvidence else {
      let list = paths.joined(separator: ", ")
      return .failure(
        NoEvidence(
          messages: intake.problems.isEmpty
            ? ["\(list): nothing in it is a log, a compose file or a saved answer"]
            : intake.problems))
    }
    if intake.files(.log).reduce(0, { $0 + $1.entry.size }) >= Self.largeInput {
      _ = Parallel.both({ [causes] in causes.value.causes.count }, { [index] in index.prepare() })
    }
    var run = TriageRun(
      intake: intake, library: library, index: index, causes: causes, explained: explained)
    run.baseline = baseline
    run.threads = threads
    run.progress = Self.progress(intake, terminal)
    let outcome = run.run()
    run.progress?.finish()
    return .success(BundleReading(intake: intake, outcome: outcome))
  }

  private static func progress(
    _ intake: EvidenceIntake, _ terminal: Terminal
  ) -> ReadingProgress? {
    guard terminal.errorsAreTerminal, terminal.environment["TERM"] != "dumb" else { return nil }
    return ReadingProgress(
      total: intake.files(.log).reduce(0) { $0 + $1.entry.size }, columns: terminal.width,
      show: CommandLineProgram.tell)
  }

  /// Nothing of what was named can be analysed.
  struct NoEvidence: Error {
    var messages: [String]

    var outcome: CommandLineProgram.Outcome {
      ("", messages.map { "error: \($0)\n" }.joined(), ExitStatus.incomplete.rawValue)
    }
  }
}
