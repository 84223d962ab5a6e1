import LogStream
import Testing

/// A record of one message that syslog, the journal or GELF carried.
struct PriorityCase: Sendable, CustomTestStringConvertible {
  var line: String
  var level: Level?
  var stream: Record.Stream?
  var container: String?
  var text: String

  var testDescription: String { String(line.prefix(70)) }

  init(
    _ line: String, _ level: Level?, _ stream: Record.Stream? = nil, of container: String? = nil,
    _ text: String
  ) {
    self.line = line
    self.level = level
    self.stream = stream
    self.container = container
    self.text = text
  }

  /// What programs and units say themselves.
  static let chosen: [PriorityCase] = [
    .init(
      #"<11>1 2026-11-23T00:00:01.5Z vm web 26190 - [timeQuality tzKnown="1"] no route"#, .error,
      of: "web", "no route"),
    .init("<11>Nov 23 00:00:01 vm web: again", .error, of: "web", "again"),
    .init("<12>Nov 23 00:00:01 vm web[7]: low on space", .warning, of: "web", "low on space"),
    .init("<13>Nov 23 00:00:01 web[7]: noted", .info, of: "web", "noted"),
    .init("<2>Nov 23 00:00:01 vm kernel: Out of memory", .error, of: "kernel", "Out of memory"),
    .init("<8>Nov 23 00:00:01 vm web[7]: the end", .fatal, of: "web", "the end"),
    .init("<28>Nov 23 00:00:01 vm systemd[1]: slow", .warning, of: "systemd", "slow"),
    .init("<86>1 - vm sshd 12 - - session opened", .info, of: "sshd", "session opened"),
    .init(
      "<132>2026-11-23T00:00:01.5+00:00 vm haproxy[8]: backend down", .warning, of: "haproxy",
      "backend down"),
    .init(
      #"{"__REALTIME_TIMESTAMP":"1795378936978702","PRIORITY":"3","_TRANSPORT":"syslog","#
        + #""SYSLOG_IDENTIFIER":"sshd","MESSAGE":"no route"}"#, .error, of: "sshd", "no route"),
    .init(
      #"{"__REALTIME_TIMESTAMP":"1795378936978702","SYSLOG_IDENTIFIER":"kernel","#
        + #""_TRANSPORT":"kernel","MESSAGE":"usb 1-1","PRIORITY":"6"}"#, .info, of: "kernel",
      "usb 1-1"),
    .init(
      #"{"__REALTIME_TIMESTAMP":"1795378936978702","PRIORITY":"4","_TRANSPORT":"stdout","#
        + #""SYSLOG_IDENTIFIER":"backup","MESSAGE":"late"}"#, .warning, of: "backup", "late"),
    .init(
      #"{"version":"1.1","host":"h","short_message":"no","timestamp":1795392001.5,"level":3}"#,
      .error, of: "h", "no"),
  ]

  /// What the drivers of engines make of streams.
  static let streams: [PriorityCase] = [
    .init(
      "<27>Nov 23 00:00:01 vm 0123456789ab[7]: plain words", nil, .standardError,
      of: "0123456789ab", "plain words"),
    .init(
      "<27>Nov 23 00:00:01 0123456789ab[7]: plain words", nil, .standardError, of: "0123456789ab",
      "plain words"),
    .init("<27>Nov 23 00:00:01 vm web[7]: words", nil, .standardError, of: "web", "words"),
    .init("<30>Nov 23 00:00:01 vm web[7]: words", nil, .standardOutput, of: "web", "words"),
    .init("<131>Nov 23 00:00:01 vm web[7]: words", nil, of: "web", "words"),
    .init("<11>Nov 23 00:00:01 vm docker/web[7]: words", nil, .standardError, of: "web", "words"),
    .init(
      "<131>1 2026-11-23T00:00:01.500000Z vm web 812 web - words", nil, .standardError, of: "web",
      "words"),
    .init(
      "<11>1 2026-11-23T00:00:01Z vm 0123456789ab 812 - - words", nil, .standardError,
      of: "0123456789ab", "words"),
    .init(
      #"{"__REALTIME_TIMESTAMP":"1795378936978702","PRIORITY":"3","CONTAINER_NAME":"web","#
        + #""MESSAGE":"words"}"#, nil, .standardError, of: "web", "words"),
    .init(
      #"{"__REALTIME_TIMESTAMP":"1795378936978702","PRIORITY":"6","MESSAGE":"words","#
        + #""CONTAINER_ID":"0123456789ab","SYSLOG_IDENTIFIER":"web"}"#, nil, .standardOutput,
      of: "web", "words"),
    .init(
      #"{"__REALTIME_TIMESTAMP":"1795378936978702","PRIORITY":"3","MESSAGE":"words","#
        + #""SYSLOG_IDENTIFIER":"0123456789ab"}"#, nil, .standardError, of: "0123456789ab",
      "words"),
    .init(
      #"{"__REALTIME_TIMESTAMP":"1795378936978702","PRIORITY":"6","_TRANSPORT":"stdout","#
        + #""SYSLOG_IDENTIFIER":"web","MESSAGE":"words"}"#, nil, of: "web", "words"),
    .init(
      #"{"version":"1.1","host":"h","short_message":"words","timestamp":1795392001.5,"level":3,"#
        + #""_container_id":"ab","_container_name":"web"}"#, nil, .standardError, of: "web",
      "words"),
  ]

  /// A level that the text says itself wins over any priority.
  static let own: [PriorityCase] = [
    .init(
      "<11>Nov 23 00:00:01 vm web[7]: INFO: fine", .info, of: "web", "INFO: fine"),
    .init(
      #"<11>1 2026-11-23T00:00:01.5Z vm web 7 - - {"level":"debug","msg":"x"}"#, .debug, of: "web",
      #"{"level":"debug","msg":"x"}"#),
    .init(
      "<27>Nov 23 00:00:01 vm web[7]: 2026/11/23 00:00:01 [emerg] 1#1: no", .fatal, .standardError,
      of: "web", "2026/11/23 00:00:01 [emerg] 1#1: no"),
    .init(
      #"{"__REALTIME_TIMESTAMP":"1795378936978702","PRIORITY":"3","_TRANSPORT":"journal","#
        + #""SYSLOG_IDENTIFIER":"x","MESSAGE":"level=info msg=\"fine\""}"#, .info, of: "x",
      #"level=info msg="fine""#),
  ]
}

@Suite("A priority is a level where a program chose it, and a stream where an engine's driver did")
struct PriorityTests {
  @Test("by shape", arguments: PriorityCase.chosen + PriorityCase.streams + PriorityCase.own)
  func priority(_ sample: PriorityCase) {
    let found = records(sample.line + "\n" + sample.line + "\n")
    #expect(found.count == 2)
    for record in found {
      #expect(record.text == sample.text)
      #expect(record.level == sample.level)
      #expect(record.stream == sample.stream)
      #expect(record.container == sample.container)
    }
  }

  @Test(
    "a single line of syslog among others is read alike",
    arguments: (PriorityCase.chosen + PriorityCase.streams + PriorityCase.own).filter {
      $0.line.hasPrefix("<")
    })
  func alone(_ sample: PriorityCase) {
    let found = records(sample.line + "\n\nx\n\ny\n", container: "own")
    #expect(found.map(\.text) == [sample.line, "x", "y"])
    let isStructured = sample.text.hasPrefix("{")
    #expect(found.first?.level == (isStructured ? nil : sample.level))
    #expect(found.first.map { sample.text.hasSuffix($0.message) } == true)
    #expect(found.allSatisfy { $0.container == "own" })
  }

  @Test("the export format says the same as JSON")
  func export() {
    let text = """
      __REALTIME_TIMESTAMP=1795378936978702
      PRIORITY=3
      SYSLOG_IDENTIFIER=sshd
      MESSAGE=no route

      __REALTIME_TIMESTAMP=1795378936978703
      MESSAGE=plain words
      PRIORITY=3
      CONTAINER_ID=0123456789ab
      CONTAINER_NAME=web

      """
    let found = records(text)
    #expect(found.map(\.level) == [.error, nil])
    #expect(found.map(\.stream) == [nil, .standardError])
    #expect(found.map(\.container) == ["sshd", "web"])
  }

  @Test(
    "numbers that are no priority leave a line as it is",
    arguments: [
      "<192>1 2026-11-23T00:00:01Z vm web 7 - - words", "<>Nov 23 00:00:01 vm web[7]: words",
      "<11> plain words", "<1111>Nov 23 00:00:01 vm web[7]: words", "<11>1 2026-11-23T00:00:01Z vm",
      "<p>Nov 23</p>",
    ])
  func noPriority(_ line: String) {
    let found = records(line + "\n\nx\n\ny\n")
    #expect(found.first?.level == nil)
    #expect(found.first?.text == line)
  }

  @Test("nested priorities are looked at once")
  func nested() {
    let line = String(repeating: "<11>1 - h a 1 - - ", count: 20_000) + "words"
    #expect(records(line + "\n").map(\.level) == [.error])
  }
}
