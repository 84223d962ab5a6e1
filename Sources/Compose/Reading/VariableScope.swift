/// The variables that interpolation can see: the shell's first, then `.env` files.
struct VariableScope: Sendable {
  /// A variable's value and where it was set.
  struct Value: Sendable {
    var text: String
    var origin: SettingOrigin
  }

  private var values: [String: Value]

  init(shell: [String: String]) {
    let origin = SettingOrigin(kind: .shell, file: "", line: 0)
    values = shell.mapValues { Value(text: $0, origin: origin) }
  }

  subscript(name: String) -> Value? { values[name] }

  /// Adds the variables of a weaker source; those that are already set stay.
  mutating func add(_ variables: [DotEnvFile.Variable]) {
    var added: [String: Value] = [:]
    for variable in variables {
      // The last line of a file that sets a variable is the one that counts.
      added[variable.name] = variable.value.map { Value(text: $0, origin: variable.origin) }
    }
    values.merge(added) { strong, _ in strong }
  }
}
