import Diagnosis
import Foundation
import Signatures
import TestSupport
import Testing

/// The causes that ship, held against what the diagnosis may offer.
@Suite struct ShippedCausesTests {
  private static let causes: [Cause] = SignatureLibrary(folders: [Repository.patterns.path()])
    .causeFiles.compactMap { try? CauseFile.read($0.bytes, id: $0.id, path: $0.path) }

  @Test func thereAreCauses() {
    #expect(Self.causes.count > 100)
  }

  @Test func everyNextCheckOnlyReads() {
    let changing = Self.causes.filter { cause in
      cause.nextCheck.map { !ReadOnlyCommand.isReadOnly($0.command) } ?? false
    }
    #expect(changing.map { "\($0.id): \($0.nextCheck?.command ?? "")" } == [])
  }
}
