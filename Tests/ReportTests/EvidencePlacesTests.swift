import Findings
import Testing

@testable import Report

@Suite struct EvidencePlacesTests {
  @Test(
    arguments: [
      ([("a.log", 3), ("a.log", 1), ("a.log", 3)], ["a.log:1, 3"]),
      (
        [("logs/weaviate-node1.log", 58), ("logs/weaviate-node2.log", 57)],
        ["logs/weaviate-node1.log:58", "node2:57"]
      ),
      ([("api/n1/stat.json", nil), ("api/n2/stat.json", nil)], ["api/{n1,n2}/stat.json"]),
      ([("a.log", 1), ("docker-compose.yaml", 2)], ["a.log:1", "docker-compose.yaml:2"]),
      ([("x.json", nil)], ["x.json"]),
      ([], []),
      (
        (1...6).map { (index: Int) -> (String, Int?) in ("logs/n\(index).log", index) },
        ["logs/n1.log:1", "n2:2", "n3:3", "n4:4", "+2"]
      ),
    ] as [([(String, Int?)], [String])])
  func placesAreShort(samples: [(String, Int?)], words: [String]) {
    let evidence = samples.map { Evidence(source: $0.0, line: $0.1) }
    #expect(EvidencePlaces.words(evidence) == words)
  }
}
