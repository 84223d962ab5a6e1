import YAML

extension ComposeText {
  /// Adds `key: value` below the entry at the end of a trail, whatever form that has.
  ///
  /// `copied` is the resolved content, for an alias that cannot be merged (a list); `isText` says
  /// that the value stays a text even when it looks like a number.
  func inserting(
    _ key: String, _ value: NewSetting, below trail: [Slot], copied: ComposeNode?, isText: Bool
  ) throws(EditRefusal) -> [TextEdit] {
    guard let slot = trail.last else { throw EditRefusal("no place in \(path)") }
    let node = slot.value
    let style = style(node, isFlow: slot.container.isFlow || node.isFlow, isText: isText)
    if node.alias != nil { return try extendingAlias(key, value, at: slot, copied: copied, style) }
    if node.isNull { return try filling(slot, key, value, style) }
    switch node.content {
    case .mapping where node.isFlow: return [insertingFlow(key, value, into: node, style)]
    case .mapping: return [insertingLine(key, value, into: node, style)]
    case .sequence: return [try insertingItem(Self.assignment(key, value), into: node)]
    case .scalar: throw EditRefusal("a text stands where a map should be")
    }
  }

  /// Adds an item to the list of the entry at the end of a trail.
  func insertingItem(_ item: NewSetting, into list: YAMLNode) throws(EditRefusal) -> TextEdit {
    let style = style(list.items, isFlow: list.isFlow, keepsType: false)
    guard let last = list.items.last else {
      return TextEdit(list.range, "[" + item.text(style) + "]")
    }
    let slot = Slot(container: list, index: list.items.count - 1)
    if list.isFlow { return TextEdit(slot.end..<slot.end, ", " + item.text(style)) }
    guard let dash = dash(of: last), isFirstOnLine(dash) else {
      throw EditRefusal("the list is written in a form that cannot be extended")
    }
    let gap = max(1, slot.start - dash - 1)
    let isSameLine = !bytes[dash..<slot.start].contains(UInt8(ascii: "\n"))
    let head =
      String(repeating: " ", count: column(dash)) + "-"
      + String(repeating: " ", count: isSameLine ? gap : 1)
    return insertion(of: [head + item.text(style)], behindLineOf: max(slot.end - 1, dash))
  }

  /// The style of a new scalar beside others.
  func style(_ siblings: [YAMLNode], isFlow: Bool, keepsType: Bool) -> ScalarText {
    ScalarText(
      place: isFlow ? .flow : .block, neighbours: ScalarText.Neighbours(siblings),
      keepsType: keepsType)
  }

  private static func assignment(_ key: String, _ value: NewSetting) throws(EditRefusal)
    -> NewSetting
  {
    switch value {
    case .scalar(let text), .quoted(let text): .scalar("\(key)=\(text)")
    case .null: .scalar(key)
    case .verbatim, .map, .list: throw EditRefusal("a map cannot stand in a list of NAME=VALUE")
    }
  }

  /// The `-` of an item of a block list.
  func dash(of item: YAMLNode) -> Int? {
    let start = item.properties?.lowerBound ?? item.range.lowerBound
    let before = bytes[..<start].lastIndex { !" \r\n".utf8.contains($0) }
    return before.flatMap { bytes[$0] == UInt8(ascii: "-") ? $0 : nil }
  }
}

// MARK: - The forms

extension ComposeText {
  private func insertingLine(
    _ key: String, _ value: NewSetting, into map: YAMLNode, _ style: ScalarText
  ) -> TextEdit {
    let index = neighbour(of: key, in: map)
    let slot = Slot(container: map, index: index)
    let indent = column(slot.start(of: 0))
    var offset = max(slot.end - 1, slot.start)
    if !slot.value.isFlow, !slot.value.entries.isEmpty || !slot.value.items.isEmpty,
      slot.value.alias == nil
    {
      offset = skippingComments(from: offset, deeperThan: indent)
    }
    return insertion(
      of: value.lines(key: key, indent: indent, layout: layout, style: style), behindLineOf: offset)
  }

  private func insertingFlow(
    _ key: String, _ value: NewSetting, into map: YAMLNode, _ style: ScalarText
  ) -> TextEdit {
    let first = map.entries.first?.key
    var name = NewSetting.written(key: key, .flow)
    if case .scalar(_, .doubleQuoted) = first?.content { name = ScalarText.doubleQuoted(key) }
    let text = name + ": " + value.text(style)
    guard first != nil else { return TextEdit(map.range, "{" + text + "}") }
    let slot = Slot(container: map, index: neighbour(of: key, in: map))
    // A map with an entry per line gets a line of its own.
    let isOnOwnLine = isFirstOnLine(slot.start) && slot.start != map.range.lowerBound
    let blanks = isOnOwnLine ? lineBreak + String(repeating: " ", count: column(slot.start)) : " "
    return TextEdit(slot.end..<slot.end, "," + blanks + text)
  }

  /// `key:` without a value gets its first entry.
  private func filling(
    _ slot: Slot, _ key: String, _ value: NewSetting, _ style: ScalarText
  ) throws(EditRefusal) -> [TextEdit] {
    guard let head = slot.key else { throw EditRefusal("an empty item cannot be filled") }
    if slot.container.isFlow {
      let text = NewSetting.map([NewSetting.Entry(key: key, value: value)]).text(style)
      let colon = slot.end > head.range.upperBound ? "" : ":"
      return [TextEdit(slot.value.range, colon + " " + text)]
    }
    let indent = column(slot.start) + layout.step
    let lines = value.lines(key: key, indent: indent, layout: layout, style: style)
    let erased = slot.value.range.isEmpty ? [] : [TextEdit(slot.value.range, "")]
    return erased + [insertion(of: lines, behindLineOf: max(slot.end - 1, slot.start))]
  }

  /// `key: *alias` becomes a map that merges the alias, or a copy where that cannot be.
  private func extendingAlias(
    _ key: String, _ value: NewSetting, at slot: Slot, copied: ComposeNode?, _ style: ScalarText
  ) throws(EditRefusal) -> [TextEdit] {
    guard let head = slot.key, let name = slot.value.alias else {
      throw EditRefusal("an alias in a list cannot be extended")
    }
    let new: NewSetting
    if case .mapping = slot.value.content {
      new = .map([
        NewSetting.Entry(key: "<<", value: .verbatim("*\(name)")),
        NewSetting.Entry(key: key, value: value),
      ])
    } else if let copied {
      new = NewSetting(copying: copied).setting([key], value)
    } else {
      throw EditRefusal("the alias *\(name) stands for no map")
    }
    if slot.container.isFlow { return [TextEdit(slot.value.range, new.text(style))] }
    let lines = new.lines(
      key: head.text ?? "", indent: column(slot.start), layout: layout, style: style)
    let colon = bytes[head.range.upperBound...].firstIndex(of: UInt8(ascii: ":")) ?? slot.end
    return [
      TextEdit((colon + 1)..<slot.value.range.upperBound, ""),
      insertion(of: Array(lines.dropFirst()), behindLineOf: slot.end),
    ]
  }

  /// The entry that a new key goes behind: the last related one, or the last.
  private func neighbour(of key: String, in map: YAMLNode) -> Int {
    let keys = map.entries.map { $0.key.text ?? "" }
    for group in Self.relatives(of: key) {
      if let index = keys.lastIndex(where: { $0.hasPrefix(group) }) { return index }
    }
    return keys.count - 1
  }

  /// The prefixes of related keys, the nearest first: RAFT_JOIN goes with RAFT_*, then CLUSTER_*.
  private static func relatives(of key: String) -> [String] {
    guard let cut = key.firstIndex(of: "_"), cut > key.startIndex else { return [] }
    let own = String(key[...cut])
    return switch own {
    case "RAFT_": ["RAFT_", "CLUSTER_"]
    case "CLUSTER_": ["CLUSTER_", "RAFT_"]
    case _ where key == key.uppercased(): [own]
    default: []
    }
  }

  /// The style of a new entry: of its siblings, or of the same section of other services.
  private func style(_ map: YAMLNode, isFlow: Bool, isText: Bool) -> ScalarText {
    var siblings = map.entries.filter { $0.key.text != "<<" }.map(\.value)
    if !siblings.contains(where: { $0.text != nil }) {
      siblings =
        root["services"]?.entries.flatMap { service in
          service.value["environment"]?.entries.map(\.value) ?? []
        } ?? []
    }
    return style(siblings, isFlow: isFlow, keepsType: !isText)
  }

  /// Whether the value of a key is a text even when it looks like a number or a truth value.
  static func isText(_ key: String) -> Bool {
    // Settings are in lower case; variables mostly are not, and are texts.
    key != key.lowercased() || key.contains(".") || key.contains("-") || textKeys.contains(key)
  }

  private static let textKeys: Set<String> = [
    "restart", "user", "image", "hostname", "container_name", "platform", "network_mode",
    "working_dir", "condition", "driver", "command", "entrypoint", "pid", "ipc",
  ]
}
