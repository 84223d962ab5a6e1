package import Findings
package import LogStream
import YAML

/// What a line of a log may say, and what that proves: one file of `Patterns/`.
package struct Signature: Sendable {
  /// Which text of a record its templates are searched in.
  package enum Scope: String, CaseIterable, Sendable {
    /// Message and error of a structured record; of any other record its whole text.
    case message
    /// The whole text of the record, escapes and all.
    case text
  }

  /// A condition on one field of a structured record.
  package struct FieldCondition: Sendable {
    package var field: String
    /// Of these one must be found in the value.
    package var alternatives: [Template]
  }

  /// A rate below which the line means nothing.
  package struct Rate: Equatable, Sendable {
    package var count: Int
    /// In nanoseconds.
    package var within: Int64
  }

  /// Another line of the same container that must, or must not, follow.
  package struct Sequence: Sendable {
    /// Of these one must, or none may, be found.
    package var templates: [Template]
    /// Whether the line must follow; else it must not.
    package var isWanted: Bool
    /// In nanoseconds.
    package var within: Int64
  }

  /// A line that was pasted to show what the signature takes or leaves.
  package struct Example: Equatable, Sendable {
    package var text: String
    /// The 1-based line of the file on which it stands.
    package var line: Int
  }

  /// What people and the check of the files read, and matching does not.
  package struct Prose: Equatable, Sendable {
    package var title: String
    package var proves = ""
    package var provesNot = ""
    /// Ids of signatures that may match this one's examples too.
    package var also: [String] = []
    /// Where it is known from.
    package var source = ""
    package var matchExamples: [Example] = []
    package var noMatchExamples: [Example] = []

    package init(title: String) { self.title = title }
  }

  /// The path of its file below the library's folder, without `.yaml`.
  package var id: String
  package var severity: Severity
  /// What the line is of; `general` and the like are products too.
  package var product: String
  package var match: [Template]
  package var scope: Scope = .message
  package var fields: [FieldCondition] = []
  /// The levels that a record may have; nil when that does not matter.
  package var levels: Set<Level>?
  package var unless: [Template] = []
  package var versions: VersionRange?
  /// Which placeholders become values; nil for all named ones.
  package var captures: Set<String>?
  /// Parts of service or image names, in lower case, to which it is restricted; empty for any.
  package var services: [String] = []
  /// Whether the line is written by the product itself only.
  package var identifies = false
  /// Ids, and prefixes as `prefix/*`, of findings that this line shows to be over.
  package var ends: [String] = []
  package var rate: Rate?
  package var sequence: Sequence?
  /// Read of its file when it is asked for, where only matching was wanted.
  var deferredProse: Deferred<Prose>
  /// The path of its file, for messages.
  package var file = ""
  /// The 1-based line of the file on which each template of `match` stands.
  package var matchLines: [Int] = []

  init(
    id: String, severity: Severity, product: String, match: [Template], prose: Deferred<Prose>
  ) {
    self.id = id
    deferredProse = prose
    self.severity = severity
    self.product = product
    self.match = match
  }

  /// Stands for one that could not be read.
  init(unread id: String) {
    self.init(
      id: id, severity: .info, product: "", match: [], prose: Deferred { Prose(title: id) })
  }

  /// What people and the check of the files read.
  package var prose: Prose { deferredProse.value }

  package var title: String { prose.title }

  /// What a finding of it says under `proves`: both sides in one text.
  package var claim: String {
    let prose = prose
    return [prose.proves, prose.provesNot.isEmpty ? "" : "It does not prove: \(prose.provesNot)"]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}
