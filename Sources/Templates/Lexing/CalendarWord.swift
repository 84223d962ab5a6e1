/// English names of days and months, which belong to a date where a number follows.
enum CalendarWord {
  /// Whether the word at a range is such a name, in full or its first three letters, with a capital.
  ///
  /// Cost: constant.
  static func isOne(_ text: [UInt8], _ word: Range<Int>) -> Bool {
    let start = word.lowerBound
    guard word.count >= 3, text[start] < UInt8(ascii: "a") else { return false }
    let letters =
      (UInt32(text[start]) << 16) | (UInt32(text[start + 1]) << 8) | UInt32(text[start + 2])
    guard let full = name(of: letters) else { return false }
    return word.count == 3 || text[word].elementsEqual(full.utf8)
  }

  private static func name(of letters: UInt32) -> String? {
    switch letters {
    case 0x4D6F6E: return "Monday"
    case 0x547565: return "Tuesday"
    case 0x576564: return "Wednesday"
    case 0x546875: return "Thursday"
    case 0x467269: return "Friday"
    case 0x536174: return "Saturday"
    case 0x53756E: return "Sunday"
    case 0x4A616E: return "January"
    case 0x466562: return "February"
    case 0x4D6172: return "March"
    case 0x417072: return "April"
    case 0x4D6179: return "May"
    case 0x4A756E: return "June"
    case 0x4A756C: return "July"
    case 0x417567: return "August"
    case 0x536570: return "September"
    case 0x4F6374: return "October"
    case 0x4E6F76: return "November"
    case 0x446563: return "December"
    default: return nil
    }
  }
}
