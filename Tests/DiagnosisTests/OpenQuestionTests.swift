import Findings
import Testing

@testable import Diagnosis

/// What is still open after the weighing: absence, missing pieces and the next check.
@Suite struct OpenQuestionTests {
  private static func cause(_ id: String, _ text: String) throws -> Cause {
    try CauseFile.read(Array(("title: \(id)\n" + text).utf8), id: id, path: "\(id).yaml")
  }

  private static func finding(_ id: String, _ kind: Finding.Kind = .log) -> Finding {
    Finding(id: id, kind: kind, severity: .error, title: id, subject: .service("a"))
  }

  // MARK: Levels of logs

  private static func stalled() throws -> Cause {
    try cause(
      "db/stalled",
      """
      evidence:
        - {finding: db/slow, strength: always, leak: uncommon}
        - {finding: db/trace-of-lock, strength: always, leak: specific}
      """)
  }

  private static func base(levels: [String: Int], line: String?) -> EvidenceBase {
    EvidenceBase(
      findings: FindingSet([finding("db/slow")]),
      logs: [ServiceLog(service: "a", levels: levels)], products: ["db": []], inputs: ["logs"],
      lineLevels: LineLevels { $0 == "db/trace-of-lock" ? line : nil })
  }

  @Test(
    arguments: [
      (["info": 9, "error": 1], "debug", []),
      (["debug": 3, "info": 9], "debug", ["absent: db/trace-of-lock"]),
      (["error": 1], "info", []),
      (["error": 1], "error", ["absent: db/trace-of-lock"]),
      ([:], "debug", ["absent: db/trace-of-lock"]),
      (["error": 1], nil, ["absent: db/trace-of-lock"]),
    ] as [([String: Int], String?, [String])])
  func anAbsentLineCountsOnlyWhereTheLogGoesDownToItsLevel(
    levels: [String: Int], line: String?, opposing: [String]
  ) throws {
    let base = Self.base(levels: levels, line: line)
    let result = Diagnostician(CauseLibrary([try Self.stalled()])).assess(base)
    #expect(result.causes.first?.opposing == opposing)
  }

  @Test func theLevelThatHidesALineIsNamed() throws {
    let base = Self.base(levels: ["info": 9], line: "debug")
    let result = Diagnostician(CauseLibrary([try Self.stalled()])).assess(base)
    #expect(
      result.causes.first?.missing == [
        "the same logs at level debug: \"trace of lock\" would speak for it; without them it would "
          + "hardly be the cause"
      ])
  }

  // MARK: Missing pieces

  @Test(
    arguments: [
      (["logs"], ["the compose file: ", "docker inspect of the containers: "]),
      (["logs", "compose"], ["docker inspect of the containers: "]),
      (["logs", "compose", "inspect"], []),
    ] as [(Set<String>, [String])])
  func eachPieceThatIsNotThereSaysWhatItWouldDecide(
    inputs: Set<String>, starts: [String]
  ) throws {
    let cause = try Self.cause(
      "x",
      """
      evidence:
        - {finding: f, strength: always, leak: specific}
        - {finding: compose/wrong-port, strength: usually, leak: specific}
        - {finding: container/exited, strength: usually, leak: specific}
        - {finding: container/rarely, strength: sometimes}
      """)
    let base = EvidenceBase(findings: FindingSet([Self.finding("f")]), inputs: inputs)
    let missing = Diagnostician(CauseLibrary([cause])).assess(base).causes.first?.missing ?? []
    #expect(missing.count == starts.count)
    #expect(zip(missing, starts).allSatisfy { $0.hasPrefix($1) })
    #expect(!missing.contains { $0.contains("rarely") })
  }

  // MARK: The next check

  /// Two causes that share their evidence, each with a check of its own.
  private static func rivals(
    _ first: String, _ second: String, firstPrior: String = "normal"
  ) throws -> [Cause] {
    [
      try cause(
        "a/first",
        """
        prior: \(firstPrior)
        evidence: [{finding: f, strength: always, leak: uncommon}]
        next-check: {command: "\(first)", why: first}
        """),
      try cause(
        "a/second",
        """
        prior: normal
        evidence: [{finding: f, strength: usually, leak: uncommon}]
        next-check: {command: "\(second)", why: second}
        """),
    ]
  }

  private static func check(_ causes: [Cause]) -> NextCheck? {
    Diagnostician(CauseLibrary(causes)).assess(
      EvidenceBase(
        findings: FindingSet([finding("f")]),
        services: [ServiceIdentity(service: "a", container: "stack_a_1")], inputs: ["logs"])
    ).nextCheck
  }

  @Test func theCheckSeparatesTheLeadingCauseFromItsRival() throws {
    let check = Self.check(try Self.rivals("docker ps", "docker info"))
    #expect(check?.command == "docker ps")
    #expect(check?.separates == ["a/first", "a/second"])
  }

  @Test func aCommandThatChangesSomethingIsNotOffered() throws {
    let check = Self.check(try Self.rivals("docker restart CONTAINER", "docker info"))
    #expect(check?.command == "docker info")
  }

  @Test func whereEveryCheckChangesSomethingMoreEvidenceIsAskedFor() throws {
    let check = Self.check(try Self.rivals("docker rm CONTAINER", "docker kill CONTAINER"))
    #expect(check?.command == "docker inspect $(docker compose ps -aq)")
    #expect(check?.separates == [])
  }

  @Test func theContainerIsNamed() throws {
    let check = Self.check(try Self.rivals("docker exec CONTAINER df -h", "docker info"))
    #expect(check?.command == "docker exec stack_a_1 df -h")
  }

  // MARK: Unknown faults

  @Test(
    arguments: [
      (["logs"], "docker inspect"), (["inspect"], "docker compose logs"),
      (["logs", "inspect"], "docker compose config"),
      (["logs", "inspect", "compose"], "docker events"),
      (["logs", "inspect", "compose", "events"], nil),
    ] as [(Set<String>, String?)])
  func anUnknownFaultSaysWhatToCollect(inputs: Set<String>, start: String?) {
    let base = EvidenceBase(findings: FindingSet([Self.finding("odd/crash")]), inputs: inputs)
    let result = Diagnostician(CauseLibrary([])).assess(base)
    #expect(result.verdict == .unknown)
    let command = result.nextCheck?.command
    #expect((command == nil) == (start == nil))
    #expect(start.map { command?.hasPrefix($0) == true } ?? true)
    #expect(command.map(ReadOnlyCommand.isReadOnly) != false)
  }
}
