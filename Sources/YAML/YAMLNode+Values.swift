extension YAMLNode {
  /// What a scalar means under a schema; nil for collections.
  ///
  /// A quoted scalar and one tagged `!` or `!!str` is a string. `!!int`, `!!float`, `!!bool` and
  /// `!!null` give their meaning to quoted scalars too; a text that does not fit stays a string.
  package func value(in schema: YAMLSchema = .compose) -> YAMLValue? {
    guard case .scalar(let text, let style) = content else { return nil }
    switch tag {
    case nil: return style == .plain ? schema.value(of: text) : .string(text)
    case "tag:yaml.org,2002:int", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
      return schema.value(of: text)
    case "tag:yaml.org,2002:float":
      if case .integer(let number) = schema.value(of: text) { return .float(Double(number)) }
      return schema.value(of: text)
    default: return .string(text)
    }
  }

  /// The truth value where a program wants one, as go-yaml reads it into a `bool`: `true`,
  /// `false`, and of YAML 1.1 `y`, `yes`, `on`, `n`, `no`, `off`; nil for anything else.
  package var resolvedBool: Bool? {
    guard case .scalar(let text, .plain) = content else { return nil }
    switch text {
    case "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON": return true
    case "false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF": return false
    default: return nil
    }
  }

  /// The whole number under compose's rules (`0o17`, `017`, `0x1F`, `1_000`); nil for anything
  /// else.
  package var resolvedInt: Int? { resolvedInt(in: .compose) }

  /// The whole number under a schema; base 60 (`1:30`) is one in `yaml11` only.
  package func resolvedInt(in schema: YAMLSchema) -> Int? {
    if case .integer(let number) = value(in: schema) { number } else { nil }
  }

  /// The number under compose's rules, whole or not; nil for anything else.
  package var resolvedFloat: Double? {
    switch value(in: .compose) {
    case .integer(let number): Double(number)
    case .float(let number): number
    default: nil
    }
  }
}
