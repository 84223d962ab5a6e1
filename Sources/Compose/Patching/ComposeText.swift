import YAML

/// One compose file as text and tree, for edits that touch only what they must.
struct ComposeText {
  let path: String
  let bytes: [UInt8]
  let root: YAMLNode
  /// Whole-line comments, by the byte of their `#`.
  private let comments: [Int: YAMLComment]

  init(path: String, bytes: [UInt8]) throws(EditRefusal) {
    do {
      let stream = try YAMLStream(bytes, dialect: .lenient)
      guard let root = stream.documents.first else { throw EditRefusal("\(path) is empty") }
      self.path = path
      self.bytes = bytes
      self.root = root
      comments = Dictionary(
        stream.comments.filter(\.isWholeLine).map { ($0.range.lowerBound, $0) },
        uniquingKeysWith: { first, _ in first })
    } catch let refusal as EditRefusal {
      throw refusal
    } catch {
      throw EditRefusal("\(path): \(error)")
    }
  }
}

// MARK: - Places

extension ComposeText {
  /// An entry of a map or an item of a list.
  struct Slot {
    var container: YAMLNode
    var index: Int

    var key: YAMLNode? {
      container.entries.indices.contains(index) ? container.entries[index].key : nil
    }
    /// The value of the entry, or the item.
    var value: YAMLNode {
      key == nil ? container.items[index] : container.entries[index].value
    }
    var count: Int { max(container.entries.count, container.items.count) }
    /// The first byte, with anchor and tag.
    var start: Int { start(of: index) }
    /// The byte behind the last.
    var end: Int { end(of: index) }

    func start(of index: Int) -> Int {
      let first = key == nil ? container.items[index] : container.entries[index].key
      return first.properties?.lowerBound ?? first.range.lowerBound
    }

    func end(of index: Int) -> Int {
      let last = key == nil ? container.items[index] : container.entries[index].value
      return max(last.range.upperBound, last.properties?.upperBound ?? 0)
    }
  }

  /// The slots from the root down to the entry or item whose content starts at a byte.
  func trail(to offset: Int) -> [Slot]? {
    trail(in: root) { slot in
      (slot.key ?? slot.value).range.lowerBound == offset
    }
  }

  /// The slots down to the entry whose value is the collection that a source names.
  func trail(to source: ComposeNode.Source) -> [Slot]? {
    trail(in: root) { slot in
      slot.key != nil && slot.value.alias == nil
        && !(slot.value.entries.isEmpty && slot.value.items.isEmpty && slot.value.text != nil)
        && slot.value.firstByteOfContent == source.offset
    }
  }

  /// The slots down to a service's entry; nil when the file does not define it.
  func trail(service: String) -> [Slot]? {
    guard let services = root.slot("services"), let entry = services.value.slot(service) else {
      return nil
    }
    return [services, entry]
  }

  private func trail(in node: YAMLNode, _ isWanted: (Slot) -> Bool) -> [Slot]? {
    // The children of an alias stand elsewhere.
    guard node.alias == nil else { return nil }
    for index in 0..<max(node.entries.count, node.items.count) {
      let slot = Slot(container: node, index: index)
      if isWanted(slot) { return [slot] }
      if let rest = trail(in: slot.value, isWanted) { return [slot] + rest }
    }
    return nil
  }
}

extension YAMLNode {
  /// The slot of a key that is written in this map; the last of several.
  func slot(_ key: String) -> ComposeText.Slot? {
    entries.lastIndex { $0.key.text == key }.map { ComposeText.Slot(container: self, index: $0) }
  }

  /// What `<<` gives for a key that the map does not have itself.
  func merged(_ key: String) -> YAMLNode? {
    for entry in entries where entry.key.text == "<<" {
      for map in entry.value.items.isEmpty ? [entry.value] : entry.value.items {
        if let found = map[key] ?? map.merged(key) { return found }
      }
    }
    return nil
  }
}

// MARK: - Lines

extension ComposeText {
  func lineStart(_ offset: Int) -> Int {
    (bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
  }

  /// The byte of the line's `\n`, or the number of bytes.
  func lineEnd(_ offset: Int) -> Int {
    bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  func column(_ offset: Int) -> Int { offset - lineStart(offset) }

  /// Whether only blanks stand before a byte on its line.
  func isFirstOnLine(_ offset: Int) -> Bool {
    bytes[lineStart(offset)..<offset].allSatisfy { $0 == UInt8(ascii: " ") }
  }

  /// The line end that the file uses.
  var lineBreak: String {
    guard let first = bytes.firstIndex(of: UInt8(ascii: "\n")), first > 0 else { return "\n" }
    return bytes[first - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  /// Puts whole lines behind the line that holds a byte.
  func insertion(of lines: [String], behindLineOf offset: Int) -> TextEdit {
    let end = lineEnd(offset)
    guard end < bytes.count else {
      return TextEdit(end..<end, lines.map { lineBreak + $0 }.joined())
    }
    return TextEdit((end + 1)..<(end + 1), lines.map { $0 + lineBreak }.joined())
  }

  /// The last of the comment lines that follow a byte's line and are indented deeper than a column.
  func skippingComments(from offset: Int, deeperThan column: Int) -> Int {
    var last = offset
    while true {
      let next = lineEnd(last) + 1
      guard next < bytes.count,
        let mark = bytes[next...].firstIndex(where: { $0 != UInt8(ascii: " ") }),
        mark - next > column, comments[mark] != nil
      else { return last }
      last = mark
    }
  }
}

// MARK: - Layout

extension ComposeText {
  /// How the file indents.
  struct Layout {
    /// Blanks per level of maps.
    var step = 2
    /// Blanks between a key and the dashes of its list.
    var listOffset = 2
  }

  var layout: Layout {
    var layout = Layout()
    if let services = root.slot("services"), !services.value.isFlow, let key = services.key,
      let first = services.value.entries.first
    {
      let step = column(first.key.range.lowerBound) - column(key.range.lowerBound)
      if step > 0 { layout.step = step }
    }
    if let offset = listOffset(in: root, depth: 0) { layout.listOffset = offset }
    return layout
  }

  private func listOffset(in node: YAMLNode, depth: Int) -> Int? {
    guard depth < 6, node.alias == nil else { return nil }
    for entry in node.entries where !entry.value.isFlow && entry.value.alias == nil {
      if !entry.value.items.isEmpty, isFirstOnLine(entry.key.range.lowerBound) {
        return column(entry.value.range.lowerBound) - column(entry.key.range.lowerBound)
      }
      if let offset = listOffset(in: entry.value, depth: depth + 1) { return offset }
    }
    return nil
  }
}
