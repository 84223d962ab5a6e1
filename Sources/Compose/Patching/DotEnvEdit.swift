/// Edits of `.env` files and of files named by `env_file`.
enum DotEnvEdit {
  /// Sets a variable where its last assignment stands, or behind the last line.
  static func setting(_ name: String, _ value: String, in bytes: [UInt8], file: String)
    throws(EditRefusal) -> [TextEdit]
  {
    let read = DotEnvFile(bytes, file: file, scope: VariableScope(shell: [:]))
    guard let variable = read.variables.last(where: { $0.name == name }) else {
      let text = try "\(name)=" + written(value, quote: nil)
      let lineBreak = bytes.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
      let end = bytes.count..<bytes.count
      guard let last = bytes.last, last != UInt8(ascii: "\n") else {
        return [TextEdit(end, text + lineBreak)]
      }
      return [TextEdit(end, lineBreak + text)]
    }
    guard let range = variable.valueRange else {
      let end = variable.origin.range.upperBound
      return [TextEdit(end..<end, try "=" + written(value, quote: nil))]
    }
    let old = bytes[range].first
    let quote = old == UInt8(ascii: "\"") || old == UInt8(ascii: "'") ? old : nil
    return [TextEdit(range, try written(value, quote: quote))]
  }

  /// Takes out every line that sets a variable.
  static func removing(_ name: String, in bytes: [UInt8], file: String) throws(EditRefusal)
    -> [TextEdit]
  {
    let read = DotEnvFile(bytes, file: file, scope: VariableScope(shell: [:]))
    let found = read.variables.filter { $0.name == name }
    guard !found.isEmpty else { throw EditRefusal("\(file) does not set \(name)") }
    return found.map { variable in
      let range = variable.origin.range
      let start = (bytes[..<range.lowerBound].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
      let end = bytes[range.upperBound...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1
      return TextEdit(start..<(end + 1), "")
    }
  }

  private static func written(_ value: String, quote: UInt8?) throws(EditRefusal) -> String {
    guard !value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw EditRefusal("a control character cannot stand in a .env file")
    }
    let isLiteral = !value.utf8.contains { "'\\$\"`".utf8.contains($0) }
    let isPlain = isLiteral && !value.contains("#") && value.first != " " && value.last != " "
    switch quote {
    case nil where isPlain: return value
    case UInt8(ascii: "\"") where isLiteral: return "\"\(value)\""
    default:
      guard !value.contains("'") else {
        throw EditRefusal("the value needs quotes of both kinds in a .env file")
      }
      return "'\(value)'"
    }
  }
}
