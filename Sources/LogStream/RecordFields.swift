/// The fields of one structured record, lent with it.
///
/// Values are decoded (JSON escapes resolved) when they are asked for; nested objects and arrays
/// stay as their JSON text. Names are those of the record; a lookup is linear, which is fastest for
/// the dozen fields that log records have.
package struct RecordFields {
  /// One field; both texts are lent.
  package struct Field {
    package var name: ByteText
    package var value: ByteText

    package init(name: ByteText, value: ByteText) {
      self.name = name
      self.value = value
    }
  }

  private let list: [Field]
  private let table: FieldTable?

  package init(_ list: [Field] = []) {
    self.list = list
    table = nil
  }

  /// The fields of a reader's table, which decodes them on first use.
  init(_ table: FieldTable) {
    list = []
    self.table = table
  }

  package var isEmpty: Bool { table.map { $0.count == 0 } ?? list.isEmpty }

  /// All fields in the order of the record.
  package var all: [Field] {
    guard let table else { return list }
    return (0..<table.count).map { Field(name: table.name($0), value: table.value($0)) }
  }

  /// The value of a field that is known beforehand, or nil: the cheapest lookup.
  package subscript(name: StaticString) -> ByteText? {
    if let table { return table.index(of: name).map { table.value($0) } }
    return list.first { $0.name.equals(name) }?.value
  }

  /// The value of a field, or nil.
  package func value(_ name: String) -> ByteText? {
    var name = name
    return name.withUTF8 { wanted in
      let wanted = ByteText(UnsafeRawBufferPointer(wanted))
      if let table {
        for index in 0..<table.count where table.name(index).equals(wanted) {
          return table.value(index)
        }
        return nil
      }
      return list.first { $0.name.equals(wanted) }?.value
    }
  }
}
