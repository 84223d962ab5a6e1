import Findings
import LogStream
import Signatures

/// `logtriage patterns`: what the program knows, for those who add to it.
package struct PatternsCommand {
  /// What a run writes and ends with.
  package typealias Outcome = (output: String, errors: String, status: Int32)

  package static let usage = """
    Usage: logtriage patterns COMMAND [--patterns DIR]

      check [PATH]      hold files against their examples and each other (default: ./Patterns)
      list [WORD ...]   ids and titles, those that hold all words
      show ID           one signature, with what it proves
      explain LINE      which signatures match a log line, and why near ones do not
      new FILE:LINE     a signature file to start from, made of a line of a log
      path              the folder in use

    --patterns DIR adds a folder; its files replace those of the same id.

    """

  private let located: PatternLocator.Location
  private let added: [String]

  /// Runs a command line, without the words `logtriage patterns`.
  package static func run(arguments: [String], environment: [String: String]) -> Outcome {
    var words: [String] = []
    var added: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--help" || word == "-h" { return (usage, "", 0) }
      if word.hasPrefix("--patterns=") {
        added.append(String(word.dropFirst("--patterns=".count)))
      } else if word == "--patterns" {
        guard let folder = rest.popFirst() else { return refuse("--patterns needs a folder") }
        added.append(folder)
      } else if word == "--" {
        words += rest
        rest = []
      } else {
        words.append(word)
      }
    }
    guard let command = words.first else { return ("", usage, 2) }
    let located = PatternLocator.locate(named: environment["LOGTRIAGE_PATTERNS"])
    return PatternsCommand(located: located, added: added)
      .run(command, Array(words.dropFirst()))
  }

  private func run(_ command: String, _ words: [String]) -> Outcome {
    switch (command, words.count) {
    case ("check", 0): return PatternsCheck.run(Self.ownFolder ?? located.folder, added)
    case ("check", 1): return PatternsCheck.run(words[0], added)
    case ("path", 0): return path()
    case ("list", _): return withLibrary { Self.list($0, words) }
    case ("show", 1): return withLibrary { Self.show($0, words[0]) }
    case ("explain", 1...): return withLibrary { Self.explain($0, words.joined(separator: " ")) }
    case ("new", 1): return SignatureDraft.run(words[0])
    case ("check", _), ("path", _), ("show", _), ("explain", _), ("new", _):
      return Self.refuse("patterns \(command): see logtriage patterns --help")
    default: return Self.refuse("no command \"patterns \(command)\"")
    }
  }

  /// The folder of a checkout in which the program is run.
  private static var ownFolder: String? {
    PatternLocator.locate(named: "Patterns").folder
  }

  private static func refuse(_ message: String) -> Outcome {
    ("", "error: \(message)\n", 2)
  }

  private func path() -> Outcome {
    if let folder = located.folder {
      return ((([folder] + added).joined(separator: "\n")) + "\n", "", 0)
    }
    let places = located.tried.map { "  \($0)\n" }.joined()
    return ("", "error: no Patterns folder; tried\n\(places)set LOGTRIAGE_PATTERNS\n", 2)
  }

  private func withLibrary(_ body: (SignatureLibrary) -> Outcome) -> Outcome {
    let folders = [located.folder].compactMap { $0 } + added
    guard !folders.isEmpty else { return path() }
    let library = SignatureLibrary(folders: folders)
    var outcome = body(library)
    outcome.errors += (library.problems.map(\.description) + library.replacements)
      .map { "warning: \($0)\n" }.joined()
    return outcome
  }

  // MARK: Commands

  private static func list(_ library: SignatureLibrary, _ words: [String]) -> Outcome {
    let words = words.map { $0.lowercased() }
    let rows = library.signatures.filter { signature in
      let text = "\(signature.id) \(signature.title)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    let lines = rows.map { signature in
      let severity = signature.severity.rawValue.padded(to: 8)
      return "\(severity) \(signature.id)  \(signature.title)\n"
    }
    return (lines.joined(), "", 0)
  }

  private static func show(_ library: SignatureLibrary, _ id: String) -> Outcome {
    guard let signature = library.signature(id) else {
      let near = library.signatures.map(\.id).filter { $0.contains(id) }.prefix(8)
      let help = near.isEmpty ? "see logtriage patterns list" : near.joined(separator: ", ")
      return refuse("no signature \"\(id)\"; \(help)")
    }
    let rows = [
      ("title", signature.title), ("severity", signature.severity.rawValue),
      ("match", signature.match.map(\.text).joined(separator: "\n")),
      ("where", conditions(signature)),
      ("unless", signature.unless.map(\.text).joined(separator: "\n")),
      ("versions", signature.versions?.text ?? ""),
      ("services", signature.services.joined(separator: ", ")),
      ("proves", signature.proves), ("not", signature.provesNot),
      ("ends", signature.ends.joined(separator: ", ")), ("source", signature.source),
      ("file", signature.file),
    ]
    let text = rows.filter { !$0.1.isEmpty }.map { name, value in
      let lines = value.split(separator: "\n")
      return lines.enumerated().map { "\(($0 == 0 ? name : "").padded(to: 9)) \($1)\n" }.joined()
    }
    return (text.joined(), "", 0)
  }

  private static func conditions(_ signature: Signature) -> String {
    signature.fields.map { condition in
      "\(condition.field): " + condition.alternatives.map(\.text).joined(separator: " | ")
    }.joined(separator: "\n")
  }

  private static func explain(_ library: SignatureLibrary, _ line: String) -> Outcome {
    let index = SignatureIndex(library.signatures)
    var text = ""
    ExampleLine.read(line) { record in
      let firing = index.firing(on: record)
      let near = index.near(record).filter { near in !firing.contains { $0.id == near.id } }
      let hits = firing.map { "matches  \($0.id)  \($0.title)\n\(values($0, record))" }
      let misses = near.map { "not      \($0.id)  \($0.refusal(of: record))\n" }
      text += (hits + misses).joined()
    }
    return text.isEmpty ? ("no signature matches\n", "", 1) : (text, "", 0)
  }

  private static func values(_ signature: Signature, _ record: Record) -> String {
    signature.captured(from: record).map { "         {\($0.name)} = \($0.value)\n" }.joined()
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
