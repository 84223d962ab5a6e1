import LogStream
import Testing

/// An input that was once counted wrongly.
struct SkimmedFault: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var files: [String]

  init(_ name: String, _ files: String...) {
    testDescription = name
    self.files = files
  }

  private static let json = #"{"level":"info","msg":"x","time":"2026-11-23T00:06:25Z"}"#
  private static let tail = #"\n","stream":"stdout","time":"2026-11-23T00:00:01.5Z"}"#

  private static let wrapped = #"{"log":"{\"level\":\"info\",\"msg\":\"x\"}"# + tail + "\n"

  static let all: [SkimmedFault] = [
    SkimmedFault(
      "podman's lines, whose time has an offset",
      """
      2026-11-23T01:54:10.100000039+02:00 stderr F app.rb:3:in `connect'
      2026-11-23T01:54:10.100000039+02:00 stderr P \tfrom
      2026-11-23T01:54:10.100000039+02:00 stderr F  app.rb:7

      """),
    SkimmedFault(
      "text, then an indented line of podman's",
      """
      2026-11-23T01:54:10.100000020Z INFO[0012] joined
      2026-11-23T01:54:10.100000021+02:00 stderr F   indented

      """),
    SkimmedFault(
      "a whole entry of json-file behind half of one",
      #"{"log":"lost","str{"log":"three"# + tail + "\n" + #"{"log":"four"# + tail + "\n" + json),
    SkimmedFault(
      "the same with structured text",
      wrapped + #"{"log":"{\"level\":\"info\","msg":"x"}"# + tail + "\n" + wrapped),
    SkimmedFault(
      "a louder level in a field of another name",
      json + "\n"
        + #"{"severity":"ERROR","level":"info","msg":"x","time":"2026-11-23T00:06:25Z"}"# + "\n"
        + json + "\n"),
    SkimmedFault(
      "a quote within a JSON string, before the time",
      json + "\n" + #"{"level":"info","msg":"GET "/" 200","time":"2027-11-23T00:06:25Z"}"# + "\n"),
    SkimmedFault(
      "a JSON line with a fault, and an indented line behind it",
      json + "\n" + #"{"level":"info","msg":"GET "/" 200","time":"2026-11-23T00:06:25Z"}"# + "\n"
        + "  indented\n"),
    SkimmedFault(
      "terminal codes that hide the level of wrapped JSON",
      #"{"log":"{\"a\":\"x\",\"level\":\"info\"}"# + tail + "\n"
        + #"{"log":"{\"a\":\"\u001b]0;x\",\"level\":\"info\"}"# + tail + "\n"),
    SkimmedFault(
      "bytes that are no text, written as numbers",
      #"{"log":"x \xff y"# + tail + "\n" + #"{"log":"z"# + tail + "\n" + json),
    SkimmedFault(
      "a line behind a tab that has a stamp's separators, but is none",
      """
      2026-11-23T01:54:10.100000007Z });
      \t026-11-23T01:54:10.100000008Z 2026/11/23 00:28:57 [notice] 1#1: start

      """),
    SkimmedFault(
      "a carriage return as an entry of its own, within a trace",
      #"{"log":"fatal error: x"# + tail + "\n" + "{\"log\":\"\r" + tail + "\n"
        + #"{"log":"\t/app/main.go:9"# + tail + "\n"),
    SkimmedFault(
      "an empty level and an empty time",
      #"{"level":"","time":"","msg":"x"}"# + "\n" + json + "\n" + json + "\n"),
    SkimmedFault(
      "a broken stamp with a zone in its fraction",
      """
      2026-11-23T01:54:10.100000008Z first
      2026-11-23T01:54:10.1006-1108Z   second
      2026-11-23T01:54:10.100000009Z third

      """),
    SkimmedFault(
      "a trace, and a word without a newline before the next run",
      """
      2026-11-23T01:54:10.100000001Z Traceback (most recent call last):
      2026-11-23T01:54:10.100000001Z F2026-11-23T01:54:10.100000017Z   File "a.py", line 3, in f

      """),
    SkimmedFault(
      "an exception, and a time before a broken JSON text",
      """
      java.lang.IllegalStateException: no
      2026-11-23T01:54:10.1Z {"broken }
      \tat c.acme.Main.main(Main.java:3)

      """),
    SkimmedFault(
      "seven bars in a row, an entry of json-file, and seven more",
      String(repeating: "INFO x\n", count: 30) + String(repeating: "a  | b\n", count: 7)
        + #"{"log":"x"# + tail + "\n" + String(repeating: "a  | b\n", count: 7)),
  ]
}

@Suite("Inputs that were once counted wrongly where quiet lines are skimmed")
struct SkimmedFaultTests {
  @Test("both readers agree", arguments: SkimmedFault.all)
  func agree(_ fault: SkimmedFault) {
    let comparison = SkimComparison(fault.files.map { Array($0.utf8) })
    #expect(comparison.difference(sieve: OpenSieve()) == nil)
  }

  @Test("marks behind an over-long line are found in their lines", arguments: [1 << 16, 1 << 18])
  func longLine(_ chunk: Int) {
    let long = [UInt8](repeating: 0x61, count: 3 << 19)
    let lines = (0..<2000).map { "2026/11/23 00:28:57 [notice] 1#1: worker \($0)\n" }
    let bytes = Array(lines[0..<100].joined().utf8) + long + Array(("\n" + lines.joined()).utf8)
    #expect(SkimComparison([bytes], chunk: chunk).difference() == nil)
  }
}
