/// The rules by which an untagged plain scalar gets a meaning.
package enum YAMLSchema: Sendable {
  /// The core schema of YAML 1.2.2 (10.3).
  case core
  /// What docker compose's reader does with a value of no declared type (`resolve.go` of
  /// go-yaml/yaml @v3.0.1): as core, but `017` is octal, `0b1` binary, and `_` may group digits.
  case compose
  /// YAML 1.1 as PyYAML 6 reads it: also `yes`, `on`, and `1:30` as base 60; `0o17` is a string,
  /// and so is, other than there, a base 60 number with a fraction.
  case yaml11

  /// Returns what a plain text means.
  package func value(of text: String) -> YAMLValue {
    if Self.nulls.contains(text) { return .null }
    if let bool = bool(text) { return .bool(bool) }
    guard let first = text.utf8.first,
      first.isDecimalDigit || first == UInt8(ascii: "+") || first == .dash || first == .dot
    else { return .string(text) }
    if let number = integer(text) { return number }
    if let float = float(text) { return .float(float) }
    return .string(text)
  }

  private static let nulls: Set<String> = ["", "~", "null", "Null", "NULL"]

  private func bool(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: self == .yaml11 ? Self.yaml11Bool(text) : nil
    }
  }

  private static func yaml11Bool(_ text: String) -> Bool? {
    switch text {
    case "yes", "Yes", "YES", "on", "On", "ON": true
    case "no", "No", "NO", "off", "Off", "OFF": false
    default: nil
    }
  }
}

// MARK: - Numbers

extension YAMLSchema {
  private func integer(_ text: String) -> YAMLValue? {
    var digits = Substring(text)
    let isNegative = digits.first == "-"
    let isSigned = isNegative || digits.first == "+"
    if isSigned { digits.removeFirst() }
    if self == .compose { digits.removeAll { $0 == "_" } }
    guard digits.utf8.first?.isDecimalDigit == true else { return nil }
    // Behind the first digit only, as PyYAML takes it.
    if self == .yaml11 { digits.removeAll { $0 == "_" } }
    if self == .yaml11, digits.contains(":") {
      return Self.baseSixty(digits).map { .integer(isNegative ? -$0 : $0) }
    }
    let (radix, prefix) = radix(of: digits, isSigned: isSigned)
    return Self.number(digits.dropFirst(prefix), radix: radix, isNegative: isNegative)
  }

  /// The base of a number and the length of the prefix that says it.
  private func radix(of digits: Substring, isSigned: Bool) -> (Int, Int) {
    switch digits.prefix(2) {
    case "0x" where self != .core || !isSigned: (16, 2)
    case "0X" where self == .compose: (16, 2)
    case "0o" where self == .compose || (self == .core && !isSigned): (8, 2)
    case "0O" where self == .compose: (8, 2)
    case "0b" where self != .core: (2, 2)
    case "0B" where self == .compose: (2, 2)
    default: self != .core && digits.count > 1 && digits.first == "0" ? (8, 1) : (10, 0)
    }
  }

  private static func number(
    _ digits: Substring, radix: Int, isNegative: Bool
  ) -> YAMLValue? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ ($0.hexValue ?? 99) < radix }) else {
      return nil
    }
    if let number = Int((isNegative ? "-" : "") + digits, radix: radix) { return .integer(number) }
    if radix == 10 { return Double((isNegative ? "-" : "") + digits).map(YAMLValue.float) }
    let magnitude = digits.utf8.reduce(0.0) { $0 * Double(radix) + Double($1.hexValue ?? 0) }
    return .float(isNegative ? -magnitude : magnitude)
  }

  /// Reads `190:20:30`: after the first, each group is 0 to 59 (yaml.org/type/int.html).
  private static func baseSixty(_ digits: Substring) -> Int? {
    var result = 0
    for (index, group) in digits.split(separator: ":", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard !group.isEmpty, group.utf8.allSatisfy(\.isDecimalDigit), let value = Int(group),
        index == 0 || (value < 60 && group.utf8.count <= 2)
      else { return nil }
      let (product, overflow) = result.multipliedReportingOverflow(by: 60)
      let (sum, carry) = product.addingReportingOverflow(value)
      guard !overflow, !carry else { return nil }
      result = sum
    }
    return digits.first == "0" ? nil : result
  }

  private func float(_ text: String) -> Double? {
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
    case "-.inf", "-.Inf", "-.INF": return -.infinity
    case ".nan", ".NaN", ".NAN": return .nan
    default: break
    }
    let digits = self == .core ? text : text.filter { $0 != "_" }
    guard isFloat(digits), self != .yaml11 || Self.beginsYAML11Float(text) else { return nil }
    return Double(digits)
  }

  /// PyYAML takes no sign before `.5`, and `_` behind a digit only.
  private static func beginsYAML11Float(_ text: String) -> Bool {
    let isSigned = text.first == "-" || text.first == "+"
    let unsigned = text.utf8.dropFirst(isSigned ? 1 : 0)
    let isPointed = unsigned.first == .dot
    guard !isPointed || !isSigned else { return false }
    return (isPointed ? unsigned.dropFirst() : unsigned).first?.isDecimalDigit == true
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, of which PyYAML wants a `.` and a
  /// signed exponent.
  private func isFloat(_ text: String) -> Bool {
    var rest = Substring(text)
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    let whole = rest.prefix { $0.utf8.allSatisfy(\.isDecimalDigit) }
    rest.removeFirst(whole.count)
    let hasDot = rest.first == "."
    var fraction: Substring = ""
    if hasDot {
      rest.removeFirst()
      fraction = rest.prefix { $0.utf8.allSatisfy(\.isDecimalDigit) }
      rest.removeFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty, hasDot || self != .yaml11 else { return false }
    guard rest.first == "e" || rest.first == "E" else { return rest.isEmpty }
    rest.removeFirst()
    let isSigned = rest.first == "-" || rest.first == "+"
    if isSigned { rest.removeFirst() }
    guard isSigned || self != .yaml11 else { return false }
    return !rest.isEmpty && rest.utf8.allSatisfy(\.isDecimalDigit)
  }
}
