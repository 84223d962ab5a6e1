/// The fields of one structured record, lent with it.
///
/// Values are decoded (JSON escapes resolved); nested objects and arrays stay as their JSON text.
/// Names are those of the record; a lookup is linear, which is fastest for the dozen fields that
/// log records have.
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

  package init(_ list: [Field] = []) {
    self.list = list
  }

  package var isEmpty: Bool { list.isEmpty }

  /// All fields in the order of the record.
  package var all: [Field] { list }

  /// The value of a field, or nil.
  package func value(_ name: String) -> ByteText? {
    var name = name
    return name.withUTF8 { wanted in
      for field in list where field.name.count == wanted.count {
        let same = field.name.withBytes { bytes in
          bytes.elementsEqual(wanted)
        }
        if same { return field.value }
      }
      return nil
    }
  }
}
