import Compose
import Findings

/// `logtriage compose fix`: a diff that makes settings be as wanted; it writes no file.
package struct ComposeFixCommand {
  package static let usage = """
    Usage: logtriage compose fix FILE [FILE ...] --set SERVICE.KEY=VALUE ... [--unset SERVICE.KEY ...]

      Prints a unified diff for `patch -p1` or `git apply`, to be used in the folder of the file.
      KEY is a variable (RAFT_JOIN) or a setting (mem_limit, healthcheck.retries, volumes./data).

    """

  /// Runs a command line, without the words `logtriage compose fix`.
  package static func run(
    arguments: [String], environment: [String: String] = [:],
    readFile: (String) throws -> [UInt8]
  ) -> (output: String, errors: String, status: Int32) {
    let parsed: ComposeArguments
    do {
      parsed = try ComposeArguments(arguments, options: ["--set", "--unset"])
    } catch {
      return ("", "error: \(error.message)\n\n\(usage)", 2)
    }
    if parsed.wantsHelp { return (usage, "", 0) }
    guard !parsed.options.isEmpty else {
      return ("", "error: nothing to change; give --set or --unset\n\n\(usage)", 2)
    }
    let read: ComposeProject.FileReader = { path in try? readFile(parsed.folder + path) }
    let project = ComposeProject(files: parsed.names, environment: environment, readFile: read)
    var changes: [SettingChange] = []
    for option in parsed.options {
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
