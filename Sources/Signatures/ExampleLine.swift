package import LogStream
import YAML

/// A line pasted into a signature file or typed at a prompt, read as the one record it is.
package enum ExampleLine {
  /// Reads a line and lends the record for the duration of one call.
  package static func withRecord<Result>(_ line: String, _ body: (Record) -> Result) -> Result {
    let bytes = Array(line.utf8)
    let pairs = fields(bytes)
    var store: [UInt8] = []
    var ranges: [(Range<Int>, Range<Int>)] = []
    for (name, value) in pairs {
      let start = store.count
      store += Array(name.utf8)
      let middle = store.count
      store += Array(value.utf8)
      ranges.append((start..<middle, middle..<store.count))
    }
    return bytes.withUnsafeBytes { bytes in
      store.withUnsafeBytes { store in
        let text = ByteText(bytes)
        let decoded = ByteText(store)
        let fields = RecordFields(
          ranges.map { RecordFields.Field(name: decoded[$0.0], value: decoded[$0.1]) })
        let message = fields.value("msg") ?? fields.value("message") ?? text
        let word = fields.value("level")?.string ?? ""
        let level = Level(rawValue: word == "warn" ? "warning" : word)
        return body(
          Record(line: 1, offset: 0, text: text, message: message, fields: fields, level: level))
      }
    }
  }

  private static func fields(_ bytes: [UInt8]) -> [(String, String)] {
    if bytes.first == UInt8(ascii: "{"), let root = try? YAMLStream(bytes).documents.first {
      return root.entries.map { entry in
        let raw = String(decoding: bytes[entry.value.range], as: UTF8.self)
        return (entry.key.text ?? "", entry.value.text ?? raw)
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.contains("level=") && text.contains("msg=") ? logfmt(text) : []
  }

  private static func logfmt(_ text: String) -> [(String, String)] {
    var pairs: [(String, String)] = []
    var rest = text[...]
    while let equals = rest.firstIndex(of: "=") {
      let name = String(rest[..<equals].drop { $0 == " " })
      rest = rest[equals...].dropFirst()
      var value = ""
      if rest.first == "\"" {
        rest = rest.dropFirst()
        while let next = rest.popFirst(), next != "\"" {
          if next == "\\", let escaped = rest.popFirst() {
            value.append(escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped)
          } else {
            value.append(next)
          }
        }
      } else {
        value = String(rest.prefix { $0 != " " })
        rest = rest.dropFirst(value.count)
      }
      pairs.append((name, value))
    }
    return pairs
  }
}
