import Signatures
import Testing

@Suite struct SignatureCheckTests {
  private static func yaml(
    title: String = "", match: String, also: String = "", example: String, other: String = "other"
  ) -> String {
    """
    title: \(title.isEmpty ? match : title)
    match: '\(match)'
    \(also.isEmpty ? "" : "also: [\(also)]\n")source: a test
    examples:
      match:
        - '\(example)'
      no-match:
        - '\(other)'
    """
  }

  private static func problems(_ files: [(id: String, yaml: String)]) -> [String] {
    SignatureCheck(library(files)).problems.map { "\($0.path):\($0.message)" }
  }

  @Test func findsNothingWrongWithSoundFiles() {
    let one = Self.yaml(match: "cannot open {file:path}", example: "cannot open /a/b")
    let two = Self.yaml(match: "cannot close {file:path}", example: "cannot close /a/b")
    #expect(Self.problems([("x/a", one), ("x/b", two)]) == [])
  }

  @Test func refusesAnEmptyLibrary() {
    #expect(Self.problems([]) == ["Patterns:holds no signature"])
  }

  @Test func runsTheExamples() {
    let silent = Self.yaml(match: "cannot open {file:path}", example: "cannot shut /a/b")
    #expect(
      Self.problems([("x/a", silent)]) == [
        "Patterns/x/a.yaml:this example does not match: "
          + "no template of match is found in \"cannot shut /a/b\""
      ])
    let loud = Self.yaml(match: "cannot open", example: "cannot open", other: "it cannot open")
    #expect(
      Self.problems([("x/a", loud)]) == ["Patterns/x/a.yaml:this example matches and must not"])
  }

  @Test func tellsWhichOthersFire() {
    let one = Self.yaml(match: "cannot open", example: "cannot open the door")
    let two = Self.yaml(match: "open the door", example: "open the door")
    #expect(
      Self.problems([("x/a", one), ("x/b", two)]) == [
        "Patterns/x/a.yaml:x/b fires on this too; make one stricter or name it under also"
      ])
    let allowed = Self.yaml(match: "open the door", also: "x/a", example: "open the door")
    #expect(Self.problems([("x/a", one), ("x/b", allowed)]) == [])
  }

  @Test func refusesEqualTitlesAndUnknownIDs() {
    let one = Self.yaml(title: "Same", match: "cannot open", example: "cannot open")
    let two = Self.yaml(title: "same", match: "cannot shut", also: "x/c", example: "cannot shut")
    #expect(
      Self.problems([("x/a", one), ("x/b", two)]) == [
        "Patterns/x/b.yaml:also: there is no signature x/c",
        "Patterns/x/b.yaml:title: x/a has the same",
      ])
  }

  @Test(
    arguments: [
      ("failed", "", true), ("failed: {why}", "", true), ("abcdef", "", true),
      ("abcdefgh", "", false),
      ("failed", "services: [x]", false), ("failed", "where: {a: b}", false),
      ("connection refused", "", true), ("Connection refused by peer", "", false),
    ])
  func refusesWhatIsTooGeneral(match: String, gate: String, expected: Bool) {
    let files = [("x/a", "match: '\(match)'\n\(gate)")]
    #expect(Self.problems(files).contains { $0.contains("too general") } == expected)
  }
}
