import Findings
import Foundation
import TestSupport
import Testing

@testable import Compose

/// The checks on compose files of public repositories, which mostly work.
@Suite(.enabled(if: Repository.shared != nil, "needs ../shared"))
struct PublicStacksTests {
  private struct Row: Decodable {
    let id: String
    let text: String
  }

  @Test func noCheckWarnsOnMoreThanATwelfthOfThem() throws {
    let url = try #require(Repository.shared).appending(path: "suites/compose-files.jsonl")
    let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Row.self, from: Data($0.utf8))
    }
    var warned: [String: Set<String>] = [:]
    for row in rows {
      let project = ComposeProject(files: ["c.yaml"]) {
        $0 == "c.yaml" ? Array(row.text.utf8) : nil
      }
      for finding in ComposeChecks.findings(in: project).all where finding.severity >= .warning {
        warned[finding.id, default: []].insert(row.id)
      }
    }
    #expect(rows.count > 100)
    for (id, files) in warned {
      #expect(files.count * 12 <= rows.count, "\(id): \(files.sorted())")
    }
  }

  @Test(arguments: 0..<8)
  func cutAndMixedFilesDoNotTrap(_ seed: Int) throws {
    let url = try #require(Repository.shared).appending(path: "suites/compose-files.jsonl")
    let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Row.self, from: Data($0.utf8))
    }
    var random = Numbers(state: UInt64(seed + 1))
    for row in rows where random.next() % 6 == 0 {
      var bytes = Array(row.text.utf8)
      for _ in 0..<8 where !bytes.isEmpty {
        let place = Int(random.next() % UInt64(bytes.count))
        let words = ["-1", "99999999999999999999", ":", "\"", ",,", "${X", "é", "0", " ", "[]"]
        let end = min(bytes.count, place + Int(random.next() % 4))
        bytes.replaceSubrange(place..<end, with: words[Int(random.next() % 10)].utf8)
      }
      let text = bytes
      let project = ComposeProject(files: ["c.yaml"]) { $0 == "c.yaml" ? text : nil }
      let found = ComposeChecks.findings(in: project) { _ in text }
      #expect(found.all.allSatisfy { $0.kind == .compose && !$0.title.contains("\n") })
    }
  }
}

/// A xorshift generator, so that a failing seed can be run again.
private struct Numbers {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
