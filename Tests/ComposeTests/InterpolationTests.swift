import Testing

@testable import Compose

@Suite struct InterpolationTests {
  private static let shell = ["SET": "value", "EMPTY": "", "HOST": "db", "NESTED": "${SET}"]

  private func expansion(_ text: String) -> (text: String, use: Interpolation) {
    var expansion = Interpolation(
      scope: VariableScope(shell: Self.shell), origin: SettingOrigin(file: "f", line: 1))
    return (expansion.expanded(text), expansion)
  }

  @Test(
    arguments: [
      ("plain", "plain"),
      ("$SET", "value"), ("${SET}", "value"), ("a$SET-b", "avalue-b"), ("$SETX", ""),
      ("${UNSET}", ""), ("${EMPTY}", ""),
      ("${UNSET:-d}", "d"), ("${EMPTY:-d}", "d"), ("${SET:-d}", "value"),
      ("${UNSET-d}", "d"), ("${EMPTY-d}", ""), ("${SET-d}", "value"),
      ("${UNSET:-}", ""), ("${UNSET:-a:b/c}", "a:b/c"),
      ("${SET:?no}", "value"), ("${UNSET:?no}", ""), ("${EMPTY?no}", ""),
      ("${SET:+r}", "r"), ("${EMPTY:+r}", ""), ("${EMPTY+r}", "r"), ("${UNSET+r}", ""),
      ("${UNSET:-${HOST}:80}", "db:80"), ("${UNSET:-${ALSO:-${HOST}}}", "db"),
      ("${SET:+${UNSET:-x}}y", "xy"),
      ("$$SET", "$SET"), ("$${SET}", "${SET}"), ("$$$SET", "$value"),
      // What a variable holds is not expanded again.
      ("${NESTED}", "${SET}"),
      ("{\"a\": \"${SET}\"}", "{\"a\": \"value\"}"),
    ])
  func everyFormIsExpanded(text: String, expected: String) {
    let result = expansion(text)
    #expect(result.text == expected)
    #expect(result.use.problems == [])
  }

  @Test(arguments: ["${", "${SET", "${}", "${1A}", "${SET/a/b}", "$1", "cost: 5$", "${SET^^}"])
  func whatComposeRefusesStaysAndIsReported(text: String) {
    let result = expansion(text)
    #expect(result.text == text)
    #expect(result.use.problems.count == 1)
  }

  @Test func outcomesSayWhyAValueIsWhatItIs() {
    let uses = expansion("$SET ${U} ${U:-d} ${U:?must} ${SET:+x}").use.variables
    let shell = SettingOrigin(kind: .shell, file: "", line: 0)
    #expect(
      uses.map(\.outcome) == [.set(shell), .unset, .defaulted, .required("must"), .replaced])
  }

  @Test func branchesNotTakenAreNotLookedUp() {
    #expect(expansion("${SET:-${UNSET}}").use.variables.map(\.name) == ["SET"])
  }

  @Test func hostileTextsAreBounded() {
    let deep = String(repeating: "${U:-", count: 5000) + String(repeating: "}", count: 5000)
    #expect(expansion(deep).use.problems.count == 1)
    var scope = VariableScope(shell: ["BIG": String(repeating: "x", count: 1 << 16)])
    var text = Interpolation(scope: scope, origin: SettingOrigin(file: "f", line: 1))
    let all = text.expanded(String(repeating: "$BIG", count: 1000))
    #expect(all.utf8.count <= Interpolation.longestText)
    #expect(text.problems.count == 1)
    scope.add([])
  }
}
