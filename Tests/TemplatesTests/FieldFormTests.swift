import LogStream
import Testing

@testable import Templates

/// What of a field is kept, and what is not.
@Suite struct FieldFormTests {
  private static func form(_ name: String, _ value: String) -> String? {
    Array(name.utf8).withUnsafeBytes { name in
      Array(value.utf8).withUnsafeBytes { value in
        var form = FieldForm()
        guard form.write(.init(name: ByteText(name), value: ByteText(value))) else { return nil }
        return String(decoding: form.bytes, as: UTF8.self)
      }
    }
  }

  @Test(
    arguments: [
      ("true", "true"), ("null", "null"), (#"{"a":1,"b":"x, y"}"#, "{2}"), ("{}", "{}"),
      ("[]", "[]"),
      (#"[{"a":1,"b":2},{"a":3,"b":4}]"#, "[{2}{2}]"), ("map[a:1 b:2]", "[2]"), ("[a b c]", "[3]"),
      ("[[{Voter a} {Voter b}]]", "[[{2}{2}]]"), ("[1,2,3,4,5,6,7,8,9,10,11]", "[many]"),
      (#"["a\"]b"]"#, "[1]"), ("[1, 2", "["), ("[::]:80 up", "[1]"),
    ])
  func listsAndTruthValuesHaveAForm(value: String, form: String) {
    #expect(Self.form("state", value) == form)
  }

  @Test(arguments: ["node1", "8300", "", "4.5ms", "Alice asks for help", "truely"])
  func otherTextsHaveNone(value: String) {
    #expect(Self.form("state", value) == nil)
  }

  @Test(
    arguments: [
      ("dial tcp 10.0.0.1:80: i/o timeout", "dial tcp <*>: i/o timeout"),
      (#"no class "Article" here"#, #"no class "<*>" here"#),
      ("cannot join map[a:1 b:2] now", "cannot join map[<*>] now"),
    ])
  func anErrorKeepsItsSentenceWithoutNames(value: String, form: String) {
    #expect(Self.form("error", value) == form)
    #expect(Self.form("last_err", value) == form)
    #expect(Self.form("text", value) == nil)
  }

  @Test func aFormIsBounded() throws {
    let brackets = try #require(Self.form("a", String(repeating: "[{", count: 3000)))
    let sentence = try #require(Self.form("err", String(repeating: "no way ", count: 900)))
    #expect(brackets.utf8.count <= 40)
    #expect(sentence.utf8.count <= FieldForm.mostBytes + 4)
  }
}
