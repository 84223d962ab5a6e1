import Findings

/// What a person wants to see of a log line in few cells.
///
/// Of a JSON record: its level and message, then the other fields as `name=value`, without those
/// that every line of a program repeats. Other lines stay as they are.
enum LogExcerpt {
  private static let messages: Set<String> = ["msg", "message"]
  private static let levels: Set<String> = ["level", "lvl", "severity"]
  private static let repeated: Set<String> = [
    "time", "ts", "timestamp", "@timestamp", "action", "t", "pid", "hostname", "v", "logger",
  ]

  /// Returns the excerpt of one line; a line that was cut gives the fields that it still holds.
  static func of(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let fields = fields(of: bytes)
    guard let message = fields.first(where: { messages.contains($0.name) })?.value else {
      return text
    }
    let level = fields.first { levels.contains($0.name) }.map { $0.value + ": " } ?? ""
    let others = fields.filter {
      !messages.contains($0.name) && !levels.contains($0.name) && !repeated.contains($0.name)
        && !$0.name.hasPrefix("build_") && !$0.value.isEmpty && $0.value != "{}"
    }
    return level + message + others.map { " \($0.name)=\($0.value)" }.joined()
  }

  /// The members of the object that the text begins with; strings without quotes and escapes.
  private static func fields(of bytes: [UInt8]) -> [(name: String, value: String)] {
    var index = bytes.run(from: 0, while: \.isSpace)
    guard index < bytes.count, bytes[index] == UInt8(ascii: "{") else { return [] }
    index += 1
    var fields: [(name: String, value: String)] = []
    while index < bytes.count, fields.count < 64 {
      index = bytes.run(from: index) { $0.isSpace || $0 == UInt8(ascii: ",") }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { break }
      let name = string(in: bytes, from: &index)
      index = bytes.run(from: index) { $0.isSpace || $0 == UInt8(ascii: ":") }
      guard index < bytes.count else { break }
      if bytes[index] == UInt8(ascii: "\"") {
        fields.append((name, string(in: bytes, from: &index)))
      } else {
        fields.append((name, raw(in: bytes, from: &index)))
      }
    }
    return fields
  }

  /// Reads the string whose opening quote is at `index`.
  private static func string(in bytes: [UInt8], from index: inout Int) -> String {
    var result: [UInt8] = []
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        index += 1
        let isBreak = "ntr".utf8.contains(bytes[index])
        result.append(isBreak ? 0x20 : bytes[index])
      } else {
        result.append(bytes[index])
      }
      index += 1
    }
    index += 1
    return String(decoding: result, as: UTF8.self)
  }

  /// Reads a number, literal, list or object as it stands, up to the comma behind it.
  private static func raw(in bytes: [UInt8], from index: inout Int) -> String {
    let start = index
    var depth = 0
    var isQuoted = false
    scan: while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += isQuoted ? 0 : 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if !isQuoted { depth -= 1 }
        if depth < 0 { break scan }
      case UInt8(ascii: ","):
        if depth == 0, !isQuoted { break scan }
      default: break
      }
      index += 1
    }
    return String(decoding: bytes[start..<min(index, bytes.count)], as: UTF8.self)
  }
}

extension TriageReport.Unexplained {
  /// One real message of this shape, or the shape where none was kept.
  var example: String {
    sample.text.isEmpty ? template : LogExcerpt.of(sample.text)
  }
}
