import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// What is told as new beside a baseline, and in which order.
@Suite struct LogNoveltyTests {
  private static let terminal = Terminal(
    environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false)

  /// Lines with a time each, one second after another.
  private static func log(_ lines: [(level: String, rest: String)]) -> String {
    lines.enumerated().map { number, line in
      let second = String(format: "%02d", number)
      return #"{"level":"\#(line.level)",\#(line.rest),"time":"2026-11-23T00:00:\#(second)Z"}"#
        + "\n"
    }.joined()
  }

  private static let good = log([
    ("info", #""msg":"open peers","peers":["a","b"]"#), ("info", #""msg":"served","tls":true"#),
    ("error", #""msg":"cannot join","error":"connection refused by peer""#),
  ])

  private struct Report: Decodable {
    struct Novelty: Decodable {
      var new: [Line]
      var changed: [Change]
      var newInAll: Int
      var otherContentsInAll: Int
    }
    struct Change: Decodable { var template: String }
    struct Line: Decodable {
      var template: String
      var severity: String
      var unexplained: Bool
      var contents: [Content]
    }
    struct Content: Decodable, Equatable {
      var field: String
      var now: [String]
      var before: [String]
    }
    struct Entry: Decodable { var title: String }
    var novelty: Novelty
    var timeline: [Entry]
  }

  private static func folder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "novelty-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private static func analyze(
    _ run: String, good: String = good, format: String = "json"
  ) throws -> String {
    var output = ""
    try folder { folder in
      let baseline = folder.appending(path: "good.baseline").path()
      let log = folder.appending(path: "app.log")
      try Data(good.utf8).write(to: log)
      _ = BaselineCommand.run(arguments: [log.path(), "-o", baseline])
      try Data(run.utf8).write(to: log)
      output =
        AnalyzeCommand.run(
          arguments: [log.path(), "--baseline", baseline, "--format", format], terminal: terminal
        ).output
    }
    return output
  }

  private static func report(_ lines: [(level: String, rest: String)]) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(try analyze(log(lines)).utf8))
  }

  @Test func loudNewLinesAndOtherContentsTakeTurnsBeforeQuietNewLines() throws {
    let novelty = try Self.report([
      ("info", #""msg":"a quiet thing""#), ("error", #""msg":"first loud thing""#),
      ("warning", #""msg":"second loud thing""#), ("info", #""msg":"served","tls":false"#),
      ("info", #""msg":"open peers","peers":["a"]"#),
    ]).novelty
    #expect(
      novelty.new.map(\.template) == [
        "first loud thing", "served", "second loud thing", "open peers", "a quiet thing",
      ])
    #expect(novelty.newInAll == 3)
    #expect(novelty.otherContentsInAll == 2)
    #expect(
      novelty.new[3].contents == [.init(field: "peers", now: ["[1]"], before: ["[2]"])])
    #expect(novelty.new[0].contents.isEmpty)
  }

  @Test func aKnownLineWithANewErrorThatNobodyKnowsIsUnexplained() throws {
    let report = try Self.report([
      ("info", #""msg":"served","tls":false"#),
      ("error", #""msg":"cannot join","error":"the flux is out of phase""#),
    ])
    #expect(report.novelty.new.map(\.template) == ["cannot join", "served"])
    #expect(report.novelty.new.map(\.unexplained) == [true, false])
    #expect(
      report.timeline.map(\.title) == [
        "New since the baseline: cannot join (error: the flux is out of phase)"
      ])
  }

  @Test func aKnownErrorIsNotTold() throws {
    let report = try Self.report([
      ("error", #""msg":"cannot join","error":"connection refused by peer""#)
    ])
    #expect(report.novelty.new.isEmpty)
  }

  @Test func aLineIsAsLoudAsTheSignatureThatKnowsItSays() throws {
    let novelty = try Self.report([
      (
        "warning",
        #""build_wv_version":"1.32.5","msg":"log level not recognized, defaulting to info""#
      ),
      ("info", #""msg":"listen tcp 0.0.0.0:8080: bind: address already in use""#),
      ("warning", #""msg":"nobody knows this""#),
    ]).novelty
    #expect(
      novelty.new.map(\.template) == [
        "listen tcp <*>: bind: address already in use", "nobody knows this",
        "log level not recognized, defaulting to info",
      ])
    #expect(novelty.new.map(\.severity) == ["error", "warning", "neutral"])
  }

  @Test func whatRoseMostIsTheFirstChange() throws {
    func lines(_ ticks: Int, _ tocks: Int, _ beats: Int) -> [(level: String, rest: String)] {
      [("tick", ticks), ("tock", tocks), ("beat", beats)].flatMap { word, count in
        Array(repeating: ("info", #""msg":"\#(word) of the clock""#), count: count)
      }
    }
    let text = try Self.analyze(Self.log(lines(10, 30, 10)), good: Self.log(lines(25, 1, 24)))
    let report = try JSONDecoder().decode(Report.self, from: Data(text.utf8))
    #expect(report.novelty.changed.first?.template == "tock of the clock")
    #expect(report.novelty.new.isEmpty)
  }

  @Test func aPersonReadsWhatIsDifferent() throws {
    let text = try Self.analyze(
      Self.log([("info", #""msg":"open peers","peers":["a"]"#)]), format: "terminal")
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("no new kind of line, 1 known kind with other contents, in 1 record"))
    #expect(words.contains("open peers (peers: [1], before [2])"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: ["json", "terminal", "markdown", "html"])
  func secretsInOtherContentsAreHidden(format: String) throws {
    let line = #""msg":"cannot join","error":"no entry with password=hunter2secret here""#
    let text = try Self.analyze(Self.log([("error", line)]), format: format)
    #expect(text.contains("no entry"))
    #expect(!text.contains("hunter2secret"))
  }

  @Test func secretsInContentsAreNotInABaseline() throws {
    try Self.folder { folder in
      let log = folder.appending(path: "app.log")
      let line = #""msg":"cannot join","error":"no entry with password=hunter2secret here""#
      try Data(Self.log([("error", line), ("error", line)]).utf8).write(to: log)
      let text = BaselineCommand.run(arguments: [log.path()]).output
      #expect(text.contains("cannot join\terror\tno entry with"))
      #expect(!text.contains("hunter2secret"))
    }
  }

  @Test func eachPathOfABaselineIsARunOfItsOwn() throws {
    try Self.folder { folder in
      let paths = try ["one", "two"].map { name in
        let logs = folder.appending(path: "\(name)/logs")
        try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
        try Data("only in run \(name)\n".utf8).write(to: logs.appending(path: "app.log"))
        return folder.appending(path: name).path()
      }
      let both = BaselineCommand.run(arguments: paths).output
      #expect(both.contains("messages 2 "))
      #expect(both.contains("only in run one"))
      #expect(both.contains("only in run two"))
      let missing = BaselineCommand.run(arguments: [paths[0], "/no/such/run"])
      #expect(missing.output.contains("only in run one"))
      #expect(missing.errors.contains("/no/such/run"))
      #expect(missing.status == 3)
    }
  }
}
