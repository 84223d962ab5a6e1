import Testing

@testable import TriageCLI

@Suite struct ComposeCommandTests {
  private struct Missing: Error {}

  private static let files = [
    "stack/compose.yaml": """
    x-env: &env
      SHARED: "1"
    services:
      a:
        image: x:${TAG}
        environment:
          <<: *env
          OWN: ${NOWHERE}
      b.c:
        image: y

    """,
    "stack/.env": "TAG=7\n",
  ]

  private func read(_ path: String) throws -> [UInt8] {
    guard let text = Self.files[path] else { throw Missing() }
    return Array(text.utf8)
  }

  @Test func showNamesThePlaceOfEachValue() {
    let result = ComposeShowCommand.run(
      arguments: ["stack/compose.yaml", "--service", "a"], readFile: read)
    #expect(
      result.output == """
        a  # compose.yaml:4
          image: x:7             # compose.yaml:5, written x:${TAG}
          environment.OWN:       # compose.yaml:8, written ${NOWHERE}
          environment.SHARED: 1  # compose.yaml:2 (&env)

        """)
    #expect(
      result.errors
        == "stack/compose.yaml:8: the variable NOWHERE is not set; compose takes an empty text\n")
    #expect(result.status == 0)
  }

  @Test func showAnswersInJSON() {
    let result = ComposeShowCommand.run(
      arguments: ["stack/compose.yaml", "--service=a", "--format=json"], readFile: read)
    #expect(result.output.contains(#""anchor" : "env""#))
    #expect(result.output.contains(#""unset" : ["#))
    #expect(result.status == 0 && result.errors.isEmpty)
  }

  @Test func fixPrintsADiffAndNothingElse() {
    let result = ComposeFixCommand.run(
      arguments: [
        "stack/compose.yaml", "--set", "a.RAFT_JOIN=n1,n2", "--set=b.c.mem_limit=1g",
        "--unset", "a.OWN",
      ], readFile: read)
    #expect(
      result.output == """
        --- a/compose.yaml
        +++ b/compose.yaml
        @@ -5,6 +5,7 @@
             image: x:${TAG}
             environment:
               <<: *env
        -      OWN: ${NOWHERE}
        +      RAFT_JOIN: n1,n2
           b.c:
             image: y
        +    mem_limit: 1g

        """)
    #expect(result.status == 0)
  }

  @Test(
    arguments: [
      [], ["compose.yaml"], ["stack/compose.yaml"], ["stack/compose.yaml", "--set"],
      ["stack/compose.yaml", "--set", "a.X"], ["stack/compose.yaml", "--set", "z.X=1"],
      ["stack/compose.yaml", "--what", "x"], ["stack/none.yaml", "--set", "a.X=1"],
    ])
  func wrongCommandLinesAreRefused(arguments: [String]) {
    let result = ComposeFixCommand.run(arguments: arguments, readFile: read)
    #expect(result.output.isEmpty && result.errors.hasPrefix("error: ") && result.status >= 2)
  }
}
