/// Makes text from outside harmless: what it returns cannot move a cursor, colour, ring or reorder.
package enum InertText {
  /// The most combining marks that one character keeps; more of them only smear over other lines.
  private static let mostMarks = 4

  /// Returns one line: control and format characters stand as `\x1b` or `\u{202e}`, line breaks as blanks.
  package static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var marks = 0
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      if scalar == "\n", previous == "\r" { continue }
      let isMark = DisplayWidth.isCombining(scalar)
      marks = isMark ? marks + 1 : 0
      if scalar == "\n" || scalar == "\t" || scalar == "\r" {
        result.append(" ")
      } else if let escape = visible(scalar) {
        result += escape
      } else if marks <= mostMarks {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Returns the lines of a block, each one inert; tabs stay, because a diff needs them.
  static func block(_ text: String) -> [String] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd).map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
        .map { line(String($0)) }.joined(separator: "\t")
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Whether a character ends a line of a block: LF, or CR LF, which Swift reads as one character.
  static func isLineEnd(_ character: Character) -> Bool {
    character == "\n" || character == "\r\n"
  }

  /// How a scalar that must not reach a terminal is written; nil where it may.
  private static func visible(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0..<0x20, 0x7f: return "\\x" + hex(scalar.value, digits: 2)
    case 0x80..<0xa0: return "\\u{" + hex(scalar.value, digits: 2) + "}"
    case 0x200c, 0x200d: return nil
    case 0..<0xad: return nil
    default: break
    }
    switch scalar.properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .control:
      return "\\u{" + hex(scalar.value, digits: 4) + "}"
    default: return nil
    }
  }

  private static func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
