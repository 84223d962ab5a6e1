import Live
import LogStream

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `logtriage collect`: a support bundle of running containers.
package enum CollectCommand: Command {
  package static let syntax = CommandSyntax(
    "collect", summary: "write a bundle of running containers, redacted, for analyze",
    operands: .words("CONTAINER", 0...200),
    options: [
      OptionSyntax("--output", short: "o", .file, summary: "the archive (logtriage-TIME.tar.gz)"),
      OptionSyntax("--project", .text("NAME"), summary: "only containers of this compose project"),
      OptionSyntax(
        "--label", .text("KEY=VALUE"), isRepeatable: true,
        summary: "only containers with this label"),
      OptionSyntax(
        "--compose", .file, isRepeatable: true,
        summary: "the compose file, if it is not where the containers' labels say"),
      OptionSyntax("--since", .text("TIME"), summary: "logs and events since then, as docker logs"),
      OptionSyntax(
        "--log-size", .integer("MB", 1...2000), summary: "of each log, the newest kept (default 20)"
      ),
      OptionSyntax("--no-redact", summary: "leave passwords and keys in the bundle"),
    ],
    discussion: [
      "Collects the logs of all containers, or of those named: what docker inspect, ps and events "
        + "say, the compose files on this machine with what they mount, what Weaviate nodes answer, "
        + "and memory, disk and clock of the machine, with a manifest of sizes and errors. A part "
        + "that fails does not stop the rest. Secrets are hidden before anything is written; only "
        + "you can read the file."
    ],
    examples: ["logtriage collect --project shop -o shop.tar.gz"],
    statuses: [
      .init(.nothingFound, "written, with everything in it"),
      .init(.usage, "the command was not understood"),
      .init(.incomplete, "the engine does not answer, or a part is missing"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let choice = ContainerChoice(project: words["--project"], labels: words.all("--label"))
    let since = words["--since"]
    guard DockerQuestion.events(choice, since: since, until: nil).arguments != nil else {
      return refusal("--project, --label and --since want what docker takes")
    }
    let environment = surroundings.environment
    let source = LiveEvidence(
      program: DockerProgram(environment: environment), environment: environment,
      composeFiles: words.all("--compose"),
      bearer: environment["WEAVIATE_API_KEY"] ?? environment["WEAVIATE_TOKEN"])
    var collection = Collection(
      source, choice: choice, names: words.operands, since: since,
      logLimit: (words["--log-size"].flatMap(Int.init) ?? 20) << 20,
      isRedacted: !words.has("--no-redact"))
    let isSeen = surroundings.terminal.errorsAreTerminal
    do {
      try collection.read { if isSeen { CommandLineProgram.tell("\r\u{1b}[2K\($0)") } }
    } catch {
      return ("", "error: \(error.reason)\n", ExitStatus.incomplete.rawValue)
    }
    if isSeen { CommandLineProgram.tell("\r\u{1b}[2K") }
    return write(collection, to: words["--output"] ?? defaultName())
  }

  private static func defaultName() -> String {
    let time = Date().ISO8601Format().filter { $0.isNumber || $0 == "T" }
    return "logtriage-\(time).tar.gz"
  }

  private static func write(
    _ collection: Collection, to path: String
  ) -> CommandLineProgram.Outcome {
    let isPacked = path.hasSuffix(".gz") || path.hasSuffix(".tgz")
    let plain = isPacked ? path + ".part" : path
    do throws(TarWriter.Failure) {
      let archive = try TarWriter(path: plain, time: Int(Date().timeIntervalSince1970))
      for member in collection.members {
        try archive.add("logtriage/\(member.name)", member.bytes)
      }
      try archive.finish()
    } catch {
      return ("", "error: \(error.reason)\n", ExitStatus.incomplete.rawValue)
    }
    var errors = ""
    var place = plain
    if isPacked {
      if let problem = pack(plain, to: path) {
        errors += "warning: \(problem); the bundle is not packed\n"
      } else {
        place = path
      }
    }
    let problems = collection.members.filter { $0.problem != nil }
    for member in problems { errors += "warning: \(member.name): \(member.problem ?? "")\n" }
    let size = collection.members.reduce(0) { $0 + $1.bytes.count }
    let text = "\(place): \(collection.members.count) files, \(size) bytes before packing\n"
    return (text, errors, (problems.isEmpty ? ExitStatus.nothingFound : .incomplete).rawValue)
  }

  /// Packs a file with the program gzip and removes it; gives why that failed.
  private static func pack(_ plain: String, to path: String) -> String? {
    guard let output = try? NewFile(path: path, isPrivate: true) else {
      return "\(path): cannot be written"
    }
    do {
      let packed = try ProgramSource(
        program: "gzip", arguments: ["-c"], inputPath: plain, limit: .max)
      var chunk = [UInt8](repeating: 0, count: 1 << 18)
      while true {
        let count = try chunk.withUnsafeMutableBytes { try packed.read(into: $0) }
        guard count > 0 else { break }
        try output.write(chunk[..<count])
      }
      try output.finish()
      try FileManager.default.removeItem(atPath: plain)
      return nil
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      return "gzip: \(error)"
    }
  }
}
