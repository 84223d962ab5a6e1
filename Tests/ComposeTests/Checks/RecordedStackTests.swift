import Findings
import TestSupport
import Testing

@testable import Compose

@Suite(.enabled(if: Repository.shared != nil, "needs ../shared"))
struct RecordedStackTests {
  @Test(arguments: RecordedStack.all.filter { $0.truth.patched != nil })
  func fixesGiveThePatchedSettings(_ stack: RecordedStack) {
    let fixes = ComposeChecks.findings(in: stack.project, readFile: stack.read).all
      .filter { $0.severity >= .warning }.flatMap(\.fixes)
    for wanted in stack.truth.patched ?? [] where wanted.count == 3 {
      let path = "environment.\(wanted[1])"
      let changed = fixes.filter { $0.service == wanted[0] && $0.path == path }
      let now = stack.project[service: wanted[0]]?[environment: wanted[1]]?.value
      let values = changed.isEmpty ? [now] : changed.map(\.value)
      if wanted[2] == "*" {
        #expect(values.contains { $0 != nil }, "\(wanted)")
      } else {
        #expect(Set(values) == [wanted[2]], "\(wanted)")
      }
    }
  }

  @Test(arguments: RecordedStack.all.filter { $0.truth.state != "faulty" })
  func nothingFailsInAHealthyStack(_ stack: RecordedStack) {
    let errors = ComposeChecks.findings(in: stack.project, readFile: stack.read).all.filter {
      $0.severity == .error
    }
    #expect(errors.map(\.id) == [])
  }
}
