import Compose
import Findings

/// `logtriage compose fix`: a diff that makes settings be as wanted; it writes no file.
package struct ComposeFixCommand: Command {
  package static let syntax = CommandSyntax(
    "compose", "fix", summary: "a unified diff that changes only the settings named",
    operands: .paths("FILE", 1...Int.max),
    options: [
      OptionSyntax(
        "--set", .text("SERVICE.KEY=VALUE"), isRepeatable: true, summary: "set a setting"),
      OptionSyntax(
        "--unset", .text("SERVICE.KEY"), isRepeatable: true, summary: "remove a setting"),
    ],
    discussion: [
      "Prints a diff for `patch -p1` or `git apply`, to be used in the folder of the file. KEY is a "
        + "variable (RAFT_JOIN) or a setting (mem_limit, healthcheck.retries, volumes./data)."
    ],
    examples: ["logtriage compose fix docker-compose.yml --set db.mem_limit=1g | patch -p1"],
    statuses: [
      .init(.nothingFound, "the diff, if any, is printed"),
      .init(.usage, "the command was not understood"),
      .init(.incomplete, "the file cannot be read"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    guard !words.options.isEmpty else { return refusal("nothing to change; give --set or --unset") }
    let environment: [String: String] = [:]
    let parsed = ComposeFiles(words.operands)
    let readFile = surroundings.readFile
    let read: ComposeProject.FileReader = { path in try? readFile(parsed.folder + path) }
    let project = ComposeProject(files: parsed.names, environment: environment, readFile: read)
    var changes: [SettingChange] = []
    for option in words.options {
      guard let change = change(option, in: project) else {
        return ("", refusal(option, project), project.services.isEmpty ? 3 : 2)
      }
      changes.append(change)
    }
    do {
      let patch = try ComposePatch(
        changes, files: parsed.names, environment: environment, readFile: read)
      let notes = patch.notes.map { "note: \($0)\n" }.joined()
      return (patch.diff, patch.files.isEmpty ? "nothing to change\n" : notes, 0)
    } catch {
      return ("", "error: \(error)\n", 3)
    }
  }

  private static func change(
    _ option: (name: String, value: String), in project: ComposeProject
  ) -> SettingChange? {
    if option.name == "--unset" { return project.change(of: option.value, to: nil) }
    guard let equals = option.value.firstIndex(of: "=") else { return nil }
    return project.change(
      of: String(option.value[..<equals]),
      to: String(option.value[option.value.index(after: equals)...]))
  }

  private static func refusal(
    _ option: (name: String, value: String), _ project: ComposeProject
  ) -> String {
    guard !project.services.isEmpty else {
      return project.warnings.map { "error: \($0)\n" }.joined()
    }
    let names = project.services.map(\.name).joined(separator: ", ")
    let form = option.name == "--set" ? "SERVICE.KEY=VALUE" : "SERVICE.KEY"
    return "error: \(option.name) \(option.value): not \(form) with one of the services \(names)\n"
  }
}
