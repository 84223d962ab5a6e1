/// Where a value of the compose model was written.
package struct SettingOrigin: Hashable, Sendable {
  /// What sort of place it is.
  package enum Kind: String, Sendable {
    /// A compose file.
    case compose
    /// A file named by `env_file`, or the project's `.env`.
    case environmentFile = "env-file"
    /// The environment of the process that runs compose.
    case shell
  }

  package var kind: Kind
  /// The path relative to the project; empty for `shell`.
  package var file: String
  /// The 1-based line of the key or list item; 0 for `shell`.
  package var line: Int
  /// The anchor (without `&`) through which the service gets it; nil when it is written in place.
  package var anchor: String?
  /// The bytes of the entry or list item in the file, 0-based.
  package var range: Range<Int>

  package init(
    kind: Kind = .compose, file: String, line: Int, anchor: String? = nil, range: Range<Int> = 0..<0
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.anchor = anchor
    self.range = range
  }
}

extension SettingOrigin: CustomStringConvertible {
  /// `file:line`, with the anchor where there is one.
  package var description: String {
    guard kind != .shell else { return "the shell's environment" }
    return "\(file):\(line)" + (anchor.map { " (&\($0))" } ?? "")
  }
}
