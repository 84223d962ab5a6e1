/// How strictly lines inside brackets and quotes must be indented.
package enum YAMLDialect: Sendable {
  /// As YAML 1.2.2 says: deeper than the block around them. A closing bracket that begins its
  /// line may stand anywhere, because every reader in use takes it and files are written so.
  case yaml12
  /// As go-yaml and PyYAML read: anywhere. Meant for files that docker compose accepts.
  case lenient
}
