import Findings
import Testing

@testable import Diagnosis

@Suite struct IncidentTimelineTests {
  private static func cause(_ id: String, _ text: String) throws -> Cause {
    try CauseFile.read(Array(("title: \(id)\n" + text).utf8), id: id, path: "\(id).yaml")
  }

  private static func finding(
    _ id: String, _ severity: Severity = .error, service: String = "db", at second: Int64
  ) -> Finding {
    let time = Timestamp(nanoseconds: second * 1_000_000_000)
    return Finding(
      id: id, kind: .log, severity: severity, title: "T " + id, subject: .service(service),
      samples: [Evidence(source: "\(service).log", line: 1, time: time, text: id)])
  }

  private static func assess(_ findings: [Finding]) throws -> Assessment {
    let disk = try cause(
      "disk/full",
      """
      evidence: [{finding: log/no-space, strength: always, leak: specific, decisive: true}]
      leads-to: [db/down]
      """)
    let down = try cause(
      "db/down", "evidence: [{finding: app/refused, strength: always, leak: uncommon}]")
    return Diagnostician(CauseLibrary([disk, down])).assess(
      EvidenceBase(findings: FindingSet(findings), inputs: ["logs"]))
  }

  @Test func entriesStandInTheOrderOfTimeWithTheirRoles() throws {
    let result = try Self.assess([
      Self.finding("app/refused", service: "app", at: 30), Self.finding("log/no-space", at: 10),
      Self.finding("log/odd", at: 20), Self.finding("log/quiet", .info, at: 5),
    ])
    #expect(result.timeline.map(\.finding) == ["log/no-space", "log/odd", "app/refused"])
    #expect(result.timeline.map(\.role) == [.cause, .other, .consequence])
  }

  @Test(
    arguments: [
      (10, 30, TimelineEntry.Role.cause),
      (30, 10, .consequence),
    ] as [(Int64, Int64, TimelineEntry.Role)])
  func theFirstLoudLineIsToldApartFromTheCause(
    cause: Int64, consequence: Int64, role: TimelineEntry.Role
  ) throws {
    let result = try Self.assess([
      Self.finding("log/no-space", at: cause),
      Self.finding("app/refused", service: "app", at: consequence),
    ])
    #expect(result.onset?.role == role)
  }

  @Test(arguments: [("app", true), ("db", false)])
  func onlyTheSameContainersClockIsTrusted(service: String, isDoubted: Bool) throws {
    let result = try Self.assess([
      Self.finding("app/refused", service: service, at: 10), Self.finding("log/no-space", at: 12),
    ])
    #expect(result.onset?.text.contains("2.0 s later") == true)
    #expect(result.onset?.text.contains("as far as the clocks agree") == isDoubted)
  }

  @Test func aHealthyStackHasNoOnset() throws {
    let result = try Self.assess([Self.finding("log/quiet", .info, at: 5)])
    #expect(result.onset == nil)
    #expect(result.timeline.isEmpty)
  }

  @Test func manyObservationsAreBoundedAndTheCausesOwnStay() throws {
    let noise = (0..<300).map { Self.finding("log/noise-\($0)", at: Int64($0)) }
    let result = try Self.assess(noise + [Self.finding("log/no-space", at: 1000)])
    #expect(result.timeline.count == 100)
    #expect(result.timeline.last?.finding == "log/no-space")
  }
}
