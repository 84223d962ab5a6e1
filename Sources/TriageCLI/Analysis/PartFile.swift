import Findings
import Report
import Signatures
import Templates

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What `scan` writes and `merge` reads: the parts of some logs, and what was wrong with the input.
struct PartFile: Codable {
  /// The form's version; it changes with any change of what is kept.
  static let version = 2

  private struct Part: Codable {
    var name: LogName
    var offset: Int
    var files: [LogPart.File]
    var spans: [ServiceLog]
    var matcher: MatcherPart
    var loose: [String: LooseLines]
    var restricted: [Restricted]
  }

  private struct Restricted: Codable {
    var container: String
    var signatures: [String]
    var errors: Int
    var last: Int
    var lines: LooseLines
  }

  /// An input that was not used.
  struct Refusal: Codable, Hashable {
    var path: String
    var format: String
    var note: String
    var bytes: Int
  }

  private var version = PartFile.version
  /// The digest of the signatures that the logs were compared with.
  private(set) var patterns: String
  private(set) var refused: [Refusal]
  private(set) var problems: [String]
  private var parts: [Part]

  init(
    _ parts: [LogPart], _ index: SignatureIndex, patterns: String, refused: [Refusal] = [],
    problems: [String] = []
  ) {
    self.patterns = patterns
    self.refused = refused
    self.problems = problems
    let ids = index.signatures.map(\.id)
    self.parts = parts.map { part in
      Part(
        name: part.name, offset: part.offset, files: part.files, spans: part.spans,
        matcher: MatcherPart(part.matcher), loose: part.loose,
        restricted: part.restricted.map { errors in
          Restricted(
            container: errors.container, signatures: errors.signatures.map { ids[$0] },
            errors: errors.errors, last: errors.last, lines: errors.lines)
        })
    }
  }

  /// The parts as values that merge.
  func logs(_ index: SignatureIndex) -> [LogPart] {
    let numbers = Dictionary(
      uniqueKeysWithValues: index.signatures.enumerated().map { ($1.id, $0) })
    return parts.map { coded in
      var part = LogPart(coded.name, offset: coded.offset, index)
      part.files = coded.files
      part.matcher = coded.matcher.matcher(index)
      part.loose = coded.loose
      part.add(coded.spans)
      part.restricted = coded.restricted.map { errors in
        LogPart.Restricted(
          container: errors.container, signatures: errors.signatures.compactMap { numbers[$0] },
          errors: errors.errors, last: errors.last, lines: errors.lines)
      }
      return part
    }
  }

  // MARK: Bytes

  /// Why a file is no part file.
  struct Unreadable: Error {
    var reason: String
  }

  /// One line of JSON with sorted keys.
  func bytes() throws(Unreadable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw Unreadable(reason: "cannot be written: \(error)")
    }
  }

  init(bytes: [UInt8]) throws(Unreadable) {
    struct Head: Decodable {
      var version: Int
    }
    let data = Data(bytes)
    guard let head = try? JSONDecoder().decode(Head.self, from: data) else {
      throw Unreadable(reason: "not a part that logtriage scan wrote")
    }
    guard head.version == Self.version else {
      throw Unreadable(
        reason: "of form \(head.version), this program reads \(Self.version); scan the logs again")
    }
    do {
      self = try JSONDecoder().decode(PartFile.self, from: data)
    } catch {
      throw Unreadable(reason: "damaged: scan the logs again")
    }
  }
}
