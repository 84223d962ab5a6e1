import Compose
import Findings

/// `logtriage compose check FILE`: what is wrong or fragile in a compose file.
package struct ComposeCheckCommand: Command {
  package static let syntax = CommandSyntax(
    "compose", "check", summary: "what is wrong or fragile in a compose file, with place and fix",
    operands: .paths("FILE", 1...1),
    options: [
      OptionSyntax("--format", .choice("FORMAT", ["text", "json"]), summary: "form of the list"),
      OptionSyntax("--all", summary: "neutral notes too, such as secrets in plain text"),
    ],
    discussion: [
      "Checks a compose file as compose would resolve it, with the .env file, the env_files and the "
        + "mounted files beside it. Nothing is started or changed."
    ],
    examples: ["logtriage compose check docker-compose.yml"],
    statuses: [
      .init(.nothingFound, "nothing at warning or above"), .init(.found, "findings"),
      .init(.usage, "the command was not understood"),
      .init(.incomplete, "the file cannot be read"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let request = Request(
      file: words.operands[0], isJSON: words["--format"] == "json", showsAll: words.has("--all"))
    return check(request, surroundings.readFile)
  }

  /// What was asked for on the command line.
  private struct Request {
    var file: String
    var isJSON: Bool
    var showsAll: Bool
  }

  private static func check(
    _ request: Request, _ readFile: (String) throws -> [UInt8]
  ) -> (output: String, errors: String, status: Int32) {
    let bytes: [UInt8]
    do {
      bytes = try readFile(request.file)
    } catch {
      return ("", "error: \(request.file): cannot be read\n", 3)
    }
    let folder = request.file.lastIndex(of: "/").map { request.file[...$0] } ?? ""
    let name = String(request.file.dropFirst(folder.count))
    return withoutActuallyEscaping(readFile) { readFile in
      let beside: ComposeProject.FileReader = { path in
        path == name ? bytes : try? readFile(folder + path)
      }
      let project = ComposeProject(files: [name], readFile: beside)
      let notes = project.warnings.map { "\($0)\n" }.joined()
      guard !project.services.isEmpty || project.warnings.isEmpty else { return ("", notes, 3) }
      let findings = ComposeChecks.findings(in: project, readFile: beside).all
      let status: Int32 = findings.contains { $0.severity >= .warning } ? 1 : 0
      let output =
        request.isJSON
        ? ComposeCheckJSON.text(findings) : text(findings, showsAll: request.showsAll)
      return (output, notes, status)
    }
  }

  /// The worst first, each with its place, its reason and what would remove it.
  private static func text(_ findings: [Finding], showsAll: Bool) -> String {
    let ordered = findings.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }.map(\.element)
    let shown = ordered.filter { showsAll || $0.severity != .neutral }
    let hidden = ordered.count - shown.count
    let note = hidden == 0 ? "" : "\(hidden) neutral \(hidden == 1 ? "note" : "notes") (--all)\n"
    if shown.isEmpty { return "nothing to report\n" + note }
    return shown.map(entry).joined(separator: "\n") + (note.isEmpty ? "" : "\n" + note)
  }

  private static func entry(_ finding: Finding) -> String {
    let place = finding.samples.first?.location ?? ""
    let service = finding.subject.map { " (\($0.name))" } ?? ""
    var lines = ["\(place): \(finding.severity.rawValue): \(finding.title)\(service)"]
    lines.append("    \(finding.id)")
    if !finding.proves.isEmpty { lines.append("    \(finding.proves)") }
    if finding.samples.count > 1 || finding.samples.first?.text.hasSuffix(":") == false {
      lines += finding.samples.map { "    \($0.location)  \($0.text)" }
    }
    for fix in finding.fixes { lines.append("    " + Self.text(fix)) }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func text(_ fix: SettingChange) -> String {
    let setting = "\(fix.service).\(fix.path)"
    guard let value = fix.value else { return "remove \(setting)" }
    return "set \(setting) to \(ComposeCheckJSON.shown(value, fix.path))"
  }
}
