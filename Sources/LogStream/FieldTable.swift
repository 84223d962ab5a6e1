/// The fields of the record at hand, found once and decoded on first use.
///
/// One table serves all records of a reader: nothing is allocated per record.
final class FieldTable {
  @exclusivity(unchecked) var ranges: [FieldRange] = []
  @exclusivity(unchecked) private var text = ByteText(UnsafeRawBufferPointer(start: nil, count: 0))
  private let decoded = ByteStore(capacity: 4096)
  /// For each field that was decoded: its number and where its text stands in `decoded`.
  @exclusivity(unchecked) private var decodedFields: [(field: Int, start: Int, end: Int)] = []

  /// Forgets the fields and starts on a new text.
  func begin(_ text: ByteText) {
    self.text = text
    ranges.removeAll(keepingCapacity: true)
    decodedFields.removeAll(keepingCapacity: true)
    decoded.removeAll()
  }

  var count: Int { ranges.count }

  /// The number of the field with a name; its first one, where a name is repeated.
  func index(of name: StaticString) -> Int? {
    let length = name.utf8CodeUnitCount
    for index in ranges.indices {
      let start = ranges[index].nameStart
      if Int(ranges[index].nameEnd &- start) == length, text.hasPrefix(name, at: Int(start)) {
        return index
      }
    }
    return nil
  }

  func name(_ index: Int) -> ByteText {
    ranges[index].name(in: text)
  }

  /// The decoded value; lent until the next `begin`.
  func value(_ index: Int) -> ByteText {
    let range = ranges[index]
    let raw = range.value(in: text)
    guard range.valueIsEscaped else { return raw }
    for entry in decodedFields where entry.field == index {
      return decoded.text[entry.start..<entry.end]
    }
    // Room for all that can ever be decoded, so that texts lent before do not move.
    if decodedFields.isEmpty { decoded.reserve(text.count + 16) }
    let start = decoded.count
    Unescaping.append(raw, to: decoded)
    decodedFields.append((index, start, decoded.count))
    return decoded.text[start..<decoded.count]
  }
}
