import Foundation
import TestSupport
import Testing

@testable import YAML

/// The official test suite (yaml/yaml-test-suite) as the oracle.
@Suite(.enabled(if: Repository.shared != nil, "needs ../shared"))
struct YAMLSuiteTests {
  /// One case of the suite.
  struct Case: Decodable {
    var id: String
    var name: String
    var yaml: String
    var error: Bool
    var events: String
    var json: String?

    static func all() throws -> [Case] {
      let folder = try #require(Repository.shared)
      let url = folder.appending(path: "suites/yaml-test-suite.jsonl")
      return try Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map {
        try JSONDecoder().decode(Case.self, from: $0)
      }
    }
  }

  @Test func everyValidCaseGivesTheSuitesEvents() throws {
    let cases = try Case.all().filter { !$0.error }
    #expect(cases.count == 308)
    for testCase in cases {
      let events = try YAMLStream.events(of: Array(testCase.yaml.utf8))
      let text = events.map { "\($0)\n" }.joined()
      #expect(text == testCase.events, "\(testCase.id) \(testCase.name)")
    }
  }

  @Test func everyErrorCaseIsRefusedWithAPlace() throws {
    let cases = try Case.all().filter(\.error)
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
}
