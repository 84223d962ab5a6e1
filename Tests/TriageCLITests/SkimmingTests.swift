import Findings
import Foundation
import LogStream
import Report
import Signatures
import Templates
import TestSupport
import Testing

@testable import TriageCLI

/// What a log says is the same whether its quiet records are made or only counted.
@Suite struct SkimmingTests {
  static let index = SignatureIndex(
    SignatureLibrary(folders: [Repository.patterns.path()]).signatures)

  static let samples: [String] = {
    let all = try? FileManager.default.contentsOfDirectory(atPath: Repository.samples.path())
    return (all ?? []).filter { !$0.hasSuffix(".md") && $0 != "spark" }.sorted()
  }()

  private static func passes(_ folder: URL) -> (skimmed: LogPass, full: LogPass) {
    let sets = LogSet.all(of: EvidenceIntake(paths: [folder.path()]).files).sets
    let skimmed = sets.map { LogPart.read($0, index) }
    let full = sets.map { LogPart.read($0, index, isSkimming: false) }
    return (LogPass(skimmed, index), LogPass(full, index))
  }

  /// All that the conclusion takes of a pass; of quiet levels only whether they are there.
  private static func compare(_ skimmed: LogPass, _ full: LogPass) {
    #expect(skimmed.matcher.findings == full.matcher.findings)
    #expect(skimmed.matcher.unexplained == full.matcher.unexplained)
    #expect(skimmed.inputs == full.inputs)
    #expect(skimmed.loose.groups == full.loose.groups)
    #expect(skimmed.logs.map(withoutCounts) == full.logs.map(withoutCounts))
  }

  static func withoutCounts(_ log: ServiceLog) -> ServiceLog {
    var log = log
    for quiet in ["trace", "debug", "info"] where log.levels[quiet] != nil { log.levels[quiet] = 1 }
    return log
  }

  @Test(arguments: samples)
  func ofTheSamples(name: String) {
    let (skimmed, full) = Self.passes(Repository.samples.appending(path: name))
    Self.compare(skimmed, full)
    #expect(!full.logs.isEmpty)
  }

  @Test(
    .enabled(if: Repository.shared != nil, "needs ../shared"), arguments: LogShapeTests.recordings)
  func ofTheRecordings(name: String) throws {
    let shared = try #require(Repository.shared)
    let (skimmed, full) = Self.passes(shared.appending(path: "recordings/\(name)"))
    Self.compare(skimmed, full)
  }

  @Test(arguments: [1, 7, 4096, 1 << 18])
  func templatesDoNotDependOnTheBuffer(size: Int) throws {
    let log = Repository.samples.appending(path: "healthy-cluster/logs/weaviate-node1.log")
    func mined(_ size: Int) throws -> TemplateBaseline {
      var miner = TemplateMiner()
      let reader = LogReader(options: LogReader.Options(chunkSize: size))
      try reader.read(from: try DescriptorSource(path: log.path())) { miner.add($0.message) }
      return TemplateBaseline(miner)
    }
    let text = try mined(size).text
    #expect(try text == mined(1000).text)
    #expect(text.contains("prefilled vector cache"))
  }

  @Test func quietLinesAreNotMade() throws {
    let line =
      #"{"level":"info","msg":"nothing of note","time":"2026-11-23T00:00:01Z"}"# + "\n"
    let text = String(repeating: line, count: 1000)
    var made = 0
    var counted = 0
    let reader = LogReader(sieve: Self.index.sieve)
    try reader.read(from: MemorySource(text), skimmed: { counted += $0.count }) { _ in made += 1 }
    #expect(made + counted == 1000)
    #expect(made < 10)
    #expect(reader.statistics.records == 1000)
  }

  @Test(arguments: [#""level":"warning""#, #""level":"error""#, #""lvl":"x","severity":"ERROR""#])
  func loudLinesAreMade(field: String) throws {
    let quiet = #"{"level":"info","msg":"nothing of note","time":"2026-11-23T00:00:01Z"}"# + "\n"
    let loud = "{\(field),\"msg\":\"something unheard of\",\"time\":\"2026-11-23T00:00:01Z\"}\n"
    let text = String(repeating: quiet, count: 50) + loud + String(repeating: quiet, count: 50)
    var messages: [String] = []
    try LogReader(sieve: Self.index.sieve).read(from: MemorySource(text)) {
      messages.append($0.message.string)
    }
    #expect(messages.contains("something unheard of"))
  }
}
