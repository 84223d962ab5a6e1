/// Expands `$NAME` and `${NAME…}` in one text, in all forms that compose-go's template package knows.
///
/// `$$` is a dollar sign. A malformed expression stays as it is and is reported.
struct Interpolation {
  /// Bytes that one expanded text may have; what is longer is cut off with a problem.
  static let longestText = 1 << 20
  /// Expressions inside the default of an expression.
  static let deepestNesting = 32

  let scope: VariableScope
  let origin: SettingOrigin
  private(set) var variables: [VariableUse] = []
  private(set) var problems: [String] = []

  init(scope: VariableScope, origin: SettingOrigin) {
    self.scope = scope
    self.origin = origin
  }

  /// The text with every expression replaced.
  mutating func expanded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    let bytes = expanded(Array(text.utf8)[...], depth: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func expanded(_ text: ArraySlice<UInt8>, depth: Int) -> [UInt8] {
    guard depth <= Self.deepestNesting else {
      problems.append("expressions are nested deeper than \(Self.deepestNesting)")
      return []
    }
    var output: [UInt8] = []
    var rest = text
    while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
      output += rest[..<dollar]
      rest = rest[(dollar + 1)...]
      output += replacement(&rest, depth: depth)
      guard output.count <= Self.longestText else {
        problems.append("the value is longer than \(Self.longestText) bytes after interpolation")
        return Array(output.prefix(Self.longestText))
      }
    }
    return output + rest
  }

  /// What stands for the expression after a dollar sign; removes the expression from `rest`.
  private mutating func replacement(_ rest: inout ArraySlice<UInt8>, depth: Int) -> [UInt8] {
    if rest.first == UInt8(ascii: "$") {
      rest = rest.dropFirst()
      return [UInt8(ascii: "$")]
    }
    if rest.first == UInt8(ascii: "{") {
      guard let end = Self.closingBrace(rest) else {
        problems.append("an expression \"${\" without \"}\"")
        return [UInt8(ascii: "$")]
      }
      let expression = rest[(rest.startIndex + 1)..<end]
      rest = rest[(end + 1)...]
      return value(of: expression, depth: depth)
    }
    let name = Self.name(rest)
    guard !name.isEmpty else {
      problems.append("a \"$\" that starts no variable; write \"$$\" for a dollar sign")
      return [UInt8(ascii: "$")]
    }
    rest = rest[name.endIndex...]
    return value(of: name, depth: depth)
  }

  private mutating func value(of expression: ArraySlice<UInt8>, depth: Int) -> [UInt8] {
    let nameBytes = Self.name(expression)
    var rest = expression[nameBytes.endIndex...]
    let name = String(decoding: nameBytes, as: UTF8.self)
    let needsText = rest.first == UInt8(ascii: ":")
    if needsText { rest = rest.dropFirst() }
    let found = scope[name]
    let isTaken = found.map { !needsText || !$0.text.isEmpty } ?? false
    let operand = rest.dropFirst()

    switch rest.first {
    case _ where name.isEmpty:
      problems.append("\"${\(String(decoding: expression, as: UTF8.self))}\" names no variable")
      return Array("${".utf8) + expression + [UInt8(ascii: "}")]
    case nil where !needsText:
      use(name, found.map { .set($0.origin) } ?? .unset)
      return Array((found?.text ?? "").utf8)
    case UInt8(ascii: "-"):
      guard let found, isTaken else {
        use(name, .defaulted)
        return expanded(operand, depth: depth + 1)
      }
      use(name, .set(found.origin))
      return Array(found.text.utf8)
    case UInt8(ascii: "?"):
      guard let found, isTaken else {
        let message = expanded(operand, depth: depth + 1)
        use(name, .required(String(decoding: message.prefix(200), as: UTF8.self)))
        return []
      }
      use(name, .set(found.origin))
      return Array(found.text.utf8)
    case UInt8(ascii: "+"):
      use(name, .replaced)
      return isTaken ? expanded(operand, depth: depth + 1) : []
    default:
      problems.append(
        "\"${\(String(decoding: expression.prefix(80), as: UTF8.self))}\" is no form that compose knows"
      )
      return Array("${".utf8) + expression + [UInt8(ascii: "}")]
    }
  }

  private mutating func use(_ name: String, _ outcome: VariableUse.Outcome) {
    variables.append(VariableUse(name: name, outcome: outcome, origin: origin))
  }

  /// The brace that closes the one at the start of `text`.
  private static func closingBrace(_ text: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "{") where index == text.startIndex || text[index - 1] == UInt8(ascii: "$"):
        depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  /// The longest `[_a-zA-Z][_a-zA-Z0-9]*` at the start of `text`.
  private static func name(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = text.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return text.prefix(0)
    }
    return text.prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
  }
}
