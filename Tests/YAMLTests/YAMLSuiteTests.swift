import TestSupport
import Testing

@testable import YAML

/// Outside oracles: the official test suite, and compose files as PyYAML reads them.
@Suite(.enabled(if: Repository.shared != nil, "needs ../shared"))
struct YAMLSuiteTests {
  @Test func everyValidCaseGivesTheSuitesEvents() throws {
    let cases = try SuiteCase.all().filter { !$0.error }
    #expect(cases.count == 308)
    for testCase in cases {
      let events = try YAMLStream.events(of: Array(testCase.yaml.utf8))
      let text = events.map { "\($0)\n" }.joined()
      #expect(text == testCase.events, "\(testCase.id) \(testCase.name)")
    }
  }

  @Test func everyCaseWithJSONGivesTheSuitesJSON() throws {
    let cases = try SuiteCase.all().filter { !$0.error && $0.json != nil }
    #expect(cases.count == 279)
    for testCase in cases {
      let stream = try YAMLStream(Array(testCase.yaml.utf8))
      let actual = try stream.documents.flatMap { try JSONText.values(in: $0.json()) }
      let expected = try JSONText.values(in: testCase.json ?? "")
      #expect(actual == expected, "\(testCase.id) \(testCase.name)")
    }
  }

  @Test func everyErrorCaseIsRefusedWithAPlace() throws {
    let cases = try SuiteCase.all().filter(\.error)
    #expect(cases.count == 94)
    for testCase in cases {
      let lines = testCase.yaml.split(separator: "\n", omittingEmptySubsequences: false).count
      let error = #expect(throws: YAMLError.self, "\(testCase.id) \(testCase.name)") {
        try YAMLStream(Array(testCase.yaml.utf8))
      }
      #expect((1...lines).contains(error?.line ?? 0), "\(testCase.id)")
      #expect((error?.column ?? 0) >= 1, "\(testCase.id)")
    }
  }

  @Test func everyValidCaseReEmitsItsBytes() throws {
    for testCase in try SuiteCase.all() where !testCase.error {
      try expectByteExact(Array(testCase.yaml.utf8), "\(testCase.id) \(testCase.name)")
    }
  }

  @Test(arguments: [YAMLDialect.yaml12, .lenient])
  func everyComposeFileGivesTheTreeOfPyYAML(dialect: YAMLDialect) throws {
    let cases = try ComposeFileCase.all()
    #expect(cases.count == 163)
    for testCase in cases {
      let stream = try YAMLStream(Array(testCase.text.utf8), dialect: dialect)
      #expect(stream.documents.count == 1, "\(testCase.id)")
      #expect(try stream.documents.map(PlainTree.init) == [testCase.value], "\(testCase.id)")
    }
  }

  @Test func everyComposeFileReEmitsItsBytes() throws {
    for testCase in try ComposeFileCase.all() {
      try expectByteExact(Array(testCase.text.utf8), testCase.id)
    }
  }
}
