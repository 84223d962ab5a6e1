import Signatures

/// The folders with signatures that a `patterns` command works on: the program's and the user's.
struct PatternFolders {
  private let located: PatternLocator.Location
  private let added: [String]

  static let option = OptionSyntax(
    "--patterns", .folder, isRepeatable: true,
    summary: "add a folder; its files replace those of the same id")

  static let statuses: [CommandSyntax.StatusMeaning] = [
    .init(.nothingFound, "done"), .init(.found, "no match, or problems"),
    .init(.usage, "the command was not understood"),
  ]

  init(_ words: CommandWords, _ surroundings: Surroundings) {
    located = PatternLocator.locate(named: surroundings.environment["LOGTRIAGE_PATTERNS"])
    added = words.all("--patterns")
  }

  /// The folders, or why there are none.
  var listing: CommandLineProgram.Outcome {
    if let folder = located.folder {
      return (([folder] + added).joined(separator: "\n") + "\n", "", 0)
    }
    let places = located.tried.map { "  \($0)\n" }.joined()
    return ("", "error: no Patterns folder; tried\n\(places)set LOGTRIAGE_PATTERNS\n", 2)
  }

  /// The program's folder and those that were added.
  var own: String? { located.folder }
  var others: [String] { added }

  /// Reads all folders and lets `body` work on them; problems in files become warnings.
  func withLibrary(
    _ body: (SignatureLibrary) -> CommandLineProgram.Outcome
  ) -> CommandLineProgram.Outcome {
    let folders = [located.folder].compactMap { $0 } + added
    guard !folders.isEmpty else { return listing }
    let library = SignatureLibrary(folders: folders)
    var outcome = body(library)
    outcome.errors += (library.problems.map(\.description) + library.replacements)
      .map { "warning: \($0)\n" }.joined()
    return outcome
  }
}

extension String {
  /// Filled with blanks to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
