import Findings

/// What a person wants to see of a log line in few cells: of a JSON record its level and message.
enum LogExcerpt {
  /// Returns the message of a structured line, with its level and error; another line as it is.
  static func of(_ text: String) -> String {
    let start = text.drop { $0 == " " }
    guard start.first == "{", let message = field(["msg", "message"], in: start) else {
      return text
    }
    let level = field(["level", "lvl", "severity"], in: start).map { $0 + ": " } ?? ""
    let failure = field(["error", "err"], in: start).map { " (error: \($0))" } ?? ""
    return level + message + failure
  }

  /// The text of the first of these string fields; the line may be cut, so it is no whole JSON.
  private static func field(_ names: [String], in text: Substring) -> String? {
    for name in names {
      guard let key = text.firstRange(of: "\"\(name)\":") else { continue }
      let value = text[key.upperBound...].drop { $0 == " " }
      guard value.first == "\"" else { continue }
      var result = ""
      var isEscaped = false
      for character in value.dropFirst() {
        if isEscaped {
          result.append(character == "n" || character == "t" ? " " : character)
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          break
        } else {
          result.append(character)
        }
      }
      if !result.isEmpty { return result }
    }
    return nil
  }
}

extension TriageReport.Unexplained {
  /// One real message of this shape, or the shape where none was kept.
  var example: String {
    sample.text.isEmpty ? template : LogExcerpt.of(sample.text)
  }
}
