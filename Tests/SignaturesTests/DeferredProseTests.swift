import Findings
import Foundation
import LogStream
import TestSupport
import Testing
import YAML

@testable import Signatures

/// A library read for matching says what one read whole says.
@Suite struct DeferredProseTests {
  private static let whole = SignatureLibrary(folders: [Repository.patterns.path()])
  private static let matching = SignatureLibrary(folders: [Repository.patterns.path()], .matching)

  /// All of a signature but its prose, as text.
  private static func rest(_ signature: Signature) -> [String] {
    [
      signature.id, "\(signature.severity)", signature.product, "\(signature.match.map(\.text))",
      "\(signature.scope)", "\(signature.matchLines)", signature.file,
      "\(signature.fields.map { ($0.field, $0.alternatives.map(\.text)) })",
      "\(signature.levels?.map(\.rawValue).sorted() ?? [])", "\(signature.unless.map(\.text))",
      "\(signature.versions?.text ?? "")", "\(signature.captures?.sorted() ?? [])",
      "\(signature.services)", "\(signature.identifies)", "\(signature.ends)",
      "\(signature.rate.map { "\($0)" } ?? "")",
      "\(signature.sequence.map { "\($0.templates.map(\.text)) \($0.isWanted) \($0.within)" } ?? "")",
    ]
  }

  @Test func everyShippedSignatureIsTheSame() {
    #expect(Self.matching.signatures.map(Self.rest) == Self.whole.signatures.map(Self.rest))
  }

  @Test func theProseOfEveryShippedFileIsTheSame() {
    #expect(Self.matching.signatures.map(\.prose) == Self.whole.signatures.map(\.prose))
  }

  @Test func theDigestIsTheSame() {
    #expect(Self.matching.digest == Self.whole.digest)
  }

  @Test func theLevelsOfLinesAreTheSame() {
    let ids = Set(Self.whole.signatures.map(\.id).prefix(40))
    let levels = Self.matching.lineLevels(of: ids)
    #expect(levels == Self.whole.lineLevels(of: ids))
    #expect(ids.allSatisfy { Self.matching.lineLevel(of: $0) == levels[$0] })
  }

  @Test func mostShippedFilesAreReadLater() {
    // One of its own: what the other tests ask for is there already.
    let library = SignatureLibrary(folders: [Repository.patterns.path()], .matching)
    let later = library.signatures.filter { !$0.deferredProse.isMade }
    // Those with letters beyond ASCII or an `&` are read whole.
    #expect(later.count * 10 >= library.signatures.count * 9)
  }

  private static func problems(_ yaml: String, _ extent: SignatureLibrary.Extent) -> [String] {
    var folder = PatternFolder()
    folder.add(SignatureFile(path: "a.yaml", id: "x/a", bytes: Array(yaml.utf8)))
    return SignatureLibrary([folder], extent).problems.map(\.description)
  }

  private static let sound = """
    title: T
    severity: info
    match: some text
    source: s
    examples:
      match:
        - some text
      no-match:
        - 'a'
    """

  @Test(
    arguments: [
      ("match: some", "match: a{"), ("title: T\n", ""), ("severity: info", "severity: bad"),
      ("source: s\n", ""), ("source: s", "sauce: s"), ("title: T", "title: T\ntitle: U"),
      ("- 'a'", "- 'a"), ("title: T", "title: 'T"), ("source: s", "source:"),
      ("    - 'a'", "- 'a'"), ("match: some", "  match: some"), ("some text", "\u{1}"),
    ])
  func whatMatchingNeedsIsCheckedAtOnce(old: String, new: String) {
    let yaml = Self.sound.replacing(old, with: new)
    let problems = Self.problems(yaml, .matching)
    #expect(!problems.isEmpty)
    #expect(problems == Self.problems(yaml, .whole))
  }

  @Test(arguments: [
    ("title: T", "title: T."), ("- 'a'", "- a: b"), ("    - 'a'", "   - 'a'\n    b"),
  ])
  func whatIsWrongWithTheProseAloneIsLeftToTheCheck(old: String, new: String) {
    let yaml = Self.sound.replacing(old, with: new)
    #expect(Self.problems(yaml, .matching) == [])
    #expect(!Self.problems(yaml, .whole).isEmpty)
  }

  @Test func aFileThatCannotBeReadLaterHasItsIDForATitle() {
    let yaml = Self.sound.replacing("    - 'a'", with: "   - 'a'\n    b")
    var folder = PatternFolder()
    folder.add(SignatureFile(path: "a.yaml", id: "x/a", bytes: Array(yaml.utf8)))
    #expect(SignatureLibrary([folder], .matching).signature("x/a")?.title == "x/a")
  }
}
