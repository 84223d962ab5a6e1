extension YAMLNode {
  /// The node as JSON on one line, plain scalars resolved by a schema.
  ///
  /// Keys become strings: of a collection, its own JSON. Numbers that JSON has no notation for
  /// become strings (`".inf"`). Aliases are expanded.
  package func json(schema: YAMLSchema = .core) -> String {
    var text = ""
    write(to: &text, schema: schema)
    return text
  }

  private func write(to text: inout String, schema: YAMLSchema) {
    switch content {
    case .scalar(let written, _):
      text += Self.json(of: value(in: schema) ?? .null, written: written)
    case .sequence(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(to: &text, schema: schema)
      }
      text += "]"
    case .mapping(let entries):
      text += "{"
      for (index, entry) in entries.enumerated() {
        if index > 0 { text += "," }
        text += Self.quoted(entry.key.text ?? entry.key.json(schema: schema)) + ":"
        entry.value.write(to: &text, schema: schema)
      }
      text += "}"
    }
  }

  private static func json(of value: YAMLValue, written: String) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .integer(let number): "\(number)"
    case .float(let number): number.isFinite ? "\(number)" : quoted(written)
    case .string(let string): quoted(string)
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<" ":
        result += scalar.value < 16 ? "\\u000" : "\\u00"
        result += String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
