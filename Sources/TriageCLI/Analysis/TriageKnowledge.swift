import Diagnosis
import LogStream
import Signatures
import Templates

/// What the program knows before it sees any input: signatures and causes, with what is wrong with
/// their files.
struct TriageKnowledge {
  let library: SignatureLibrary
  let causes: CauseLibrary
  /// The signatures, compiled.
  let index: SignatureIndex
  /// One message for each file that could not be used.
  let problems: [String]

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
    let (readings, index) = Parallel.both(
      { Self.causes(library.causeFiles) }, { SignatureIndex(library.signatures) })
    var known: [Cause] = []
    var messages = library.problems.map(\.description)
    for reading in readings {
      switch reading {
      case .success(let cause): known.append(cause)
      case .failure(let error): messages.append("\(error)")
      }
    }
    self.library = library
    self.index = index
    causes = CauseLibrary(known)
    problems = messages
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
