import Docker
import Foundation
import LogStream
import Report
import TestSupport
import Testing

@testable import TriageCLI

@Suite("Bundles of support tools: whose logs, which state, and what is left aside")
struct BundleLayoutTests {
  /// The bundle as a folder, removed with the value.
  private final class Tree {
    let url: URL

    init(_ bundle: SupportBundle) throws {
      url = FileManager.default.temporaryDirectory.appending(path: "bundle-\(UUID().uuidString)")
      for (path, text) in bundle.files {
        let file = url.appending(path: "top/" + path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var folder: String { url.path + "/top" }

    func packed() throws -> String? {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", "cd '\(url.path)' && tar czf top.tar.gz top"]
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus == 0 ? url.path + "/top.tar.gz" : nil
    }
  }

  /// The service of each log; a star where the lines tell.
  private func services(_ intake: EvidenceIntake) throws -> [String: String] {
    let inspections = try intake.files(.inspect).flatMap {
      try ContainerInspection.list(json: $0.contents(limit: 1 << 20).bytes)
    }
    let names = TriageRun.names(inspections, nil)
    let choice = LogChoice(LogSet.all(of: intake.files).sets.map(\.name)) { names.services[$0] }
    #expect(choice.left.isEmpty)
    let alone = choice.singles.flatMap { log, service in log.paths.map { ($0, service) } }
    let combined = choice.combined.flatMap(\.paths).map { ($0, "*") }
    return Dictionary(alone + combined) { "\($0) or \($1)" }
  }

  private func check(_ bundle: SupportBundle, _ path: String) throws {
    let intake = EvidenceIntake(paths: [path])
    #expect(intake.problems.isEmpty)
    #expect(Set(intake.files.map(\.path)) == Set(bundle.files.keys))
    #expect(try services(intake) == bundle.logs)
    for file in intake.files {
      switch file.kind {
      case .log, .composeLog: #expect(bundle.logs[file.path] != nil, "\(file.path)")
      case .other(let why):
        #expect(bundle.others.contains(file.path), "\(file.path)")
        #expect(intake.refused.contains { $0.path == file.path && $0.note == why && !$0.used })
      default: #expect(bundle.state[file.path] == file.kind.format, "\(file.path)")
      }
    }
  }

  @Test("each file of a folder is what the tool meant it to be", arguments: SupportBundle.all)
  func folder(_ bundle: SupportBundle) throws {
    let tree = try Tree(bundle)
    try withExtendedLifetime(tree) { try check(bundle, tree.folder) }
  }

  @Test("the same as a packed archive", arguments: SupportBundle.all)
  func archive(_ bundle: SupportBundle) throws {
    let tree = try Tree(bundle)
    guard let path = try tree.packed() else {
      print("\(bundle.name): skipped, no tar on this machine")
      return
    }
    try withExtendedLifetime(tree) { try check(bundle, path) }
  }

  @Test("the report uses state and logs, and tells of every file", arguments: SupportBundle.all)
  func report(_ bundle: SupportBundle) throws {
    let tree = try Tree(bundle)
    let terminal = Terminal(
      environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false)
    let outcome = AnalyzeCommand.run(
      arguments: [tree.folder, "--format", "json"], terminal: terminal)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let inputs = try #require(report["inputs"] as? [[String: Any]])
    #expect(inputs.compactMap { $0["path"] as? String }.sorted() == bundle.files.keys.sorted())
    for input in inputs {
      let path = try #require(input["path"] as? String)
      #expect(input["used"] as? Bool == !bundle.others.contains(path), "\(path)")
      #expect(input["bytes"] as? Int == bundle.files[path]?.utf8.count, "\(path)")
    }
  }

  @Test(
    "inspect-input counts every byte of a bundle and tells what is left aside",
    arguments: SupportBundle.all)
  func inspected(_ bundle: SupportBundle) throws {
    let tree = try Tree(bundle)
    let outcome = InspectInputCommand.run(arguments: [tree.folder, "--format", "json"])
    let answer = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let total = try #require(answer["total"] as? [String: Any])
    let parts = ["readBytes", "damagedBytes", "cutBytes", "skippedBytes", "unreadBytes"]
    let size = bundle.files.values.reduce(0) { $0 + $1.utf8.count }
    #expect(total["bytes"] as? Int == size)
    #expect(parts.compactMap { total[$0] as? Int }.reduce(0, +) == size)
    let files = try #require(answer["files"] as? [[String: Any]])
    let left = files.filter { $0["leftAside"] != nil }.compactMap { $0["path"] as? String }
    #expect(Set(left).isSubset(of: bundle.others))
    #expect(left.isEmpty == (BundleLayout(paths: Array(bundle.files.keys)).isPlain))
  }

  @Test("a log of a bundle that is read apart is called as in the whole bundle")
  func readApart() throws {
    let bundle = try #require(SupportBundle.all.first { $0.name == "sos with podman and kubelet" })
    let tree = try Tree(bundle)
    for (path, service) in bundle.logs {
      let intake = EvidenceIntake(paths: [tree.folder + "/" + path], root: tree.folder)
      #expect(try services(intake) == [path: service])
    }
    withExtendedLifetime(tree) {}
  }

  @Test("what the host itself says is no service's fault")
  func hostNoise() throws {
    let sos = try #require(SupportBundle.all.first)
    let noise = sos.files.filter { path, _ in sos.others.contains(path) }
    let quiet = SupportBundle(
      name: "quiet",
      files: noise.merging([
        "var/log/containers/a_b_c-\(SupportBundle.id).log":
          SupportBundle.cri
      ]) { first, _ in first }, logs: [:])
    let tree = try Tree(quiet)
    let outcome = AnalyzeCommand.run(
      arguments: [tree.folder, "--format", "json"],
      terminal: Terminal(
        environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false))
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(report["verdict"] as? String == "healthy")
  }

  @Test(
    "a folder that only looks a little like a bundle is judged by its contents",
    arguments: [
      "docker/docker-logs.txt", "my-sos_commands/db.log", "logs/web.log", "manifest.json.log",
      "a/cluster-resources.log", "pods/a_b_c/d.log", "log/containers/a_b.log",
    ])
  func noBundle(_ path: String) {
    #expect(BundleLayout(paths: [path, "docker-compose.yaml"]).place(of: path) == nil)
  }

  @Test("two bundles in one folder are each read by their own layout")
  func twoBundles() {
    let paths = [
      "a/sos_commands/docker/docker_logs_web", "a/etc/hosts",
      "b/cluster-resources/pods/logs/n/p-0/p.log", "b/version.yaml", "web.log",
    ]
    let layout = BundleLayout(paths: paths)
    #expect(layout.place(of: paths[0]) == .log(container: "web"))
    #expect(layout.place(of: paths[1]) == .foreign("a file of the host, collected by sos"))
    #expect(layout.place(of: paths[2]) == .log(container: "p-0"))
    #expect(
      layout.place(of: paths[3])
        == .foreign("a resource or a result, collected by troubleshoot"))
    #expect(layout.place(of: paths[4]) == nil)
  }

  @Test("folders with dates or forms of one log are not taken for hosts")
  func forms() {
    func services(_ paths: [String]) -> Set<String> {
      let names = paths.map { LogName(paths: [$0], isCombined: false) }
      return LogChoice(names) { _ in nil }.covered
    }
    #expect(services(["logs/db.log", "logs-json/db-json.log"]) == ["db"])
    #expect(services(["2026-11-22/db.log", "2026-11-23/db.log"]) == ["db"])
    #expect(services(["node1/db.log", "node2/db.log"]) == ["node1/db", "node2/db"])
    #expect(services(["node1/db.log", "node2/web.log"]) == ["db", "web"])
  }

  @Test("the short frames of the local driver are no binary content")
  func localDriver() {
    let frame: [UInt8] =
      [0, 0, 0, 18] + [0x0A, 6] + Array("stdout".utf8) + [0x10, 1, 0x1A, 6] + Array("hello!".utf8)
      + [0, 0, 0, 18]
    let head = Array(repeatElement(frame, count: 40).joined())
    #expect(EvidenceKind(path: "container.log", head: head, isNamed: false) == .log)
    #expect(
      EvidenceKind(path: "core", head: [UInt8](repeating: 0, count: 4000) + [7], isNamed: false)
        == .other(why: "binary content"))
  }
}
