import Docker
import Findings
import Foundation
import TestSupport
import Testing

@Suite struct EngineRecordsTests {
  /// What a stack of one service shows when its events and inspection are these.
  private func ids(events: String, inspect: String) throws -> Set<String> {
    let records = EngineRecords(
      inspections: .init(try ContainerInspection.list(json: Array(inspect.utf8)), source: "i"),
      events: .init(ContainerEvent.list(lines: Array(events.utf8)).events, source: "e"))
    return Set(records.findings().map { String($0.id.dropFirst("container/".count)) })
  }

  private func inspect(_ state: String, restarts: Int = 0, policy: String = "always") -> String {
    """
    [{"Id":"abc","Name":"/web","RestartCount":\(restarts),"Created":"2026-01-01T00:00:00Z",
    "State":{\(state)},"HostConfig":{"RestartPolicy":{"Name":"\(policy)"}},
    "NetworkSettings":{"Networks":{"n":{"IPAddress":"10.0.0.2"}}}}]
    """
  }

  private func event(_ second: String, _ action: String, _ more: String = "") -> String {
    "2026-01-01T00:00:\(second)Z container \(action) abc (image=i, name=web\(more))\n"
  }

  @Test func stopThatTimesOutIsNoMemoryKill() throws {
    let events =
      event("01", "start") + event("10", "kill", ", signal=15") + event("20", "kill", ", signal=9")
      + event("20.1", "die", ", exitCode=137") + event("20.2", "stop")
    let found = try ids(
      events: events, inspect: inspect(#""Status":"exited","ExitCode":137,"OOMKilled":false"#))
    #expect(found.isSuperset(of: ["stop-timeout", "stopped", "killed-137-not-oom"]))
    #expect(found.isDisjoint(with: ["oom-killed", "exited-nonzero", "restart-loop"]))
  }

  @Test func memoryKillIsToldFromTheEvent() throws {
    let events = event("01", "start") + event("10", "oom") + event("10.1", "die", ", exitCode=137")
    let state = #""Status":"exited","ExitCode":137,"OOMKilled":true"#
    let found = try ids(events: events, inspect: inspect(state, policy: "no"))
    #expect(found.isSuperset(of: ["oom-killed", "exited-nonzero", "not-running"]))
    #expect(found.isDisjoint(with: ["killed-137-not-oom", "stopped"]))
  }

  @Test(arguments: [("14", "restart-loop"), ("59", "restarted-and-stays")])
  func crashesThatStoppedAreNoLoop(_ now: String, _ expected: String) throws {
    let events =
      event("01", "start") + event("03", "die", ", exitCode=1") + event("04", "start")
      + event("07", "die", ", exitCode=1") + event("12", "start") + event(now, "exec_die")
    let state = #""Status":"running","Running":true,"StartedAt":"2026-01-01T00:00:12Z""#
    let found = try ids(events: events, inspect: inspect(state, restarts: 2))
    #expect(found.contains(expected))
    #expect(found.intersection(["restart-loop", "restarted-and-stays"]).count == 1)
  }

  @Test func endlessSuccessIsItsOwnLoop() throws {
    let events = (1...4).map { event("0\($0)", "start") + event("0\($0).5", "die", ", exitCode=0") }
    let found = try ids(
      events: events.joined(),
      inspect: inspect(#""Status":"restarting","Restarting":true,"ExitCode":0"#, restarts: 4))
    #expect(found.contains("restart-loop-exit-zero") && !found.contains("restart-loop"))
  }

  @Test func withoutEventsTheStateAloneTellsALoop() throws {
    let waiting = #""Status":"restarting","Running":true,"Restarting":true,"ExitCode":"#
    let clean = try ids(events: "", inspect: inspect(waiting + "0", restarts: 8))
    #expect(clean.contains("restart-loop-exit-zero") && !clean.contains("crashes"))
    let failing = try ids(events: "", inspect: inspect(waiting + "1", restarts: 8))
    #expect(failing.isSuperset(of: ["restart-loop", "crashes"]))
  }

  @Test(arguments: [(Int64(3), true), (60, false)])
  func lastLogLineTellsHowLongItHasBeenUp(_ seconds: Int64, _ loops: Bool) throws {
    let state = #""Status":"running","Running":true,"StartedAt":"2026-01-01T00:00:12Z""#
    var records = EngineRecords(
      inspections: .init(
        try ContainerInspection.list(json: Array(inspect(state, restarts: 3).utf8))))
    let start = try #require(Timestamp(rfc3339: "2026-01-01T00:00:12Z"))
    records.lastLogTime = Timestamp(nanoseconds: start.nanoseconds + seconds * 1_000_000_000)
    let found = Set(records.findings().map(\.id))
    #expect(found.contains("container/restart-loop") == loops)
    #expect(found.contains("container/restarted-and-stays") != loops)
  }

  @Test func plannedRestartIsNoCrash() throws {
    let events =
      event("01", "start") + event("10", "kill", ", signal=15") + event("11", "die", ", exitCode=0")
      + event("11.2", "stop") + event("11.5", "start") + event("11.6", "restart")
    let state = #""Status":"running","Running":true,"StartedAt":"2026-01-01T00:00:11.5Z""#
    let found = try ids(events: events, inspect: inspect(state))
    #expect(found.isSuperset(of: ["running", "restarted-by-hand"]))
    #expect(found.isDisjoint(with: ["restart-loop", "restarted-and-stays", "not-running"]))
  }

  @Test func containerCutFromItsNetworkIsSeenWhileItRuns() throws {
    let cut =
      #"{"Type":"network","Action":"disconnect","Actor":{"ID":"x","Attributes":{"container":"abc","name":"other"}},"timeNano":1767225660000000000}"#
    let state = #""Status":"running","Running":true,"StartedAt":"2026-01-01T00:00:11.5Z""#
    #expect(try ids(events: cut, inspect: inspect(state)).contains("network-disconnected"))
    let joined = cut + "\n" + cut.replacingOccurrences(of: "disconnect", with: "connect")
    #expect(try !ids(events: joined, inspect: inspect(state)).contains("network-disconnected"))
  }

  @Test(arguments: [
    ("curl: executable file not found in $PATH", -1, "healthcheck-command-missing"),
    ("sh: curl: not found", 127, "healthcheck-command-missing"),
    (
      "curl: (7) Failed to connect to localhost port 80: Connection refused", 7,
      "healthcheck-refused"
    ),
    ("wget: server returned error: HTTP/1.1 404 Not Found", 1, "healthcheck-http-error"),
    ("Health check exceeded timeout (3s)", -1, "healthcheck-timeout"),
  ])
  func probeOutputTellsWhyItFails(_ output: String, _ code: Int, _ expected: String) throws {
    let state = """
      "Status":"running","Running":true,"Health":{"Status":"unhealthy","FailingStreak":3,
      "Log":[{"ExitCode":\(code),"Output":"\(output)"}]}
      """
    let found = try ids(events: "", inspect: inspect(state))
    #expect(found.isSuperset(of: ["unhealthy", expected]))
  }

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func noHealthyRecordingShowsAnError() throws {
    let folder = try #require(Repository.shared).appending(path: "recordings")
    for recording in try FileManager.default.contentsOfDirectory(atPath: folder.path())
    where recording.hasPrefix("healthy") && !recording.contains("beside-broken") {
      let place = folder.appending(path: recording)
      func bytes(_ name: String) -> [UInt8] {
        (try? Data(contentsOf: place.appending(path: name))).map(Array.init) ?? []
      }
      let records = EngineRecords(
        inspections: .init(try ContainerInspection.list(json: bytes("inspect.json"))),
        events: .init(ContainerEvent.list(lines: bytes("events.jsonl")).events),
        listed: .init(ListedContainer.list(bytes("ps.txt"))),
        messages: .init(EngineMessage.list(output: bytes("compose-up.txt"))))
      let errors = records.findings().filter { $0.severity == .error }
      #expect(errors.isEmpty, "\(recording): \(errors.map(\.id))")
    }
  }
}
