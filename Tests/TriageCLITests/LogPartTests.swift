import Findings
import Foundation
import LogStream
import Signatures
import Templates
import TestSupport
import Testing

@testable import TriageCLI

/// Logs that are read in parts say what they say as a whole.
@Suite struct LogPartTests {
  private static let index = SkimmingTests.index

  /// Every log of the samples with its parts cut at random places.
  private static func cut(
    _ folder: URL, _ random: inout SeededGenerator, isMining: Bool = false
  ) throws -> [LogPart] {
    var parts: [LogPart] = []
    for set in LogSet.all(of: EvidenceIntake(paths: [folder.path()]).files).sets {
      let whole = LogPart.read(set, index, isMining: isMining)
      guard set.files.count == 1, let file = set.files[0].entry.plainFile,
        let division = LogReader.division(
          head: try set.files[0].contents(limit: EvidenceKind.headBytes).bytes),
        division.namesContainers == set.isCombined
      else {
        parts.append(whole)
        continue
      }
      let size = set.files[0].entry.size
      var own: [LogPart] = []
      var isUnsure = false
      let bounds = [0] + (0..<random.below(4)).map { _ in random.below(size) }.sorted() + [size]
      for (start, end) in zip(bounds, bounds.dropFirst()) {
        let source = try RangeSource(path: file, start..<end, size: size, division)
        let read = LogPart.read(set, SharedRange(source.range), index, isMining: isMining)
        own.append(read.part)
        isUnsure = isUnsure || read.edges.unsureStart != nil
      }
      parts += isUnsure ? [whole] : own
    }
    return parts
  }

  private static func written(_ parts: [LogPart]) throws -> [LogPart] {
    let file = PartFile(parts, index, patterns: "x")
    let again = try PartFile(bytes: try file.bytes())
    let bytes = try PartFile(again.logs(index), index, patterns: "x").bytes()
    #expect(try file.bytes() == bytes)
    return again.logs(index)
  }

  @Test(arguments: SkimmingTests.samples, 0..<4)
  func partsInAnyOrderAreTheWhole(name: String, seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let folder = Repository.samples.appending(path: name)
    let sets = LogSet.all(of: EvidenceIntake(paths: [folder.path()]).files).sets
    let whole = LogPass(sets.map { LogPart.read($0, Self.index) }, Self.index)
    var parts = try Self.written(try Self.cut(folder, &random))
    for place in parts.indices.dropFirst() { parts.swapAt(place, random.below(place + 1)) }
    let cover = PartCover.checked(parts)
    #expect(cover.problems.isEmpty)
    let merged = LogPass(cover.parts, Self.index)
    #expect(merged.matcher.findings == whole.matcher.findings)
    #expect(
      merged.logs.map(SkimmingTests.withoutCounts) == whole.logs.map(SkimmingTests.withoutCounts))
    #expect(merged.inputs == whole.inputs)
    #expect(merged.loose.groups == whole.loose.groups)
    #expect(merged.problems == whole.problems)
  }

  @Test(arguments: SkimmingTests.samples, 0..<2)
  func whatWasMinedInPartsIsTheWhole(name: String, seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let folder = Repository.samples.appending(path: name)
    let sets = LogSet.all(of: EvidenceIntake(paths: [folder.path()]).files).sets
    let whole = LogPass(sets.map { LogPart.read($0, Self.index, isMining: true) }, Self.index)
    let parts = try Self.cut(folder, &random, isMining: true)
    let merged = LogPass(parts.reversed(), Self.index)
    #expect(!whole.mined.isEmpty)
    #expect(merged.mined.mapValues(\.messages.groups) == whole.mined.mapValues(\.messages.groups))
    #expect(merged.mined.mapValues(\.contents.groups) == whole.mined.mapValues(\.contents.groups))
  }

  @Test func aMissingPartAndOneTwiceAreTold() throws {
    var random = SeededGenerator(seed: 5)
    let folder = Repository.samples.appending(path: SkimmingTests.samples[0])
    let all = try Self.cut(folder, &random) + Self.cut(folder, &random)
    #expect(PartCover.checked(all).problems.contains { $0.contains("are in two parts") })
    let late = all.filter { $0.offset > 0 }
    let early = all.filter { $0.offset == 0 }
    #expect(PartCover.checked(early).problems.contains { $0.contains("are in no part") })
    #expect(PartCover.checked(late).problems.contains { $0.contains("are in no part") })
  }

  @Test(arguments: ["", "{}", #"{"version":1}"#, #"{"version":99,"parts":[]}"#, "\u{0}\u{1}"])
  func whatIsNoPartIsRefused(text: String) {
    #expect(throws: PartFile.Unreadable.self) { try PartFile(bytes: Array(text.utf8)) }
  }
}
