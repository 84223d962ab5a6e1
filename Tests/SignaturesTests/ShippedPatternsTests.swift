import Findings
import Foundation
import LogStream
import Signatures
import TestSupport
import Testing

/// Every file that ships, held against its own examples and all others.
@Suite struct ShippedPatternsTests {
  private static let library = SignatureLibrary(folders: [Repository.patterns.path()])

  @Test func thereAreSignatures() {
    #expect(Self.library.signatures.count > 100)
  }

  @Test func theCheckFindsNoProblem() {
    #expect(SignatureCheck(Self.library).problems.map(\.description) == [])
  }

  @Test func theCheckIsFast() {
    let elapsed = ContinuousClock().measure { _ = SignatureCheck(Self.library) }
    // A debug build on a busy machine; a release build takes a tenth.
    #expect(elapsed < .seconds(5))
  }

  @Test func whatEndsAFindingNamesAFinding() {
    let ids = Set(Self.library.signatures.map(\.id))
    let prefixes = ["api/", "compose/", "container/", "docker/"]
    for (id, ends) in Self.library.endings {
      for end in ends where !prefixes.contains(where: end.hasPrefix) {
        let isKnown =
          end.hasSuffix("/*")
          ? ids.contains { $0.hasPrefix(end.dropLast(1)) } : ids.contains(end)
        #expect(isKnown, "\(id) ends \(end), which no file names")
      }
    }
  }
}
