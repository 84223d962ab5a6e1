import LogStream
import TestSupport
import Testing

@Suite("Lines like known ones, but for a clock that is none")
struct ImpossibleClockTests {
  private static let clocks = [
    "24:00:00", "29:59:59", "30:00:00", "23:60:00", "23:75:00", "23:59:60", "23:59:61", "23:59:99",
    "2:000:00", "23:59:5x",
  ]

  /// Lines of one form at many times, with one among them that has the clock.
  private static func lines(_ clock: String, _ form: (String) -> String) -> [UInt8] {
    var text = ""
    for minute in 10..<50 {
      text += form("00:\(minute):27") + "\n"
      if minute % 10 == 9 { text += form(clock) + "\n" }
    }
    return Array(text.utf8)
  }

  @Test("the application's", arguments: clocks)
  func application(_ clock: String) {
    let forms: [(String) -> String] = [
      { "2026-11-23T01:10:11.123456789Z 2026-11-23 \($0) [info] a message of some length" },
      { "2026-11-23T01:10:11.123456789Z 2026-11-23 \($0),123 INFO a message of some length" },
      { "2026-11-23T01:10:11.123456789Z 2026-11-23 \($0) [error] a message of some length" },
      { "web-1     | 2026/11/23 \($0) [error] 1#1: a message of some length" },
      { "2026-11-23 \($0).123 UTC [12] LOG:  a message of some length" },
      { "web-1     | 2026/11/23 \($0) [notice] 1#1: a message of some length" },
      { "2026-11-23T01:10:11.123456789Z 11-23 \($0).123  1702  2395 W Tag: a message" },
      { "11-23 \($0).123  1702  2395 W Tag: a message of some length" },
      { "web-1     | [Mon Nov 23 \($0) 2026] [error] a message of some length" },
      { "web-1     | 26/11/23 \($0) ERROR spark.Manager: a message of some length" },
      { "2026-11-23T01:10:11.123456789Z E1123 \($0).123456   17 server.go:412] a message" },
      {
        #"{"log":"2026-11-23 \#($0) INFO a message of some length\n","stream":"stdout","time":"2026-11-23T01:10:11.123456789Z"}"#
      },
      {
        #"web-1     | {"level":"info","time":"2026-11-23T\#($0)Z","msg":"a message of some length"}"#
      },
    ]
    for (number, form) in forms.enumerated() {
      #expect(SkimComparison([Self.lines(clock, form)]).difference() == nil, "form \(number)")
    }
  }

  @Test(
    "the application's, behind what a line without a time may continue", arguments: clocks,
    [true, false])
  func behindAPanic(_ clock: String, _ hasYear: Bool) {
    let form: (String) -> String =
      hasYear
      ? { "2026-11-23 \($0) INFO a message of some length" }
      : { "Nov 23 \($0) web app[17]: a message of some length" }
    for stamp in ["2026-11-23T01:10:11.123456789Z ", "web-1     | 2026-11-23T01:10:11.123456789Z "]
    {
      var text = ""
      for minute in 10..<50 {
        text +=
          "\(stamp)2026-11-23 00:\(minute):27 INFO thread 'main' panicked at src/main.rs of some length\n"
        let time = minute % 10 == 9 ? clock : "00:\(minute):28"
        text += stamp + form(time) + "\n"
      }
      let comparison = SkimComparison([Array(text.utf8)])
      #expect(comparison.difference(sieve: OpenSieve()) == nil)
    }
  }

  @Test("the engine's", arguments: clocks)
  func engine(_ clock: String) {
    let forms: [(String) -> String] = [
      { "2026-11-23T\($0).123456789Z 2026-11-23 00:10:11 [info] a message of some length" },
      {
        "web-1     | 2026-11-23T\($0).123456789Z 2026-11-23 00:10:11 [info] a message of some length"
      },
      {
        #"{"log":"2026-11-23 00:10:11 INFO a message of some length\n","stream":"stdout","time":"2026-11-23T\#($0).123456789Z"}"#
      },
      {
        #"{"log":"2026-11-23 00:10:11 INFO a message of some length\n","stream":"stdout","time":"2026-11-23T\#($0).12Z"}"#
      },
    ]
    for (number, form) in forms.enumerated() {
      #expect(SkimComparison([Self.lines(clock, form)]).difference() == nil, "form \(number)")
    }
  }
}
