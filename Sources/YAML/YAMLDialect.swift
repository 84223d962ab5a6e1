/// How strictly lines inside brackets and quotes must be indented, and comments set off.
package enum YAMLDialect: Sendable {
  /// As YAML 1.2.2 says: lines deeper than the block around them, a blank before `#`.
  ///
  /// A closing bracket that begins its
  /// line may stand anywhere, because every reader in use takes it and files are written so.
  case yaml12
  /// As go-yaml and PyYAML read: lines anywhere, and `#` at once behind a quote or a bracket.
  ///
  /// Meant for files that docker compose accepts.
  case lenient
}
