import Findings
import LogStream
import Signatures
import Testing

@Suite struct SignatureMatcherTests {
  private static func findings(
    _ files: [(id: String, yaml: String)], _ log: String, service: String = "app"
  ) -> FindingSet {
    let library = library(files)
    #expect(library.problems == [])
    var matcher = SignatureMatcher(library)
    matcher.feed(log, service: service)
    matcher.finish()
    return matcher.findings
  }

  private static func finding(_ yaml: String, _ log: String, service: String = "app") -> Finding? {
    findings([("x/a", yaml)], log, service: service).finding("x/a", about: .service(service))
  }

  @Test func addsUpWhatItFinds() throws {
    let log = """
      2026-01-02T03:04:05.000000000Z nothing
      2026-01-02T03:04:06.000000000Z cannot reach node1 now
      2026-01-02T03:04:07.000000000Z cannot reach node2 now
      2026-01-02T03:04:08.000000000Z cannot reach node1 now
      2026-01-02T03:04:09.000000000Z cannot reach node3 now
      """
    let yaml = "match: cannot reach {peer:host} now\nproves: P.\nproves-not: N."
    let finding = try #require(Self.finding(yaml, log))
    #expect(finding.count == 4)
    #expect(finding.first == Timestamp(rfc3339: "2026-01-02T03:04:06Z"))
    #expect(finding.last == Timestamp(rfc3339: "2026-01-02T03:04:09Z"))
    #expect(finding.values == ["peer": ["node1", "node2", "node3"]])
    #expect(finding.samples.map(\.line) == [2, 3, 4])
    #expect(finding.samples[0].source == "logs/app.log")
    #expect(finding.samples[0].text == "cannot reach node1 now")
    #expect(finding.severity == .warning && finding.kind == .log)
    #expect(finding.proves == "P. It does not prove: N.")
  }

  @Test(
    arguments: [
      // A literal with a quote or a backslash stands escaped in the raw text.
      ("match: 'class \"A\" gone'", #"{"msg":"class \"A\" gone"}"#, true),
      ("match: 'C:\\data\\x lost'", #"{"msg":"C:\\data\\x lost"}"#, true),
      ("match: 'a <nil> & more'", #"{"msg":"a \u003cnil\u003e \u0026 more"}"#, true),
      ("match: 'a/b/c/d e'", #"{"msg":"a\/b\/c\/d e"}"#, true),
      ("match: 'größer als'", #"{"msg":"gr\u00f6\u00dfer als"}"#, true),
      ("match: 'in the error'", #"{"msg":"x","error":"\"in the error\""}"#, true),
      ("match: 'in the err'", #"{"msg":"x","err":"in the err"}"#, true),
      ("match: 'in other field'", #"{"msg":"x","reason":"in other field"}"#, false),
      ("match: 'in other field'\nin: text", #"{"msg":"x","reason":"in other field"}"#, true),
      ("match: 'a message x'", #"time="2026-01-02T03:04:05Z" level=info msg="a message x""#, true),
      ("match: 'plain text'", "2026-01-02 ERROR some plain text", true),
      ("match: ['none of it', 'plain text']", "some plain text", true),
      ("match: 'Plain text'", "some plain text", false),
      ("match: 'plain text'\nunless: 'harmless'", "plain text, harmless", false),
      ("match: 'plain text'\nunless: 'harmless'", "plain text, harmful", true),
      (
        "match: 'a message x'\nunless: '\"quiet\":true'", #"{"msg":"a message x","quiet":true}"#,
        false
      ),
    ])
  func searchesTheDecodedText(yaml: String, line: String, expected: Bool) {
    #expect((Self.finding(yaml, line) != nil) == expected)
  }

  @Test(
    arguments: [
      ("action: ^bootstrap$", true), ("action: ^boot$", false), ("action: [x, boot]", true),
      ("nothing: x", false), ("{action: boot, level: warning}", true), ("level: warning", true),
      ("level: [error, fatal]", false), ("list: '^[{one:item}]$'", true), ("n: '^{n:int}$'", true),
    ])
  func comparesFields(conditions: String, expected: Bool) {
    let line = #"{"msg":"the message","action":"bootstrap","level":"warn","list":["a"],"n":3}"#
    let wherePart = conditions.hasPrefix("{") ? "where: \(conditions)" : "where:\n  \(conditions)"
    #expect((Self.finding("match: the message\n\(wherePart)", line) != nil) == expected)
  }

  @Test func aSampleIsOneLineThatShowsTheMatch() throws {
    let trace = """
      Traceback (most recent call last):
        File "a.py", line 3, in <module>
          connect()
      OSError: cannot reach node1 now
      """
    let plain = try #require(Self.finding("match: cannot reach {a} now", trace))
    #expect(
      plain.samples.map(\.text)
        == ["Traceback (most recent call last): … OSError: cannot reach node1 now"])
    let filler = String(repeating: "x", count: 500)
    let long = #"{"filler":"\#(filler)","msg":"cannot reach","error":"a\nb"}"#
    let structured = try #require(Self.finding("match: cannot reach", long))
    #expect(structured.samples.map(\.text) == ["cannot reach: a b"])
  }

  @Test func keepsOnlyTheNamedCaptures() throws {
    let yaml = "match: from {a:word} to {b:word}\ncaptures: [b]"
    #expect(try #require(Self.finding(yaml, "from x to y")).values == ["b": ["y"]])
  }

  @Test func signaturesOfTheSameLineAllFire() {
    let files = [("x/a", "match: one two"), ("x/b", "match: one two"), ("x/c", "match: two three")]
    let found = Self.findings(files, "one two three").all.map(\.id)
    #expect(found == ["x/a", "x/b", "x/c"])
  }

  @Test(
    arguments: [
      (#"{"msg":"the message","build_wv_version":"1.30.1"}"#, true),
      (#"{"msg":"the message","build_wv_version":"1.32.0"}"#, false),
      ("{\"msg\":\"x\",\"build_wv_version\":\"1.32.0\"}\n{\"msg\":\"the message\"}", false),
      ("{\"msg\":\"the message\"}", true),
    ])
  func versionsOfARecordDecide(log: String, expected: Bool) {
    let files = [("weaviate/a", "match: the message\nversions: '>=1.30 <1.31'")]
    #expect(Self.findings(files, log).contains("weaviate/a") == expected)
  }

  @Test func versionsThatAreSetDecideForTheirProductOnly() {
    let library = library([
      ("x/a", "match: the message\nversions: '<2'"), ("y/b", "match: the message\nversions: '<2'"),
    ])
    var matcher = SignatureMatcher(library)
    matcher.setVersion("2.1", of: "x", in: "app")
    matcher.feed("the message")
    #expect(matcher.findings.all.map(\.id) == ["y/b"])
  }

  @Test func servicesRestrict() {
    let restricted = "match: the message\nservices: [PostGres, pg]"
    #expect(Self.finding(restricted, "the message", service: "app") == nil)
    #expect(Self.finding(restricted, "the message", service: "my-postgres-1") != nil)
    var matcher = SignatureMatcher(library([("x/a", restricted)]))
    matcher.feed("the message", service: "db")
    #expect(matcher.findings.isEmpty)
    matcher.setImage("docker.io/library/postgres:16", of: "db")
    #expect(matcher.findings.contains("x/a"))
  }

  @Test func aServiceThatIdentifiesItselfIsOfItsProduct() {
    let files = [
      ("x/general", "match: the message\nservices: [x]"),
      ("x/started", "match: server x is up\nidentifies: true"),
    ]
    #expect(!Self.findings(files, "the message").contains("x/general"))
    #expect(Self.findings(files, "the message\nserver x is up").contains("x/general"))
  }

  @Test func aStatedVersionTellsTheProduct() {
    let files = [("weaviate/a", "match: the message\nservices: [weaviate]")]
    #expect(!Self.findings(files, #"{"msg":"the message"}"#).contains("weaviate/a"))
    let line = #"{"msg":"the message","build_wv_version":"1.30.0"}"#
    #expect(Self.findings(files, line).contains("weaviate/a"))
  }

  @Test func tellsWhatNoSignatureExplains() {
    var matcher = SignatureMatcher(library([("x/a", "match: familiar trouble")]))
    for (level, message) in [
      ("error", "familiar trouble"), ("error", "unknown trouble"), ("info", "fine"),
      ("warn", "odd"),
    ] {
      matcher.feed(#"{"level":"\#(level)","msg":"\#(message)"}"#)
    }
    #expect(matcher.unexplained == ["app": 2])
  }
}
