import Findings
import TestSupport
import Testing

@testable import Compose

@Suite struct ComposeChecksTests {
  static let cases =
    CheckCase.cluster + CheckCase.node + CheckCase.stack + CheckCase.limits
    + CheckCase.project

  @Test(arguments: cases)
  func eachRuleFiresWhereItShould(_ check: CheckCase) {
    let found = check.findings(in: check.fires)
    #expect(!found.isEmpty)
    guard let fixes = check.fixes else { return }
    let changes = found.flatMap(\.fixes).map { fix in
      "\(fix.service).\(fix.path)" + (fix.value.map { "=\($0)" } ?? "")
    }
    #expect(Set(changes) == Set(fixes))
  }

  @Test(arguments: cases)
  func eachRuleIsSilentOnTheNearMiss(_ check: CheckCase) {
    #expect(check.findings(in: check.isSilent).map(\.title) == [])
  }

  @Test func everyRuleHasACase() {
    let covered = Set(Self.cases.map { "compose/" + $0.rule })
    #expect(ComposeChecks.rules.map(\.id).filter { !covered.contains($0) } == [])
    #expect(covered.subtracting(ComposeChecks.rules.map(\.id)) == [])
  }

  @Test func idsAreDistinctAndLowerCase() {
    let ids = ComposeChecks.rules.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.hasPrefix("compose/") && id == id.lowercased() && !id.contains(" "))
    }
  }

  @Test func theListOfRulesIsUpToDate() throws {
    func lines(_ rules: [CheckRule]) -> String {
      rules.map { "- `\($0.id)`: \($0.summary)" }.joined(separator: "\n")
    }
    let rules = ComposeChecks.rules
    let weaviate = rules.filter { $0.id.hasPrefix("compose/weaviate/") }
    let general = rules.filter { !$0.id.hasPrefix("compose/weaviate/") }
    let text = """
      # Checks

      What ``ComposeChecks`` can report about a compose file, by stable id.

      A check reads what a container would get: anchors, includes, `.env`, env_files, command line
      flags and the defaults of the image's release. What fails by itself is an error, what is
      fragile a warning; hygiene is info or neutral. A fix is given where one setting removes the
      fault, and never for what is already set.

      ## Weaviate

      \(lines(weaviate))

      ## Any stack

      \(lines(general))

      """
    try expectGolden(text, at: "Sources/Compose/Compose.docc/Checks.md")
  }

  @Test(arguments: cases)
  func fixesRemoveWhatTheyAreFor(_ check: CheckCase) throws {
    let found = check.findings(in: check.fires)
    let changes = found.flatMap(\.fixes)
    guard !changes.isEmpty else { return }
    let files = check.files.merging(["compose.yaml": check.fires]) { $1 }
    let patch = try ComposePatch(changes, files: ["compose.yaml"]) { path in
      files[path].map { Array($0.utf8) }
    }
    let patched = patch.files.first { $0.path == "compose.yaml" }
    let text = String(decoding: try #require(patched).after, as: UTF8.self)
    #expect(check.findings(in: text).filter { !$0.fixes.isEmpty }.map(\.title) == [])
  }
}
