import Findings
import Testing

@testable import Diagnosis

@Suite struct CauseFileTests {
  private static func read(_ text: String) throws(CauseFileError) -> Cause {
    try CauseFile.read(Array(text.utf8), id: "db/down", path: "causes/db/down.yaml")
  }

  @Test func readsEvidenceWithItsWords() throws {
    let cause = try Self.read(
      """
      title: The database is down
      prior: frequent
      evidence:
        - finding: container/stopped
          strength: always
          decisive: true
        - finding: app/refused
          strength: sometimes
          leak: common
          versions: ">=1.2"
      requires: [[a, b], [c]]
      """)
    #expect(cause.prior == .frequent)
    #expect(cause.evidence.map(\.strength) == [.always, .sometimes])
    #expect(cause.evidence.map(\.leak) == [.specific, .common])
    #expect(cause.evidence.map(\.isDecisive) == [true, false])
    #expect(cause.evidence[1].versions?.text == ">=1.2")
    #expect(cause.requires == [["a", "b"], ["c"]])
  }

  @Test func aFlatListOfRequirementsIsOneGroup() throws {
    #expect(try Self.read("title: x\nrequires: [a, b]").requires == [["a", "b"]])
  }

  @Test(
    arguments: [
      ("title: x\ncolour: red", 2, "unknown key `colour`"),
      ("prior: often\ntitle: x", 1, "expected one of rare, normal, frequent"),
      ("evidence: []", 1, "`title` is missing"),
      ("title: x\nevidence:\n  - strength: always", 3, "`finding` is missing"),
      ("title: x\nevidence:\n  - finding: a\n    versions: newer", 4, "no version range"),
      ("title: [x", 1, ""),
      ("", 1, "empty"),
    ])
  func errorsNameTheLine(text: String, line: Int, part: String) {
    let error = #expect(throws: CauseFileError.self) { _ = try Self.read(text) }
    #expect(error?.line == line)
    #expect(error?.message.contains(part) == true || part.isEmpty)
    #expect(error?.description.hasPrefix("causes/db/down.yaml:\(line): ") == true)
  }

  private static func weigh(_ text: String) throws(CauseFileError) -> Cause {
    try CauseFile.readForWeighing(Array(text.utf8), id: "db/down", path: "causes/db/down.yaml")
  }

  @Test(
    arguments: [
      "title: x\ncolour: red", "prior: often\ntitle: x", "evidence: []", "title: [x", "",
      "title: x\nevidence:\n  - strength: always", "title: 'x\nprior: rare",
    ])
  func whatWeighingNeedsIsCheckedAtOnce(text: String) {
    let whole = #expect(throws: CauseFileError.self) { _ = try Self.read(text) }
    let weighed = #expect(throws: CauseFileError.self) { _ = try Self.weigh(text) }
    #expect(weighed == whole)
  }

  @Test func whatIsWrongWithTheDetailsAloneIsLeftToTheCheck() throws {
    let text = "title: x\nprior: rare\nremedy:\n  steps: none\n"
    #expect(throws: CauseFileError.self) { _ = try Self.read(text) }
    #expect(try Self.weigh(text).prior == .rare)
  }

  @Test func detailsThatCannotBeReadLeaveTheIDForATitle() throws {
    let cause = try Self.weigh("title: x\nprior: rare\nremedy:\n  steps: none\n")
    #expect(cause.title == "db/down")
  }
}
