import Findings
import Foundation
import TestSupport
import Testing

@testable import Compose

/// Patches of files that nobody here wrote, judged by GNU patch, git and PyYAML.
@Suite struct ComposePatchPropertyTests {
  struct Sample: Decodable {
    var id: String
    var text: String
  }

  static func samples() throws -> [Sample] {
    guard let shared = Repository.shared else { return [] }
    let lines = try String(
      contentsOf: shared.appending(path: "suites/compose-files.jsonl"), encoding: .utf8)
    return try lines.split(separator: "\n").map {
      try JSONDecoder().decode(Sample.self, from: Data($0.utf8))
    }
  }

  enum Edit: String, CaseIterable {
    case add, change, remove
  }

  /// The changes of one kind for a service; nil where there is nothing to change.
  private func change(_ edit: Edit, _ service: ComposeService) -> SettingChange? {
    // Only what the service has by itself: a value that others share is another test's matter.
    let variable = service.environment.last { $0.variables.isEmpty }
    return switch edit {
    case .add: .environment(service.name, "RAFT_JOIN", "node1,node2:8300 # $HOME")
    case .change: variable.map { .environment(service.name, $0.name, "it's \"new\": 3") }
    case .remove: variable.map { .environment(service.name, $0.name, nil) }
    }
  }

  @Test(
    .enabled(if: Repository.shared != nil, "needs ../shared"),
    .enabled(if: PatchJudge.isAvailable, "needs python3 with PyYAML, patch and git"))
  func allServicesOfAFileCanBeEditedTogether() throws {
    var cases: [PatchJudge.Case] = []
    var failures: [String] = []
    for sample in try Self.samples() {
      let bytes = Array(sample.text.utf8)
      let read: (String) -> [UInt8]? = { $0 == "compose.yaml" ? bytes : nil }
      let names = ComposeProject(readFile: read).services.map(\.name)
      let changes = names.flatMap {
        [
          SettingChange.environment($0, "RAFT_BOOTSTRAP_EXPECT", "3"),
          SettingChange(service: $0, path: "mem_limit", value: "1500m"),
        ]
      }
      do {
        let patch = try ComposePatch(changes, readFile: read)
        cases.append(
          PatchJudge.Case(
            id: sample.id, files: ["compose.yaml": sample.text], diff: patch.diff,
            wanted: names.map { [$0, "RAFT_BOOTSTRAP_EXPECT", "3"] },
            settings: names.map { [$0, "mem_limit", "1500m"] }))
      } catch {
        failures.append("\(sample.id): \(error)")
      }
    }
    let complaints = failures + (try PatchJudge.complaints(cases))
    #expect(cases.count > 150)
    #expect(complaints.isEmpty, "\(complaints.prefix(20).joined(separator: "\n"))")
  }

  @Test(
    .enabled(if: Repository.shared != nil, "needs ../shared"),
    .enabled(if: PatchJudge.isAvailable, "needs python3 with PyYAML, patch and git"),
    arguments: Edit.allCases)
  func eachVariableCanBeEditedAlone(edit: Edit) throws {
    var cases: [PatchJudge.Case] = []
    var failures: [String] = []
    for sample in try Self.samples() {
      let bytes = Array(sample.text.utf8)
      let read: (String) -> [UInt8]? = { $0 == "compose.yaml" ? bytes : nil }
      for service in ComposeProject(readFile: read).services {
        guard let change = change(edit, service) else { continue }
        do {
          let patch = try ComposePatch([change], readFile: read)
          cases.append(
            PatchJudge.Case(
              id: "\(sample.id) \(change)", files: ["compose.yaml": sample.text], diff: patch.diff,
              wanted: [[change.service, String(change.path.dropFirst(12)), change.value]]))
        } catch {
          failures.append("\(sample.id) \(change): \(error)")
        }
      }
    }
    #expect(cases.count > 190)
    let complaints = failures + (try PatchJudge.complaints(cases))
    #expect(complaints.isEmpty, "\(complaints.prefix(20).joined(separator: "\n"))")
  }
}
