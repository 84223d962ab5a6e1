/// One variable of a service's effective environment.
package struct EnvironmentVariable: Sendable {
  package var name: String
  /// What the container gets.
  package var value: String
  /// Where the value is set: the compose file, an `env_file`, or the shell for a pass-through.
  package var origin: SettingOrigin
  /// The text before interpolation (`${DB_PASSWORD}`), when interpolation changed it.
  package var written: String?
  /// The variables that interpolation looked up for the value.
  package var variables: [VariableUse]

  /// The names of the variables that were neither set nor had a default.
  package var unsetVariables: [String] {
    variables.filter { $0.outcome == .unset }.map(\.name)
  }
}
