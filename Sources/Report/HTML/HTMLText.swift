/// Writes text and elements of an HTML page that is also well-formed XML.
enum HTMLText {
  /// Text in which nothing is markup; control and format characters are shown.
  static func escaped(_ text: String) -> String {
    marked(InertText.line(text))
  }

  /// The lines of a block for `<pre>`, escaped.
  static func block(_ text: String) -> [String] {
    InertText.block(text).map(marked)
  }

  /// An element around content that is markup already.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: String
  ) -> String {
    let list = attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    return "<\(name)\(list)>\(content)</\(name)>"
  }

  /// Prose whose spans between backticks are code.
  static func prose(_ text: String) -> String {
    var result = ""
    var rest = Substring(InertText.line(text))
    while let open = rest.firstIndex(of: "`"),
      let close = rest[rest.index(after: open)...].firstIndex(of: "`")
    {
      result += marked(String(rest[..<open]))
      result += "<code>" + marked(String(rest[rest.index(after: open)..<close])) + "</code>"
      rest = rest[rest.index(after: close)...]
    }
    return result + marked(String(rest))
  }

  /// A name for an anchor: letters, digits and dashes.
  static func anchor(_ text: String) -> String {
    let letters = text.utf8.prefix(80).map { $0.isAlphanumeric ? $0 : UInt8(ascii: "-") }
    return String(decoding: letters, as: UTF8.self)
  }

  private static func marked(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // XML 1.0 knows no such characters.
      case "\u{fffe}", "\u{ffff}": result += "\u{fffd}"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
