import Diagnosis
import Foundation
import Signatures
import TestSupport
import Testing

/// The causes that ship, held against what the diagnosis may offer.
@Suite struct ShippedCausesTests {
  private static let files = SignatureLibrary(folders: [Repository.patterns.path()]).causeFiles
  private static let causes: [Cause] = files.compactMap {
    try? CauseFile.read($0.bytes, id: $0.id, path: $0.path)
  }
  private static let weighed: [Cause] = files.compactMap {
    try? CauseFile.readForWeighing($0.bytes, id: $0.id, path: $0.path)
  }

  @Test func thereAreCauses() {
    #expect(Self.causes.count > 100)
  }

  @Test func detailsThatAreReadLaterAreTheSame() {
    #expect(Self.weighed.map { "\($0.details)" } == Self.causes.map { "\($0.details)" })
  }

  @Test func whatIsReadForWeighingIsTheSame() {
    func rest(_ cause: Cause) -> String {
      "\(cause.id) \(cause.prior) \(cause.isLastResort) \(cause.appliesTo ?? "") "
        + "\(cause.evidence) \(cause.requires) \(cause.refutedBy) \(cause.overWhen) "
        + "\(cause.riskWhen) \(cause.leadsTo)"
    }
    #expect(Self.weighed.map(rest) == Self.causes.map(rest))
  }

  @Test func everyNextCheckOnlyReads() {
    let changing = Self.causes.filter { cause in
      cause.nextCheck.map { !ReadOnlyCommand.isReadOnly($0.command) } ?? false
    }
    #expect(changing.map { "\($0.id): \($0.nextCheck?.command ?? "")" } == [])
  }
}
