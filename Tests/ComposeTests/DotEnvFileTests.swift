import Testing

@testable import Compose

@Suite struct DotEnvFileTests {
  private func read(_ text: String, format: DotEnvFile.Format = .quoted) -> DotEnvFile {
    DotEnvFile(
      Array(text.utf8), file: ".env", scope: VariableScope(shell: ["SHELL": "sh"]), format: format)
  }

  @Test(
    arguments: [
      ("A=1", "1"), ("A=", ""), ("A =  1 ", "1"), ("export A=1", "1"), ("A: 1", "1"),
      ("A=1 # why", "1"), ("A=1#2", "1#2"), ("A=#x", ""),
      ("A='a # $SHELL'", "a # $SHELL"), ("A=\"a # $SHELL\"", "a # sh"),
      ("A=\"a\\nb\\\"\\$X\"", "a\nb\"$X"), ("A=\"two\nlines\"", "two\nlines"),
      ("A=$SHELL/x", "sh/x"), ("A=${NO:-d}", "d"), ("A=x=y", "x=y"), ("A=1\r\n", "1"),
      ("\u{FEFF}A=1", "1"), ("A=first\nA=last", "last"), ("B=b\nA=$B", "b"),
      ("SHELL=x\nA=$SHELL", "sh"),
      ("A='open", "'open"), ("SHELL\nA=1", "1"),
    ])
  func valuesAreReadAsComposeReadsThem(text: String, expected: String) {
    #expect(read(text).variables.last { $0.name == "A" }?.value == expected)
  }

  @Test func aNameAloneIsTakenFromTheShell() {
    #expect(read("SHELL").variables.first?.value == "sh")
    #expect(read("OTHER").variables.first?.value == nil)
  }

  @Test func rawFilesKeepQuotesAndDollars() {
    #expect(read("A=\"$SHELL\" # x\r\n", format: .raw).variables.first?.value == "\"$SHELL\" # x")
  }

  @Test func linesAreCountedOverQuotedLines() {
    let file = read("# c\nA=\"1\n2\"\n\nB=3\n1X=no\nnothing here\n")
    #expect(file.variables.map(\.origin.line) == [2, 5])
    #expect(file.warnings.map(\.line) == [6, 7])
  }
}
