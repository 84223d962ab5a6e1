import Testing

@testable import Report

@Suite struct LogExcerptTests {
  @Test(arguments: [
    ("plain line", "plain line"),
    (#"{"level":"info","msg":"ready","time":"x"}"#, "info: ready"),
    (
      #"{"build_wv_version":"1","level":"error","msg":"no \"x\"","error":"a\nb","n":{"k":[1,2]}}"#,
      #"error: no "x" error=a b n={"k":[1,2]}"#
    ),
    (#"{"msg":"cut off he"#, "cut off he"),
    (#"{"msg":"m","servers":["a","b…"#, #"m servers=["a","b…"#),
    (#"{"a":1}"#, #"{"a":1}"#),
    ("{", "{"), (#"{"msg"#, #"{"msg"#), ("{]},\"", "{]},\""),
    (#"{"message":"hi"}"#, "hi"),
  ])
  func theMessageComesFirst(line: String, excerpt: String) {
    #expect(LogExcerpt.of(line) == excerpt)
  }
}
