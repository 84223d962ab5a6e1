import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// `watch` and `collect` on an engine that is a script; the real one is tested by `.ci/run`.
@Suite(.serialized) struct WatchCommandTests {
  private static let log =
    "2026-01-02T03:04:05.000000000Z 2026-01-02 03:04:05.000 UTC [66] FATAL:  password authentication "
    + "failed for user \"app\" with Kx93-hidden-Pw\n"

  private static func run(
    _ words: [String], _ engine: FakeEngine
  ) -> CommandLineProgram.Outcome {
    var environment = engine.environment
    environment["LOGTRIAGE_PATTERNS"] = Repository.patterns.path()
    return CommandLineProgram.dispatch(
      words, terminal: Terminal(environment: environment, outputIsTerminal: false, columns: 80))
  }

  @Test func aWatchReadsWhatContainersSayAndWritesItsReport() throws {
    let engine = try FakeEngine(["postgres": Self.log, "app": ""])
    defer { engine.remove() }
    let report = engine.folder.appending(path: "report.json")
    let outcome = Self.run(["watch", "--for", "3s", "--report", report.path()], engine)
    #expect(outcome.status == 1, "\(outcome.errors)")
    let text = try String(contentsOf: report, encoding: .utf8)
    #expect(text.contains("password authentication failed for user"))
    #expect(!text.contains("Kx93") && !outcome.output.contains("Kx93"))
    #expect(
      engine.asked.contains { $0.hasPrefix("logs --timestamps --follow --tail 20000 idpostgres") })
  }

  @Test func aWatchEndsWhenACauseIsSureEnough() throws {
    let engine = try FakeEngine(["postgres": Self.log])
    defer { engine.remove() }
    let began = ContinuousClock.now
    _ = Self.run(["watch", "--for", "40s", "--exit-on", "possible"], engine)
    #expect(ContinuousClock.now - began < .seconds(30))
  }

  @Test func onlyQuestionsThatReadAreAsked() throws {
    let engine = try FakeEngine(["app": ""])
    defer { engine.remove() }
    _ = Self.run(["watch", "--for", "1s"], engine)
    _ = Self.run(["collect", "-o", engine.folder.appending(path: "x.tar").path()], engine)
    let verbs = Set(engine.asked.compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(verbs == ["ps", "inspect", "logs", "events", "info", "version"])
  }

  @Test func aCollectionReadsBack() throws {
    let engine = try FakeEngine([
      "postgres": Self.log, "app": "2026-01-02T03:04:05.000000000Z hello\n",
    ])
    defer { engine.remove() }
    let bundle = engine.folder.appending(path: "bundle.tar.gz").path()
    let outcome = Self.run(["collect", "-o", bundle], engine)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let read = Self.run(["analyze", bundle, "--format", "json", "--reproducible"], engine)
    #expect(read.output.contains("logs/postgres.log"))
    #expect(read.output.contains("password authentication failed"))
    #expect(!read.output.contains("Kx93"))
    let plain = Self.run(["collect", "-o", bundle, "app"], engine)
    #expect(plain.status == 0, "\(plain.errors)")
  }

  @Test func aCollectionGoesOnWhereAPartFails() throws {
    let engine = try FakeEngine(["app": "2026-01-02T03:04:05.000000000Z hello\n"])
    defer { engine.remove() }
    try FileManager.default.removeItem(at: engine.folder.appending(path: "inspect"))
    let bundle = engine.folder.appending(path: "bundle.tar").path()
    let outcome = Self.run(["collect", "-o", bundle], engine)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("inspect.json"))
    let read = Self.run(["inspect-input", bundle], engine)
    #expect(read.output.contains("manifest.json"))
  }

  @Test(arguments: [["watch"], ["collect"]])
  func withoutDockerTheMessageSaysWhatToDo(command: [String]) {
    let outcome = CommandLineProgram.dispatch(
      command,
      terminal: Terminal(
        environment: [
          "LOGTRIAGE_DOCKER": "/no/such/docker", "LOGTRIAGE_PATTERNS": Repository.patterns.path(),
        ], outputIsTerminal: false))
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("`/no/such/docker` cannot be run"))
  }

  @Test(
    arguments: [
      (["--for", "soon"], "90s"), (["--until", "x"], "2026-01-02"), (["-", "app"], "stands alone"),
      (["--project", "--all"], "docker knows"), (["--exit-on", "sure"], "known are"),
    ] as [([String], String)])
  func wrongCallsAreRefused(words: [String], part: String) throws {
    let engine = try FakeEngine([:])
    defer { engine.remove() }
    let outcome = Self.run(["watch"] + words, engine)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(part))
  }

  @Test(
    arguments: [
      ("90", 90), ("90s", 90), ("10m", 600), ("1.5h", 5400), ("1d", 86_400), ("", nil), ("s", nil),
      ("-1", nil), ("1x", nil), ("1e9", nil), ("999d", nil),
    ] as [(String, Double?)])
  func timesAreRead(text: String, seconds: Double?) {
    #expect(WaitTime.seconds(text) == seconds)
  }
}
