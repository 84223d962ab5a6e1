/// One replacement of bytes of a file.
struct TextEdit {
  /// The bytes that go, 0-based; empty for an insertion.
  var range: Range<Int>
  var replacement: [UInt8]

  init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = Array(replacement.utf8)
  }

  /// The bytes after all edits, or nil when two of them overlap or lie outside.
  static func applied(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    var index = 0
    // An insertion goes before a removal that starts at the same byte.
    let sorted = edits.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    for edit in sorted {
      guard edit.range.lowerBound >= index, edit.range.upperBound <= bytes.count else { return nil }
      output += bytes[index..<edit.range.lowerBound] + edit.replacement
      index = edit.range.upperBound
    }
    return output + bytes[index...]
  }
}

/// Why an edit cannot be made at a place.
struct EditRefusal: Error {
  var reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
