import Docker
import Findings
import Testing

@Suite struct ConnectionTests {
  /// A client `web` and a service `api` (172.18.0.2), as the case has them.
  private func ids(
    _ values: [String: [String]], listening: [String] = ["http://0.0.0.0:5000"],
    apiState: String = #""Status":"running","Running":true"#, apiNetwork: String = "n",
    webState: String = #""Status":"running","Running":true"#, refusedAt: Int64 = 10
  ) throws -> [String] {
    let inspect = """
      [{"Id":"1","Name":"/api","State":{\(apiState)},
      "NetworkSettings":{"Networks":{"\(apiNetwork)":{"IPAddress":"\(apiState.contains("exited") ? "" : "172.18.0.2")","Aliases":["backend"]}}}},
      {"Id":"2","Name":"/web","State":{\(webState)},
      "NetworkSettings":{"Networks":{"n":{"IPAddress":"172.18.0.3"}}}}]
      """
    let records = EngineRecords(
      inspections: .init(try ContainerInspection.list(json: Array(inspect.utf8))))
    func log(_ id: String, _ service: String, _ second: Int64, _ values: [String: [String]])
      -> Finding
    {
      let time = Timestamp(nanoseconds: second * 1_000_000_000)
      return Finding(
        id: id, kind: .log, severity: .warning, title: "", subject: .service(service), first: time,
        last: time, values: values)
    }
    let findings = [
      log("app/failed", "web", refusedAt, values),
      log("app/listening", "api", 5, ["listening": listening]),
    ]
    return records.connectionFindings(for: findings).map {
      String($0.id.dropFirst("container/".count))
    }
  }

  @Test(arguments: [
    (["refused": ["127.0.0.1:5432"]], "peer-is-self"),
    (["refused": ["http://172.18.0.2:8000/x"]], "peer-listens-elsewhere"),
    (["refused-host": ["backend"], "refused-port": ["8000"]], "peer-listens-elsewhere"),
    (["unresolved": ["apii"]], "peer-unknown-host"),
    (["unresolved": ["host.docker.internal"]], "peer-host-gateway"),
  ])
  func clientsMistakeIsNamed(_ values: [String: [String]], _ expected: String) throws {
    #expect(try ids(values) == [expected])
  }

  @Test func serviceThatIsDownIsTheReason() throws {
    #expect(
      try ids(["refused": ["api:5000"]], apiState: #""Status":"exited","ExitCode":1"#)
        == ["peer-not-running"])
  }

  @Test func listenerOnLoopbackIsTold() throws {
    #expect(
      try ids(["refused": ["api:5000"]], listening: ["http://127.0.0.1:5000"])
        == ["peer-listens-on-loopback"])
    #expect(
      try ids(
        ["refused": ["api:5000"]], listening: ["http://127.0.0.1:5000", "http://172.18.0.2:5000"]
      )
        == ["peer-refuses"])
  }

  @Test func aListenerInWordsIsOneToo() throws {
    #expect(
      try ids(["refused": ["api:8000"]], listening: ["127.0.0.1 port 8000"])
        == ["peer-listens-on-loopback"])
  }

  /// A refusal after which nothing more is heard still holds; one before quiet minutes may be over.
  @Test(arguments: [(62, Severity.error), (300, .warning)] as [(Int64, Severity)])
  func aRefusalUntilTheEndIsAnError(end: Int64, severity: Severity) throws {
    let inspect = """
      [{"Id":"1","Name":"/api","State":{"Status":"running","Running":true,\
      "StartedAt":"1970-01-01T00:00:01Z"},"NetworkSettings":{"Networks":{"n":{"IPAddress":"172.18.0.2"}}}},
      {"Id":"2","Name":"/web","State":{"Status":"running","Running":true},\
      "NetworkSettings":{"Networks":{"n":{"IPAddress":"172.18.0.3"}}}}]
      """
    var records = EngineRecords(
      inspections: .init(try ContainerInspection.list(json: Array(inspect.utf8))))
    records.lastLogTime = Timestamp(nanoseconds: end * 1_000_000_000)
    let time = Timestamp(nanoseconds: 60 * 1_000_000_000)
    let refused = Finding(
      id: "app/failed", kind: .log, severity: .warning, title: "", subject: .service("web"),
      first: time, last: time, values: ["refused": ["api:5000"]])
    let found = records.connectionFindings(for: [refused])
    #expect(found.map(\.id) == ["container/peer-refuses"])
    #expect(found.first?.severity == severity)
  }

  @Test func addressOfAStoppedServiceIsItsAbsence() throws {
    let ended = #""Status":"exited","ExitCode":0"#
    #expect(
      try ids(["unreachable": ["http://172.18.0.2:5000/"]], apiState: ended)
        == ["peer-not-running"])
    #expect(try ids(["unreachable": ["http://203.0.113.9:443/"]], apiState: ended).isEmpty)
  }

  @Test func otherNetworkIsTold() throws {
    #expect(try ids(["unresolved": ["api"]], apiNetwork: "m") == ["peer-no-shared-network"])
  }

  @Test func refusalBeforeTheServiceListensIsOver() throws {
    #expect(try ids(["refused": ["api:5000"]], refusedAt: 4) == ["peer-came-up"])
    let ended = #""Status":"exited","ExitCode":1"#
    #expect(
      try ids(["refused": ["api:5000"]], webState: ended, refusedAt: 4) == ["gave-up-before-peer"])
    #expect(try ids(["refused": ["api:5000"]], refusedAt: 60) == ["peer-refuses"])
  }

  @Test func pathsAreSortedByTheMountThatHoldsThem() throws {
    let inspect = """
      [{"Id":"1","Name":"/web","State":{"Status":"running"},"Config":{"WorkingDir":"/app"},
      "Mounts":[{"Type":"bind","Source":"/srv/d","Destination":"/data","RW":true}]}]
      """
    let records = EngineRecords(
      inspections: .init(try ContainerInspection.list(json: Array(inspect.utf8))))
    func ids(_ id: String, _ path: String, _ severity: Severity = .error) -> [String] {
      let finding = Finding(
        id: id, kind: .log, severity: severity, title: "", subject: .service("web"),
        values: ["path": [path]])
      return records.pathFindings(for: [finding]).map(\.id)
    }
    #expect(ids("app/not-permitted", "/data/x") == ["container/denied-on-mount"])
    #expect(ids("app/not-permitted", "/database/x") == ["container/denied-in-image"])
    #expect(ids("app/file-missing", "config.yaml") == ["container/missing-in-image"])
    #expect(ids("nginx/file-missing", "/data/favicon.ico", .neutral).isEmpty)
    #expect(ids("app/no-space", "/data/x").isEmpty)
  }
}
