/// Reads the JSON of the suite's cases, documents one after another; independent of the module.
struct JSONText {
  /// A JSON value; numbers compare as numbers, and objects whatever the order of their keys.
  enum Value: Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([Value])
    case object([String: Value])
  }

  struct Malformed: Error {
    var offset: Int
  }

  private var rest: Substring.UnicodeScalarView
  private let length: Int

  private init(_ text: String) {
    rest = Substring(text).unicodeScalars
    length = rest.count
  }

  static func values(in text: String) throws -> [Value] {
    var reader = JSONText(text)
    var values: [Value] = []
    while true {
      reader.skipBlanks()
      if reader.rest.isEmpty { return values }
      values.append(try reader.value())
    }
  }

  private mutating func skipBlanks() {
    while let first = rest.first, " \n\r\t".unicodeScalars.contains(first) { rest.removeFirst() }
  }

  private mutating func take(_ expected: String) throws {
    for scalar in expected.unicodeScalars {
      guard rest.first == scalar else { throw Malformed(offset: length - rest.count) }
      rest.removeFirst()
    }
  }

  private mutating func value() throws -> Value {
    skipBlanks()
    switch rest.first {
    case "{": return try object()
    case "[": return try array()
    case "\"": return .string(try string())
    case "t":
      try take("true")
      return .bool(true)
    case "f":
      try take("false")
      return .bool(false)
    case "n":
      try take("null")
      return .null
    default:
      let digits = String(rest.prefix { "+-.eE0123456789".unicodeScalars.contains($0) })
      guard let number = Double(digits) else { throw Malformed(offset: length - rest.count) }
      rest.removeFirst(digits.unicodeScalars.count)
      return .number(number)
    }
  }

  private mutating func object() throws -> Value {
    var members: [String: Value] = [:]
    try take("{")
    skipBlanks()
    while rest.first != "}" {
      if !members.isEmpty { try take(",") }
      skipBlanks()
      let key = try string()
      skipBlanks()
      try take(":")
      members[key] = try value()
      skipBlanks()
    }
    try take("}")
    return .object(members)
  }

  private mutating func array() throws -> Value {
    var items: [Value] = []
    try take("[")
    skipBlanks()
    while rest.first != "]" {
      if !items.isEmpty { try take(",") }
      items.append(try value())
      skipBlanks()
    }
    try take("]")
    return .array(items)
  }

  private mutating func string() throws -> String {
    try take("\"")
    var units: [UInt16] = []
    while let scalar = rest.popFirst(), scalar != "\"" {
      guard scalar == "\\" else {
        units.append(contentsOf: String(scalar).utf16)
        continue
      }
      let code = rest.popFirst() ?? " "
      if code == "u" {
        units.append(UInt16(String(rest.prefix(4)), radix: 16) ?? 0xFFFD)
        rest.removeFirst(4)
      } else {
        let meanings: [UnicodeScalar: String] = [
          "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{c}",
        ]
        units.append(contentsOf: (meanings[code] ?? String(code)).utf16)
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
