import Diagnosis
import Findings
import Foundation
import TestSupport
import Testing
import YAML

@testable import TriageCLI

/// Causes are read when something was found that they may explain.
@Suite struct TriageKnowledgeTests {
  private static let environment = ["LOGTRIAGE_PATTERNS": Repository.patterns.path()]

  /// What a run may know that found nothing.
  private static let bases: [EvidenceBase] = {
    var loud = ServiceLog(service: "weaviate", records: 1000)
    loud.unexplainedErrors = 40
    loud.lastUnexplainedError = 1000
    var novel = EvidenceBase(logs: [loud], inputs: ["logs"])
    novel.novel = [
      NovelLine(
        template: "cannot <*> the thing", count: 9, severity: .error, services: ["weaviate"],
        sample: Evidence(source: "a.log", line: 1), isUnexplained: true)
    ]
    return [
      EvidenceBase(), EvidenceBase(logs: [ServiceLog(service: "a", records: 9)], inputs: ["logs"]),
      EvidenceBase(logs: [loud], inputs: ["logs"]), novel,
      EvidenceBase(logs: [loud], inputs: ["logs", "api", "compose", "inspect", "events"]),
    ]
  }()

  @Test("Without findings they change nothing", arguments: bases.indices)
  func nothingFound(number: Int) throws {
    let causes = try TriageKnowledge(Self.environment, adding: []).causes.value
    #expect(causes.causes.count > 100)
    let base = Self.bases[number]
    #expect(Diagnostician(causes).assess(base) == Diagnostician(CauseLibrary([])).assess(base))
  }

  @Test("They are not read for an input of which nothing is found")
  func notRead() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "knowledge-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("2026-01-02T03:04:05.000000000Z a line\n".utf8).write(
      to: folder.appending(path: "a.log"))
    let knowledge = try TriageKnowledge(Self.environment, adding: [])
    let terminal = Terminal(
      environment: [:], outputIsTerminal: false, columns: nil, errorsAreTerminal: false)
    _ = knowledge.analyze([folder.path()], terminal: terminal)
    #expect(!knowledge.causes.isMade)
    try Data("panic: runtime error: index out of range [3] with length 3\n".utf8).write(
      to: folder.appending(path: "b.log"))
    _ = knowledge.analyze([folder.path()], terminal: terminal)
    #expect(knowledge.causes.isMade)
  }

  @Test("What is wrong with the user's own is told whatever is found")
  func problems() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "own-\(UUID())")
    let causes = folder.appending(path: "causes/own")
    try FileManager.default.createDirectory(at: causes, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("title: [no\n".utf8).write(to: causes.appending(path: "broken.yaml"))
    let knowledge = try TriageKnowledge(Self.environment, adding: [folder.path()])
    #expect(knowledge.problems.count == 1)
    #expect(knowledge.problems.first?.contains("broken") == true)
  }
}
