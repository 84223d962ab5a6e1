import Testing
import TriageCLI

struct YAMLCommandTests {
  private struct Missing: Error, CustomStringConvertible {
    var description: String { "no such file" }
  }

  private static func run(
    _ arguments: [String]
  ) -> (output: String, errors: String, status: Int32) {
    let files = ["good.yaml": "a: [1, x]\n--- # second\n- b\n", "bad.yaml": "a:\n\tb: 1\n"]
    return YAMLCommand.run(arguments: arguments) { name in
      guard let text = files[name] else { throw Missing() }
      return Array(text.utf8)
    }
  }

  @Test func eachDocumentIsOneLineOfJSON() {
    let result = Self.run(["good.yaml"])
    #expect(result.output == "{\"a\":[1,\"x\"]}\n[\"b\"]\n")
    #expect(result.errors == "")
    #expect(result.status == 0)
  }

  @Test(arguments: [["good.yaml", "--events"], ["--events", "good.yaml"]])
  func eventsArePrintedInTheSuitesNotation(arguments: [String]) {
    let result = Self.run(arguments)
    #expect(
      result.output == """
        +STR
        +DOC
        +MAP
        =VAL :a
        +SEQ []
        =VAL :1
        =VAL :x
        -SEQ
        -MAP
        -DOC
        +DOC ---
        +SEQ
        =VAL :b
        -SEQ
        -DOC
        -STR

        """)
    #expect(result.status == 0)
  }

  @Test func anErrorNamesFileLineAndColumn() {
    let result = Self.run(["bad.yaml"])
    #expect(result.output == "")
    #expect(
      result.errors
        == "bad.yaml:2:2: a tab stands where indentation is; indent with spaces\n")
    #expect(result.status == 3)
  }

  @Test func aFileThatCannotBeReadIsNamed() {
    let result = Self.run(["none.yaml"])
    #expect(result.errors == "error: none.yaml: no such file\n")
    #expect(result.status == 3)
  }

  @Test(arguments: [[], ["good.yaml", "bad.yaml"], ["good.yaml", "--tree"]])
  func aWrongCallSaysWhereHelpIs(arguments: [String]) {
    let result = Self.run(arguments)
    #expect(result.output == "")
    #expect(result.errors.contains("see logtriage yaml --help\n"))
    #expect(result.status == 2)
  }
}
