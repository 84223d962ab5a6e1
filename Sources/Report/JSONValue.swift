/// A JSON value whose objects keep their order, and the text that stands for it.
enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// Builds an object from keys and values, in that order.
  static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { (key: $0.key, value: $0.value) })
  }

  static func strings(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }

  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// The text over several lines, indented by two blanks a level; scalars of one list share a line.
  var indented: String {
    var text = ""
    write(to: &text, depth: 0)
    return text + "\n"
  }

  private func write(to text: inout String, depth: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += Self.decimal(value)
    case .string(let value): Self.quote(value, to: &text)
    case .array(let items) where items.allSatisfy(\.isScalar):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += ", " }
        item.write(to: &text, depth: depth)
      }
      text += "]"
    case .array(let items):
      Self.block("[", "]", items, to: &text, depth: depth) { item, text in
        item.write(to: &text, depth: depth + 1)
      }
    case .object(let members) where members.isEmpty: text += "{}"
    case .object(let members):
      Self.block("{", "}", members, to: &text, depth: depth) { member, text in
        Self.quote(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, depth: depth + 1)
      }
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func block<Item>(
    _ open: String, _ close: String, _ items: [Item], to text: inout String, depth: Int,
    write: (Item, inout String) -> Void
  ) {
    text += open
    for (index, item) in items.enumerated() {
      text += (index > 0 ? ",\n" : "\n") + blanks(2 * depth + 2)
      write(item, &text)
    }
    text += "\n" + blanks(2 * depth) + close
  }

  /// A finite number; JSON has no other, so that anything else is null.
  private static func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value.rounded() == value, value.magnitude < 1e15 { return String(Int(value)) }
    return String(value)
  }

  /// Escapes what RFC 8259 demands, and also DEL, C1 and the line separators U+2028 and U+2029.
  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar.value {
      case 0x22: text += "\\\""
      case 0x5c: text += "\\\\"
      case 0x0a: text += "\\n"
      case 0x0d: text += "\\r"
      case 0x09: text += "\\t"
      case 0..<0x20, 0x7f..<0xa0, 0x2028, 0x2029:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .string(value) }
}
