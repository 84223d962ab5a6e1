import Testing

@testable import TriageCLI

@Suite struct ComposeCheckCommandTests {
  private struct Missing: Error {}

  private func run(
    _ arguments: [String], files: [String: String]
  ) -> (output: String, errors: String, status: Int32) {
    let terminal = Terminal(environment: [:], outputIsTerminal: false)
    return CommandLineProgram.dispatch(["compose"] + arguments, terminal: terminal) { path in
      guard let text = files[path] else { throw Missing() }
      return Array(text.utf8)
    }
  }

  private static let faulty = """
    services:
      db:
        image: postgres:15
        environment: {POSTGRES_USER: u, POSTGRES_PASSWORD: right-one, POSTGRES_DB: d}
      app:
        build: .
        environment: {DB_HOST: db, DB_USER: u, DB_PASSWORD: wrong-one}
    """

  @Test func aFaultIsShownWithItsPlaceAndFixAndEndsWithOne() {
    let outcome = run(["check", "stack/compose.yaml"], files: ["stack/compose.yaml": Self.faulty])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("compose.yaml:4: error: "))
    #expect(outcome.output.contains("    compose/credentials-differ\n"))
    #expect(outcome.output.contains("    set app.environment.DB_PASSWORD to (hidden)\n"))
  }

  @Test(arguments: [["--format", "json"], ["--format=text", "--all"]])
  func secretsAreNotPrinted(_ options: [String]) {
    let outcome = run(["check", "c.yaml"] + options, files: ["c.yaml": Self.faulty])
    #expect(outcome.status == 1)
    #expect(!outcome.output.contains("right-one") && !outcome.output.contains("wrong-one"))
  }

  @Test func filesBesideTheComposeFileAreRead() {
    let text = "services: {app: {image: 'x:1', environment: {KEY: '${KEY:?}'}}}"
    let files = ["a/c.yaml": text, "a/.env": "KEY=1"]
    #expect(run(["check", "a/c.yaml"], files: files).status == 0)
    #expect(run(["check", "a/c.yaml"], files: ["a/c.yaml": text]).status == 1)
  }

  @Test func nothingAtWarningEndsWithZero() {
    let outcome = run(["check", "c.yaml"], files: ["c.yaml": "services: {a: {image: 'x:1'}}"])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("nothing to report\n"))
  }

  @Test(arguments: [
    [], ["check"], ["look", "c.yaml"], ["check", "a", "b"], ["check", "a", "--format", "xml"],
    ["check", "a", "--formats"], ["check", "a", "--format"],
  ])
  func wrongCallsEndWithTwo(_ arguments: [String]) {
    let outcome = run(arguments, files: ["a": "services: {}", "c.yaml": "services: {}"])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty && outcome.errors.hasPrefix("error: "))
  }

  @Test(arguments: ["missing.yaml", "broken.yaml"])
  func whatCannotBeReadEndsWithThree(_ file: String) {
    let outcome = run(["check", file], files: ["broken.yaml": "services: [\n"])
    #expect(outcome.status == 3)
    #expect(!outcome.errors.isEmpty)
  }
}
