import Foundation
import Testing

@testable import Signatures

/// The names in a folder of patterns, before any file is opened.
@Suite struct PatternListingTests {
  /// Makes a folder with empty files, and lists it.
  private static func listing(
    _ files: [String], _ body: (URL) throws -> Void = { _ in }
  ) throws -> PatternListing {
    let folder = FileManager.default.temporaryDirectory.appending(path: "listing-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files {
      let path = folder.appending(path: file)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: path)
    }
    try body(folder)
    return PatternListing(folder.path())
  }

  @Test func filesOfAllDepthsHaveIdsAndAreOrdinary() throws {
    let files = ["a/b.yaml", "a/c/d.yaml", "a-b/e.yaml", "f.yaml", ".g.yaml", "h.txt", ".i/j.yaml"]
    let listing = try Self.listing(files)
    #expect(listing.members.map(\.id).sorted() == ["a-b/e", "a/b", "a/c/d", "f"])
    #expect(listing.members.allSatisfy(\.isRegular) && listing.problems.isEmpty)
  }

  @Test func anotherEndingIsTold() throws {
    let listing = try Self.listing(["a/b.yml"])
    #expect(listing.members.isEmpty && listing.problems.map(\.message) == ["name it .yaml"])
  }

  @Test("what lies too deep is told and not read")
  func depth() throws {
    let deep = "1/2/3/4/5/6/7/"
    let listing = try Self.listing([deep + "a.yaml", deep + "8/b.yaml"])
    #expect(listing.members.map(\.id) == [deep + "a"])
    #expect(listing.problems.map(\.message) == ["not read: too deep, or too many files"])
  }

  @Test("links that lead in circles end")
  func circle() throws {
    let listing = try Self.listing(["a/b.yaml"]) { folder in
      for name in ["x", "y", "z"] {
        try FileManager.default.createSymbolicLink(
          at: folder.appending(path: "a/\(name)"), withDestinationURL: folder)
      }
    }
    #expect(listing.members.contains { $0.id == "a/b" } && listing.members.count < 1000)
    #expect(!listing.problems.isEmpty)
  }
}
