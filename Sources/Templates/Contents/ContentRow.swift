import LogStream

/// What one field of one kind of line holds, as a row that is counted like a shape: the shape of the
/// line, the name of the field and its form, parted by tabs.
struct ContentRow {
  /// The most bytes of a field's name.
  static let mostNameBytes = 64
  /// The most bytes of a row.
  static let mostBytes = ShapeWriter.mostBytes + 4 + mostNameBytes + FieldForm.mostBytes + 2
  /// Parts a row; it stands in no shape and in no form.
  static let divider = UInt8(ascii: "\t")

  /// The line's shape and the field's name, still parted.
  let key: ArraySlice<UInt8>
  let message: String
  let name: String
  let form: [UInt8]

  /// Reads a row; nil when it is none.
  init?(_ row: [UInt8]) {
    let parts = row.split(separator: Self.divider, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[1].isEmpty, !parts[2].isEmpty else { return nil }
    key = row[..<parts[1].endIndex]
    message = String(decoding: parts[0], as: UTF8.self)
    name = String(decoding: parts[1], as: UTF8.self)
    form = Array(parts[2])
  }

  /// Whether a field can be in a row.
  static func isName(_ name: ByteText) -> Bool {
    (1...mostNameBytes).contains(name.count)
      && name.withBytes { $0.allSatisfy { $0 > 0x20 && $0 != 0x7F } }
  }
}
