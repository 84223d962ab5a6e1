import Findings
import Testing

@testable import Diagnosis

@Suite struct DiagnosticianTests {
  private static func cause(_ id: String, _ text: String) throws -> Cause {
    try CauseFile.read(Array(("title: \(id)\n" + text).utf8), id: id, path: "\(id).yaml")
  }

  private static func finding(
    _ id: String, _ kind: Finding.Kind = .log, _ severity: Severity = .error,
    service: String = "a", at second: Int64? = nil
  ) -> Finding {
    let time = second.map { Timestamp(nanoseconds: $0 * 1_000_000_000) }
    return Finding(
      id: id, kind: kind, severity: severity, title: id, subject: .service(service),
      samples: [Evidence(source: "\(service).log", line: 1, time: time, text: id)])
  }

  private static func assess(
    _ causes: [Cause], _ findings: [Finding], inputs: Set<String> = ["logs"],
    products: [String: [SoftwareVersion]] = [:], endings: [String: [String]] = [:]
  ) -> Assessment {
    Diagnostician(CauseLibrary(causes)).assess(
      EvidenceBase(
        findings: FindingSet(findings), products: products, inputs: inputs, endings: endings))
  }

  private static func disk() throws -> Cause {
    try cause(
      "disk/full",
      """
      evidence:
        - {finding: log/no-space, strength: always, leak: specific}
        - {finding: container/volume-full, strength: always, leak: specific}
      leads-to: [db/down]
      """)
  }

  private static func down() throws -> Cause {
    try cause(
      "db/down",
      """
      evidence:
        - {finding: app/refused, strength: always, leak: uncommon}
        - {finding: container/not-running, strength: usually, leak: specific}
      """)
  }

  // MARK: Arithmetic

  @Test func oneCandidateHasThePosteriorOfANoisyOr() throws {
    let cause = try Self.cause(
      "x", "prior: normal\nevidence: [{finding: f, strength: usually, leak: uncommon}]")
    let result = Self.assess([cause], [Self.finding("f")])
    // odds = prior odds × (1 − (1 − leak)(1 − p)) / leak
    let odds = 0.01 / 0.99 * (1 - 0.98 * 0.3) / 0.02
    let expected = odds / (1 + odds)
    #expect(abs((result.causes.first?.probability ?? 0) - expected) < 0.001)
  }

  @Test func absenceCountsOnlyWhereItWouldHaveBeenSeen() throws {
    let cause = try Self.cause(
      "x",
      """
      prior: frequent
      evidence:
        - {finding: f, strength: always, leak: specific}
        - {finding: container/oom, strength: always, leak: specific}
      """)
    let blind = Self.assess([cause], [Self.finding("f")], inputs: ["logs"])
    let seeing = Self.assess([cause], [Self.finding("f")], inputs: ["logs", "inspect"])
    let (without, with) = (blind.causes.first?.probability, seeing.causes.first?.probability)
    #expect((without ?? 0) > 0.85)
    #expect((with ?? 0) < 0.7)
    #expect(seeing.causes.first?.opposing == ["absent: container/oom"])
  }

  @Test func repeatedLinesAreNoIndependentWitnesses() throws {
    let cause = try Self.cause("x", "evidence: [{finding: f, strength: usually, leak: common}]")
    let once = Self.assess([cause], [Self.finding("f")])
    let often = Self.assess([cause], (1...500).map { Self.finding("f", at: $0) })
    #expect(once.causes.map(\.probability) == often.causes.map(\.probability))
  }

  @Test func weakEvidenceLeavesTheCauseUnknown() throws {
    let cause = try Self.cause(
      "x", "prior: rare\nevidence: [{finding: f, strength: sometimes, leak: common}]")
    let result = Self.assess([cause], [Self.finding("f")])
    #expect(result.causes.isEmpty)
    #expect(result.verdict == .unknown)
  }

  // MARK: Bands

  @Test(
    arguments: [
      (["log/no-space"], Confidence.likely),
      (["log/no-space", "container/volume-full"], .confirmed),
    ])
  func confirmedNeedsTwoKindsOfEvidence(ids: [String], confidence: Confidence) throws {
    let findings = ids.map { Self.finding($0, $0.hasPrefix("container") ? .container : .log) }
    let result = Self.assess([try Self.disk()], findings)
    #expect(result.causes.first?.confidence == confidence)
  }

  @Test func aDecisiveFindingMakesItLikely() throws {
    let cause = try Self.cause(
      "x",
      """
      prior: rare
      evidence:
        - {finding: f, strength: sometimes, decisive: true, leak: common}
      """)
    #expect(Self.assess([cause], [Self.finding("f")]).causes.first?.confidence == .likely)
  }

  // MARK: Several causes

  @Test func twoIndependentFaultsAreBothNamed() throws {
    let auth = try Self.cause(
      "db/auth", "evidence: [{finding: log/password, strength: always, leak: specific}]")
    let findings = [Self.finding("log/no-space"), Self.finding("log/password", service: "b")]
    let result = Self.assess([try Self.disk(), auth], findings)
    #expect(Set(result.causes.map(\.id)) == ["disk/full", "db/auth"])
  }

  @Test func aConsequenceIsNotNamedBesideItsCause() throws {
    let findings = [
      Self.finding("log/no-space"), Self.finding("app/refused", service: "b"),
      Self.finding("container/not-running", .container),
    ]
    let result = Self.assess([try Self.disk(), try Self.down()], findings)
    #expect(result.causes.map(\.id) == ["disk/full"])
    #expect(result.causes.first?.leadsTo == ["db/down"])
  }

  @Test func theConsequenceIsTheAnswerWhereItsCauseShowsNothing() throws {
    let findings = [
      Self.finding("app/refused", service: "b"), Self.finding("container/not-running", .container),
    ]
    #expect(
      Self.assess([try Self.disk(), try Self.down()], findings).causes.map(\.id) == ["db/down"])
  }

  @Test func aLastResortGivesWayToAnyOtherCause() throws {
    let unknown = try Self.cause(
      "app/error",
      "last-resort: true\nevidence: [{finding: log/crash, strength: always, leak: specific}]")
    let crash = Self.finding("log/crash", service: "b")
    #expect(Self.assess([try Self.disk(), unknown], [crash]).causes.map(\.id) == ["app/error"])
    let both = Self.assess([try Self.disk(), unknown], [crash, Self.finding("log/no-space")])
    #expect(both.causes.map(\.id) == ["disk/full"])
  }

  // MARK: What excludes and what ends

  @Test func aRefutedCauseIsRuledOutWithTheReason() throws {
    let cause = try Self.cause(
      "x",
      """
      evidence: [{finding: f, strength: always, leak: specific}]
      refuted-by: [{finding: g, because: the leader is there}]
      """)
    let result = Self.assess([cause], [Self.finding("f"), Self.finding("g", .api, .info)])
    #expect(result.causes.isEmpty)
    #expect(result.ruledOut.map(\.because) == ["the leader is there"])
  }

  @Test func everyGroupOfRequirementsMustBeMet() throws {
    let cause = try Self.cause(
      "x", "evidence: [{finding: f, strength: always, leak: specific}]\nrequires: [[f], [g, h]]")
    #expect(Self.assess([cause], [Self.finding("f")]).causes.isEmpty)
    let met = Self.assess([cause], [Self.finding("f"), Self.finding("h", .log, .neutral)])
    #expect(met.causes.map(\.id) == ["x"])
  }

  @Test(arguments: [(10, 20, Assessment.Verdict.recovered), (20, 10, .faulty)])
  func aLaterLineOfTheSameServiceEndsAFault(
    fault: Int64, recovery: Int64, verdict: Assessment.Verdict
  ) throws {
    let result = Self.assess(
      [try Self.disk()],
      [
        Self.finding("log/no-space", at: fault),
        Self.finding("log/ready", .log, .info, at: recovery),
      ],
      endings: ["log/ready": ["log/no-space"]])
    #expect(result.verdict == verdict)
    #expect(result.recovered.map(\.id) == (verdict == .recovered ? ["disk/full"] : []))
  }

  @Test func aLineOfAnotherServiceEndsNothing() throws {
    let result = Self.assess(
      [try Self.disk()],
      [
        Self.finding("log/no-space", at: 10),
        Self.finding("log/ready", .log, .info, service: "b", at: 20),
      ], endings: ["log/ready": ["log/no-space"]])
    #expect(result.verdict == .faulty)
  }

  @Test func aSettingThatHurtsNobodyIsARisk() throws {
    let cause = try Self.cause(
      "x",
      """
      evidence: [{finding: log/f, strength: always, leak: specific}]
      requires: [log/f]
      risk-when: [{finding: compose/x, explanation: it is fragile}]
      """)
    let result = Self.assess([cause], [Self.finding("compose/x", .compose, .warning)])
    #expect(result.verdict == .healthy)
    #expect(result.risks.map(\.explanation) == ["it is fragile"])
  }

  @Test func nothingFoundIsHealthyAndNothingReadIsUnknown() {
    #expect(Self.assess([], []).verdict == .healthy)
    #expect(Self.assess([], [], inputs: []).verdict == .unknown)
  }

  // MARK: Versions

  @Test(arguments: [("1.31.0", 1), ("1.36.0", 0)])
  func aLinkOfOtherVersionsSaysNothing(version: String, causes: Int) throws {
    let cause = try Self.cause(
      "x", "evidence: [{finding: db/f, strength: always, leak: specific, versions: \"<1.32\"}]")
    let result = Self.assess(
      [cause], [Self.finding("db/f")],
      products: ["db": [SoftwareVersion(version)].compactMap { $0 }])
    #expect(result.causes.count == causes)
  }
}
