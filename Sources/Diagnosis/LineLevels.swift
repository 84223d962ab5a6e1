import Synchronization

/// The quietest levels at which the lines of log findings are written, each found out when it is
/// first asked for.
package final class LineLevels: Sendable {
  private let find: @Sendable (String) -> String?
  private let found = Mutex<[String: String?]>([:])

  /// Takes how the level of a finding's line is found out; nil where it is not known.
  package init(_ find: @escaping @Sendable (String) -> String?) { self.find = find }

  /// The level of a finding's line, by its id; nil where it is not known.
  package subscript(finding: String) -> String? {
    found.withLock { found in
      if let level = found[finding] { return level }
      let level = find(finding)
      found[finding] = level
      return level
    }
  }
}
