import LogStream
import Signatures
import Testing

@testable import TriageCLI

@Suite("What the parts of a log cover")
struct PartCoverTests {
  private func part(_ bytes: Range<Int>, of path: String = "a.log") -> LogPart {
    let name = LogName(paths: [path], isCombined: false)
    var part = LogPart(name, offset: bytes.lowerBound, SignatureIndex([]))
    part.files[0].statistics.bytes = bytes.count
    return part
  }

  private func offsets(_ parts: [LogPart]) -> [Int] { parts.map(\.offset) }

  @Test("Parts are used in the order of their bytes, however they come")
  func order() {
    let (used, problems) = PartCover.checked([part(20..<30), part(0..<10), part(10..<20)])
    #expect(offsets(used) == [0, 10, 20])
    #expect(problems.isEmpty)
  }

  @Test(
    "A part is empty where two bounds moved to one place, and says nothing",
    arguments: [[10..<10, 10..<20], [10..<20, 10..<10]])
  func empty(_ rest: [Range<Int>]) {
    let (used, problems) = PartCover.checked([part(0..<10)] + rest.map { part($0) })
    #expect(offsets(used) == [0, 10])
    #expect(used.last?.files[0].statistics.bytes == 10)
    #expect(problems.isEmpty)
  }

  @Test("An empty log is kept")
  func emptyLog() {
    let (used, problems) = PartCover.checked([part(0..<0)])
    #expect(offsets(used) == [0])
    #expect(problems.isEmpty)
  }

  @Test("What is missing is told when all parts should be there, and not before")
  func gap() {
    let parts = [part(0..<10), part(20..<30), part(5..<9, of: "b.log")]
    let (used, problems) = PartCover.checked(parts)
    #expect(used.count == 3)
    #expect(
      problems == [
        "a.log: bytes 10 to 20 are in no part; the rest is analysed",
        "b.log: bytes 0 to 5 are in no part; the rest is analysed",
      ])
    #expect(PartCover.checked(parts, areAll: false).problems.isEmpty)
  }

  @Test("What is there twice is used once, and told at every step")
  func twice() {
    for areAll in [true, false] {
      let (used, problems) = PartCover.checked(
        [part(0..<10), part(0..<10), part(10..<20)], areAll: areAll)
      #expect(offsets(used) == [0, 10])
      #expect(problems == ["a.log: bytes from 0 on are in two parts; one is used"])
    }
  }
}
