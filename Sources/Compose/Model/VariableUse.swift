/// One lookup of a variable by `$NAME` or `${NAME…}`.
package struct VariableUse: Hashable, Sendable {
  /// What the lookup found.
  package enum Outcome: Hashable, Sendable {
    /// The variable's value, and where that was set.
    case set(SettingOrigin)
    /// The default written behind `:-` or `-`.
    case defaulted
    /// The variable is unset and has no default: compose warns and takes an empty text.
    case unset
    /// `:?` or `?`: compose stops with this message.
    case required(String)
    /// `:+` or `+`: the replacement or an empty text.
    case replaced
  }

  package var name: String
  package var outcome: Outcome
  /// Where the expression is written.
  package var origin: SettingOrigin

  package init(name: String, outcome: Outcome, origin: SettingOrigin) {
    self.name = name
    self.outcome = outcome
    self.origin = origin
  }
}
