import LogStream
import Signatures
import Testing

/// Lends a text to a closure.
func withText<Result>(_ text: String, _ body: (ByteText) -> Result) -> Result {
  Array(text.utf8).withUnsafeBytes { body(ByteText($0)) }
}

@Suite struct TemplateTests {
  /// What a template's placeholders take of a text; nil when it is not found.
  private static func captures(_ template: String, in text: String) throws -> [String]? {
    let template = try Template(template)
    return withText(text) { text in
      template.firstMatch(in: text)?.captures.map { text[$0].string }
    }
  }

  @Test(
    arguments: [
      ("raft timeout", "a raft timeout here", []),
      ("^raft", "raft", []),
      ("raft$", "a raft\nb", []),
      ("^raft", "a\nraft", []),
      ("join {host}: refused", "cannot join node1: refused", ["node1"]),
      ("join {}: refused", "join a: b: refused", ["a: b"]),
      ("{host:host}: refused", "lookup weaviate-2.local: refused", ["weaviate-2.local"]),
      ("port {p:int} in", "port abc port 12 in use", ["12"]),
      ("took {d:duration}", "took 1m30.5s.", ["1m30.5s"]),
      ("took {d:duration} ms", "took 12 ms ms", ["12 ms"]),
      ("took {d:duration}", "took 12.5 ms later", ["12.5 ms"]),
      ("limit {s:size},", "limit 1.5 GiB, 3", ["1.5 GiB"]),
      ("dial {a:ip}:{p:port}:", "dial 10.0.0.1:8300: x", ["10.0.0.1", "8300"]),
      ("dial {a:ip}:{p:port}:", "dial [fe80::1%eth0]:8300: x", ["[fe80::1%eth0]", "8300"]),
      ("open {f:path}: no", "open /var/lib/a.db: no", ["/var/lib/a.db"]),
      ("class {c:quoted} gone", #"class "a \" b" gone"#, [#""a \" b""#]),
      ("class {c:quoted} gone", #"class "a" and "b" gone class 'c' gone"#, ["'c'"]),
      (
        "id {u:uuid}", "id 5e604951-1fa8-470e-8159-2b8dfdcd42a2!",
        ["5e604951-1fa8-470e-8159-2b8dfdcd42a2"]
      ),
      ("at 0x{h:hex} of", "at 0xDEADbeef of", ["DEADbeef"]),
      ("v {n:float}$", "v -1.5e3", ["-1.5e3"]),
      ("error: {what:rest}", "error: a b\nc", ["a b"]),
      ("error: {what}", "error: a b\r\nc", ["a b"]),
      ("^[{{{one:item}}}]$", "[{a:1,b:2}]", ["a:1,b:2"]),
      ("{} of {n:int} nodes", "1 of 2 of 3 nodes", ["1 of 2", "3"]),
      ("{n:int} nodes", "v2 of 13 nodes", ["13"]),
      ("^^a$$", "x^a$y", []),
      ("a{x}b{y:int}c", "a1b2b3c", ["1b2", "3"]),
      ("x{a}$", "x", [""]),
    ])
  func findsTheLeftmost(template: String, text: String, expected: [String]) throws {
    #expect(try Self.captures(template, in: text) == expected)
  }

  @Test(
    arguments: [
      ("^raft", "a raft"), ("raft$", "raft a"), ("join {x}: refused", "join a\n: refused"),
      ("port {p:port} in", "port 65536 in"), ("dial {a:ip}:", "dial 10.0.0.256:"),
      ("took {d:duration}$", "took 12 parsecs"), ("took {d:duration} x", "took 12 x"),
      ("id {u:uuid}", "id 5e604951-1fa8-470e-8159-2b8dfdcd42a"),
      ("^[{{{one:item}}}]$", "[{a:1},{b:2}]"), ("class {c:quoted} gone", "class \"a gone"),
      ("limit {s:size},", "limit many,"), ("w {w:word} x", "w  x"), ("v {n:float}$", "v 1.2.3"),
      ("Raft", "raft"), ("ab", ""), ("{n:int} nodes", " nodes"),
    ])
  func isNotFoundElsewhere(template: String, text: String) throws {
    #expect(try Self.captures(template, in: text) == nil)
  }

  @Test(
    arguments: [
      ("{a", TemplateError.unclosedPlaceholder), ("a}b", .strayBrace),
      ("{a:b} c", .unknownKind("b")),
      ("{\"a\":1}", .badName("\"a\":1")), ("{a}{b} x", .adjacentPlaceholders),
      ("{a:rest} x", .restNotLast), ("{a} x {a}", .repeatedName("a")), ("a\nb", .severalLines),
      ("", .noContent), ("{}", .noContent),
    ])
  func refusesWhatIsNoTemplate(text: String, expected: TemplateError) {
    #expect(throws: expected) { try Template(text) }
  }
}
