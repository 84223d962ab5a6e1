/// A `.env` file or a file named by `env_file`: `[export ]NAME[=VALUE]` lines.
///
/// Unquoted and double-quoted values are interpolated, single-quoted ones are taken as they are, and
/// an unquoted value ends at a blank before `#` (compose-spec/compose-go `dotenv/parser.go`).
struct DotEnvFile: Sendable {
  /// One assignment.
  struct Variable: Sendable {
    var name: String
    /// nil: named without a value and not set in the shell.
    var value: String?
    /// The line(s) of the assignment without the line end.
    var origin: SettingOrigin
    /// The bytes of the value with its quotes; nil for a name without `=`.
    var valueRange: Range<Int>?
    var variables: [VariableUse] = []
  }

  /// How values are read.
  enum Format: Sendable {
    case quoted
    /// `format: raw` of an `env_file` entry: the text behind `=` as it is.
    case raw
  }

  private(set) var variables: [Variable] = []
  private(set) var warnings: [ComposeWarning] = []

  private let file: String
  private let bytes: [UInt8]
  private let scope: VariableScope

  /// Reads a file of at most `largest` bytes.
  init(_ bytes: [UInt8], file: String, scope: VariableScope, format: Format = .quoted) {
    self.file = file
    self.scope = scope
    self.bytes = bytes.count <= Self.largest ? bytes : []
    if bytes.count > Self.largest {
      warn(1, "larger than \(Self.largest) bytes; not read")
    }
    var line = 1
    var index = self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < self.bytes.count {
      let end = readLine(at: index, line: line, format: format)
      line += self.bytes[index..<end].count { $0 == UInt8(ascii: "\n") }
      index = end
    }
  }

  static let largest = 4 << 20  // bytes

  /// Reads the assignment whose line starts at `start`; returns the start of the next line.
  private mutating func readLine(at start: Int, line: Int, format: Format) -> Int {
    let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let next = min(lineEnd + 1, bytes.count)
    var head = Self.trimmed(bytes[start..<lineEnd])
    guard let first = head.first, first != UInt8(ascii: "#") else { return next }
    if head.starts(with: "export ".utf8) { head = Self.trimmed(head.dropFirst(7)) }

    let separators: [UInt8] =
      format == .raw ? [UInt8(ascii: "=")] : [UInt8(ascii: "="), UInt8(ascii: ":")]
    guard let separator = head.firstIndex(where: separators.contains) else {
      let name = String(decoding: head, as: UTF8.self)
      let value = Self.isName(name) ? scope[name]?.text : nil
      if !Self.isName(name) { warn(line, "\"\(name.prefix(40))\" is no NAME=VALUE") }
      add(Variable(name: name, value: value, origin: origin(line, head.startIndex..<head.endIndex)))
      return next
    }
    let name = String(decoding: Self.trimmed(head[..<separator]), as: UTF8.self)
    guard Self.isName(name) else {
      warn(line, "\"\(name.prefix(40))\" is no name of a variable")
      return next
    }
    let place = Place(name: name, line: line, start: head.startIndex)
    if format == .raw {
      let text = bytes[(separator + 1)..<Self.withoutCarriageReturn(bytes, separator + 1, lineEnd)]
      addLiteral(place, range: text.startIndex..<text.endIndex, text: text)
      return next
    }
    return readValue(place, after: separator + 1, lineEnd: lineEnd)
  }

  private struct Place {
    var name: String
    var line: Int
    var start: Int
  }

  private mutating func readValue(_ place: Place, after start: Int, lineEnd: Int) -> Int {
    let rest = Self.trimmed(bytes[start..<lineEnd])
    if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      if let close = closingQuote(quote, from: rest.startIndex + 1) {
        addQuoted(place, quote: quote, range: rest.startIndex..<(close + 1))
        let end = bytes[close...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        return min(end + 1, bytes.count)
      }
      warn(place.line, "the quote of \(place.name) is not closed")
    }
    var end = rest.endIndex
    for index in rest.indices where rest[index] == UInt8(ascii: "#") {
      if index == rest.startIndex || Self.isBlank(rest[index - 1]) {
        end = index
        break
      }
    }
    let value = Self.trimmed(rest[..<end])
    var expansion = Interpolation(scope: visible, origin: origin(place.line, place.start..<end))
    let text = expansion.expanded(String(decoding: value, as: UTF8.self))
    let range = value.isEmpty ? start..<start : value.startIndex..<value.endIndex
    add(
      Variable(
        name: place.name, value: text, origin: origin(place.line, place.start..<range.upperBound),
        valueRange: range, variables: expansion.variables))
    return min(lineEnd + 1, bytes.count)
  }

  private mutating func addQuoted(_ place: Place, quote: UInt8, range: Range<Int>) {
    let inner = bytes[(range.lowerBound + 1)..<(range.upperBound - 1)]
    guard quote == UInt8(ascii: "\"") else {
      addLiteral(place, range: range, text: inner)
      return
    }
    let place0 = origin(place.line, place.start..<range.upperBound)
    var expansion = Interpolation(scope: visible, origin: place0)
    let text = expansion.expanded(Self.unescaped(inner))
    add(
      Variable(
        name: place.name, value: text, origin: place0, valueRange: range,
        variables: expansion.variables))
  }

  private mutating func addLiteral(_ place: Place, range: Range<Int>, text: ArraySlice<UInt8>) {
    add(
      Variable(
        name: place.name, value: String(decoding: text, as: UTF8.self),
        origin: origin(place.line, place.start..<range.upperBound), valueRange: range))
  }

  private mutating func add(_ variable: Variable) {
    guard Self.isName(variable.name) else { return }
    variables.append(variable)
    visible.add([variable])
  }

  /// The shell's variables and those of the lines above.
  private lazy var visible: VariableScope = scope

  private mutating func warn(_ line: Int, _ message: String) {
    guard warnings.count < 20 else { return }
    warnings.append(ComposeWarning(file: file, line: line, message: message))
  }

  private func origin(_ line: Int, _ range: Range<Int>) -> SettingOrigin {
    SettingOrigin(kind: .environmentFile, file: file, line: line, range: range)
  }

  private func closingQuote(_ quote: UInt8, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == quote { return index }
      let isEscape = quote == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\")
      index += isEscape ? 2 : 1
    }
    return nil
  }
}

extension DotEnvFile {
  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return rest
  }

  private static func withoutCarriageReturn(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
  }

  /// A double-quoted text without its escapes; `\$` becomes `$$` so that it is not interpolated.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var output: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
        output.append(byte)
        continue
      }
      switch escaped {
      case UInt8(ascii: "n"): output.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): output.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "t"): output.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(escaped)
      case UInt8(ascii: "$"): output += [escaped, escaped]
      default: output += [byte, escaped]
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
