import YAML

extension ComposeText {
  /// Puts a value in the place of the one at the end of a trail.
  ///
  /// `name` is, for a list item, the text before `=` that stays.
  func replacing(
    _ trail: [Slot], with value: NewSetting, name: String? = nil, isText: Bool
  ) throws(EditRefusal) -> [TextEdit] {
    guard let slot = trail.last else { throw EditRefusal("no place in \(path)") }
    let siblings =
      slot.container.items + slot.container.entries.filter { $0.key.text != "<<" }.map(\.value)
    let style = style(
      siblings, isFlow: slot.container.isFlow, keepsType: !isText && slot.key != nil)
    let old = slot.value
    guard let text = singleLine(value, name: slot.key == nil ? name : nil, style: style, old: old)
    else { return try replacingWithBlock(slot, value, style: style) }

    if old.alias != nil || old.text != nil {
      if old.range.isEmpty {
        return [TextEdit(old.range, (needsColon(slot) ? ":" : "") + " " + text)]
      }
      return [TextEdit(old.range, text)]
    }
    if old.isFlow { return [TextEdit(old.range, text)] }
    guard slot.key != nil else { return [TextEdit(old.range, text)] }
    // The lines of a block go; the value moves behind its key.
    let head = slot.key?.range.upperBound ?? slot.start
    let colon = bytes[head...].firstIndex(of: UInt8(ascii: ":")) ?? head
    return [
      TextEdit((colon + 1)..<(colon + 1), " " + text), TextEdit(linesOfBlock(old), ""),
    ]
  }

  private func singleLine(_ value: NewSetting, name: String?, style: ScalarText, old: YAMLNode)
    -> String?
  {
    switch value {
    case .scalar(let text), .quoted(let text):
      style.written(name.map { "\($0)=\(text)" } ?? text, insteadOf: old)
    case .verbatim(let text): text
    case .null: "null"
    case .map, .list: style.place == .flow ? value.text(style) : nil
    }
  }

  private func replacingWithBlock(_ slot: Slot, _ value: NewSetting, style: ScalarText)
    throws(EditRefusal) -> [TextEdit]
  {
    guard let key = slot.key?.text else {
      throw EditRefusal("a list item cannot become a map")
    }
    let lines = value.lines(key: key, indent: column(slot.start), layout: layout, style: style)
    let below = Array(lines.dropFirst())
    if slot.value.isNull {
      let erased = slot.value.range.isEmpty ? [] : [TextEdit(slot.value.range, "")]
      return erased + [insertion(of: below, behindLineOf: max(slot.end - 1, slot.start))]
    }
    guard slot.value.text == nil, !slot.value.isFlow, slot.value.alias == nil else {
      return [TextEdit(slot.value.range, value.text(style))]
    }
    return [
      insertion(of: below, behindLineOf: slot.start), TextEdit(linesOfBlock(slot.value), ""),
    ]
  }

  /// `{A, B}`: a key of a flow map without a colon.
  private func needsColon(_ slot: Slot) -> Bool {
    guard let key = slot.key else { return false }
    return !bytes[key.range.upperBound..<max(slot.end, key.range.upperBound)].contains(
      UInt8(ascii: ":"))
  }

  /// The whole lines of a block collection that starts on a line of its own.
  func linesOfBlock(_ node: YAMLNode) -> Range<Int> {
    lineStart(
      node.range.lowerBound)..<min(lineEnd(max(node.range.upperBound - 1, 0)) + 1, bytes.count)
  }
}

// MARK: - Lists of names as maps

extension ComposeText {
  /// Writes `- db` items as `db:` entries with a setting each, so that one of them can have its own.
  ///
  /// `setting` is what an item without settings stands for; nil for nothing.
  func turningIntoMap(
    _ slot: Slot, entry wanted: NewSetting.Entry, setting: NewSetting.Entry?
  ) throws(EditRefusal) -> [TextEdit] {
    let list = slot.value
    let style = ScalarText(place: .block, neighbours: .init([]), keepsType: true)
    let names = list.items.compactMap(\.text)
    guard let key = slot.key, names.count == list.items.count else {
      throw EditRefusal("the list holds more than names")
    }
    func value(_ name: String) -> NewSetting {
      if name == wanted.key { return wanted.value }
      return setting.map { .map([$0]) } ?? .null
    }
    let missing = names.contains(wanted.key) ? [] : [wanted.key]
    if list.isFlow {
      let entries = (names + missing).map { NewSetting.Entry(key: $0, value: value($0)) }
      return [TextEdit(list.range, NewSetting.map(entries).text(style))]
    }
    var indent = column(list.range.lowerBound)
    if indent <= column(key.range.lowerBound) {
      indent = column(key.range.lowerBound) + layout.step
    }
    var edits: [TextEdit] = []
    for (item, name) in zip(list.items, names) {
      guard let dash = dash(of: item), isFirstOnLine(dash), item.alias == nil else {
        throw EditRefusal("the list is written in a form that cannot become a map")
      }
      let lines = value(name).lines(key: name, indent: indent, layout: layout, style: style)
      edits.append(TextEdit(lineStart(dash)..<item.range.upperBound, lines[0]))
      if lines.count > 1 {
        edits.append(insertion(of: Array(lines.dropFirst()), behindLineOf: item.range.upperBound))
      }
    }
    for name in missing {
      let lines = value(name).lines(key: name, indent: indent, layout: layout, style: style)
      edits.append(insertion(of: lines, behindLineOf: max(list.range.upperBound - 1, 0)))
    }
    return edits
  }
}
