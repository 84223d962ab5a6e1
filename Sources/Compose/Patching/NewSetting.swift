/// A value that is to be written into a compose file.
indirect enum NewSetting {
  /// One key of a new map.
  struct Entry {
    var key: String
    var value: NewSetting
  }

  /// A text; dollar signs are escaped already.
  case scalar(String)
  /// A text that keeps its quotes.
  case quoted(String)
  /// YAML that is written as it is: `*alias`, `[flow, list]`.
  case verbatim(String)
  case null
  case map([Entry])
  case list([NewSetting])

  /// The value below new keys.
  static func nested(_ keys: some Collection<String>, _ value: NewSetting) -> NewSetting {
    keys.reversed().reduce(value) { value, key in .map([Entry(key: key, value: value)]) }
  }

  /// What a resolved node says, before interpolation.
  init(copying node: ComposeNode) {
    switch node.content {
    case .null: self = .null
    case .scalar(let text):
      self = node.isQuoted ? .quoted(node.written ?? text) : .scalar(node.written ?? text)
    case .list(let items): self = .list(items.map(NewSetting.init(copying:)))
    case .map(let entries):
      self = .map(entries.map { Entry(key: $0.key, value: NewSetting(copying: $0.value)) })
    }
  }

  /// The map with a value set below keys; other things are replaced by a map.
  func setting(_ keys: ArraySlice<String>, _ value: NewSetting) -> NewSetting {
    guard let key = keys.first else { return value }
    var entries: [Entry] = if case .map(let own) = self { own } else { [] }
    let rest = keys.dropFirst()
    if let place = entries.firstIndex(where: { $0.key == key }) {
      entries[place].value = entries[place].value.setting(rest, value)
    } else {
      entries.append(Entry(key: key, value: .nested(rest, value)))
    }
    return .map(entries)
  }
}

extension NewSetting {
  /// The lines of `key: value` in block form, without line ends.
  func lines(
    key: String, indent: Int, layout: ComposeText.Layout, style: ScalarText
  ) -> [String] {
    let head = String(repeating: " ", count: indent) + Self.written(key: key, .block) + ":"
    switch self {
    case .null: return [head]
    case .scalar, .quoted, .verbatim: return [head + " " + text(style)]
    case .map(let entries) where !entries.isEmpty:
      return [head]
        + entries.flatMap {
          $0.value.lines(
            key: $0.key, indent: indent + layout.step, layout: layout, style: style)
        }
    case .list(let items) where !items.isEmpty:
      let dash = String(repeating: " ", count: indent + layout.listOffset) + "- "
      return [head] + items.map { dash + $0.text(style) }
    case .map: return [head + " {}"]
    case .list: return [head + " []"]
    }
  }

  /// The value on one line; collections in flow form.
  func text(_ style: ScalarText) -> String {
    let flow = ScalarText(place: .flow, neighbours: style.neighbours, keepsType: style.keepsType)
    switch self {
    case .scalar(let text): return style.written(text)
    case .quoted(let text): return style.quoted(text)
    case .verbatim(let text): return text
    case .null: return "null"
    case .list(let items): return "[" + items.map { $0.text(flow) }.joined(separator: ", ") + "]"
    case .map(let entries):
      let parts = entries.map { Self.written(key: $0.key, .flow) + ": " + $0.value.text(flow) }
      return "{" + parts.joined(separator: ", ") + "}"
    }
  }

  /// A key, quoted where it must be.
  static func written(key: String, _ place: ScalarText.Place) -> String {
    if key == "<<" { return key }
    let isPlain = ScalarText.isPlainSafe(key, place) && !ScalarText.isTyped(key)
    return isPlain ? key : ScalarText.doubleQuoted(key)
  }
}
