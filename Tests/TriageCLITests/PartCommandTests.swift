import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// `scan`, `merge`, `templates`, `baseline` and `analyze --baseline` as they are typed.
@Suite struct PartCommandTests {
  private static let terminal = Terminal(
    environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false)
  private static let sample = Repository.samples.appending(path: "quorum-lost").path()

  private static func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "parts-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private static func report(_ command: any Command.Type, _ arguments: [String])
    -> CommandLineProgram.Outcome
  {
    command.run(arguments: arguments + ["--format", "json", "--reproducible"], terminal: terminal)
  }

  @Test func mergedPartsGiveTheReportOfOneProcess() throws {
    try Self.withFolder { folder in
      let part = folder.appending(path: "a.part").path()
      let scan = ScanCommand.run(
        arguments: [Self.sample, "--partial", part], terminal: Self.terminal)
      #expect(scan.status == 0)
      let both = folder.appending(path: "b.part").path()
      let joined = MergeCommand.run(
        arguments: [part, part, "--partial", both], terminal: Self.terminal)
      #expect(joined.errors.contains("are in two parts"))
      let merged = Self.report(MergeCommand.self, [both, "--saved", Self.sample])
      let whole = Self.report(AnalyzeCommand.self, [Self.sample])
      #expect(merged.output == whole.output)
      #expect(merged.status == whole.status)
    }
  }

  @Test func partsOfOtherPatternsAreRefused() throws {
    try Self.withFolder { folder in
      let part = folder.appending(path: "a.part").path()
      let own = folder.appending(path: "own/x")
      try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
      let yaml = """
        title: t
        severity: info
        match: some words of mine
        source: test
        examples: {match: [some words of mine], no-match: [other]}
        """
      try Data(yaml.utf8).write(to: own.appending(path: "y.yaml"))
      _ = ScanCommand.run(
        arguments: [
          Self.sample, "--partial", part, "--patterns", folder.appending(path: "own").path(),
        ], terminal: Self.terminal)
      let merged = MergeCommand.run(arguments: [part], terminal: Self.terminal)
      #expect(merged.status == 3)
      #expect(merged.errors.contains("other patterns"))
    }
  }

  /// A log long enough to be divided, of lines that the samples have.
  @Test func theReportIsTheSameWithAnyNumberOfThreads() throws {
    try Self.withFolder { folder in
      let sample = Repository.samples.appending(path: "quorum-lost/logs/weaviate-node1.log")
      let once = try Data(contentsOf: sample)
      let log = folder.appending(path: "node.log")
      try Data().write(to: log)
      let handle = try FileHandle(forWritingTo: log)
      for _ in 0..<((40 << 20) / once.count + 1) { try handle.write(contentsOf: once) }
      try handle.close()
      let reports = ["1", "2", "7"].map { threads in
        Self.report(AnalyzeCommand.self, [log.path(), "--threads", threads])
      }
      #expect(reports[0].output.count > 1000)
      #expect(reports[1].output == reports[0].output)
      #expect(reports[2].output == reports[0].output)
    }
  }

  @Test(arguments: ["5", "a-b", "9-3", "-"])
  func aRangeThatIsNoneIsRefused(range: String) {
    let log = Self.sample + "/logs/weaviate-node1.log"
    let outcome = ScanCommand.run(
      arguments: [log, "--partial", "-", "--range", range], terminal: Self.terminal)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--range"))
  }

  @Test func aBaselineBringsOutWhatIsNew() throws {
    try Self.withFolder { folder in
      let good = folder.appending(path: "good.baseline").path()
      let healthy = Repository.samples.appending(path: "healthy-cluster").path()
      #expect(BaselineCommand.run(arguments: [healthy, "-o", good]).status == 0)
      let same = AnalyzeCommand.run(
        arguments: [healthy, "--baseline", good], terminal: Self.terminal)
      #expect(same.output.contains("no new kind of line in"))
      let faulty = AnalyzeCommand.run(
        arguments: [Self.sample, "--baseline", good], terminal: Self.terminal)
      #expect(faulty.output.contains("NEW SINCE THE BASELINE"))
      #expect(faulty.output.contains("failed to appendEntries to"))
      let twice = folder.appending(path: "twice.baseline").path()
      _ = BaselineCommand.run(arguments: [healthy, "--with", good, "-o", twice])
      let again = try String(contentsOfFile: twice, encoding: .utf8)
      #expect(again.contains("messages 608 "))
    }
  }

  @Test func whatIsNoBaselineIsNamedWithItsLine() throws {
    try Self.withFolder { folder in
      let file = folder.appending(path: "bad.baseline")
      try Data("logtriage-templates 2\nmessages x\n".utf8).write(to: file)
      let outcome = AnalyzeCommand.run(
        arguments: [Self.sample, "--baseline", file.path()], terminal: Self.terminal)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("bad.baseline:2: not as logtriage baseline writes it: needs"))
      try Data("logtriage-templates 1\nmessages 0 level 1\n".utf8).write(to: file)
      let old = AnalyzeCommand.run(
        arguments: [Self.sample, "--baseline", file.path()], terminal: Self.terminal)
      #expect(old.errors.contains("a baseline of form 1 has to be made again"))
    }
  }

  @Test func withoutALogNoBaselineIsWritten() throws {
    try Self.withFolder { folder in
      let good = folder.appending(path: "good.baseline")
      try Data("kept".utf8).write(to: good)
      for command in [BaselineCommand.self, TemplatesCommand.self] as [any Command.Type] {
        let arguments =
          ["/no/such/log"] + (command == BaselineCommand.self ? ["-o", good.path()] : [])
        let outcome = command.run(arguments: arguments)
        #expect(outcome.status == 3)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("error: /no/such/log"))
      }
      #expect(try String(contentsOf: good, encoding: .utf8) == "kept")
    }
  }

  @Test func templatesAreListedMostFrequentFirst() {
    let healthy = Repository.samples.appending(path: "healthy-cluster").path()
    let outcome = TemplatesCommand.run(arguments: [healthy, "--limit", "3"])
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[1].contains("Created shard <*> in <*>"))
    #expect(lines[4].hasPrefix("304 records, 53 kinds"))
  }

  @Test func secretsAreNotInABaseline() throws {
    try Self.withFolder { folder in
      let log = folder.appending(path: "app.log")
      try Data("connecting with password=hunter2secret now\n".utf8).write(to: log)
      for outcome in [
        BaselineCommand.run(arguments: [log.path()]), TemplatesCommand.run(arguments: [log.path()]),
      ] {
        #expect(!outcome.output.contains("hunter2secret"))
        #expect(outcome.output.contains("connecting with"))
      }
    }
  }
}
