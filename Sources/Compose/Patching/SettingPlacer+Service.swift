import YAML

extension SettingPlacer {
  func insertingInService(
    _ wanted: WantedSetting, _ value: NewSetting, _ service: ComposeService, file: String
  ) throws(EditRefusal) -> [String: [TextEdit]] {
    let text = try files.text(file)
    guard let trail = text.trail(service: wanted.service) else {
      throw EditRefusal("\(file) does not define \(wanted.service)")
    }
    if case .item(let list, _) = wanted.target {
      return [file: try insertingItem(wanted, value, list, service, text, trail)]
    }
    return [
      file: try inserting(wanted.keys[...], value, below: trail, service.node, text, wanted)
    ]
  }

  /// Walks down what the service itself writes and adds what is missing.
  private func inserting(
    _ keys: ArraySlice<String>, _ value: NewSetting, below trail: [ComposeText.Slot],
    _ effective: ComposeNode?, _ text: ComposeText, _ wanted: WantedSetting
  ) throws(EditRefusal) -> [TextEdit] {
    guard let key = keys.first, let container = trail.last?.value else {
      throw EditRefusal("no place in \(text.path)")
    }
    let rest = keys.dropFirst()
    let inherited = effective?[key]
    if container.alias == nil, let own = container.slot(key) {
      if rest.isEmpty {
        return try text.replacing(trail + [own], with: value, isText: wanted.isText)
      }
      return try inserting(rest, value, below: trail + [own], inherited, text, wanted)
    }
    if container.alias == nil, !container.items.isEmpty, keys.count == 2 || wanted.isNameList,
      let slot = trail.last
    {
      let setting: NewSetting.Entry? =
        wanted.keys.first == "depends_on"
        ? NewSetting.Entry(key: "condition", value: .scalar("service_started")) : nil
      return try text.turningIntoMap(
        slot, entry: NewSetting.Entry(key: key, value: .nested(rest, value)), setting: setting)
    }
    let merged =
      container.alias == nil ? container.merged(key) : container[key] ?? container.merged(key)
    if !rest.isEmpty, let merged, let inherited, !inherited.isNull {
      // A key of the service hides the whole map that it merges, so the map comes along.
      let new: NewSetting
      let anchor = merged.anchor ?? merged.alias
      if let anchor, merged.text == nil, merged.items.isEmpty, rest.count == 1 {
        let merge = NewSetting.Entry(key: "<<", value: .verbatim("*\(anchor)"))
        new = NewSetting.map([merge]).setting(rest, value)
      } else {
        new = NewSetting(copying: inherited).setting(rest, value)
      }
      return try text.inserting(
        key, new, below: trail, copied: effective, isText: wanted.isText)
    }
    return try text.inserting(
      key, newSection(rest, value, text, wanted), below: trail, copied: effective,
      isText: wanted.isText)
  }

  /// The value below a new key; a new `environment` has the form that the file's others have.
  private func newSection(
    _ rest: ArraySlice<String>, _ value: NewSetting, _ text: ComposeText, _ wanted: WantedSetting
  ) -> NewSetting {
    guard case .assignment(let section, let name) = wanted.target, rest.count == 1,
      case .scalar(let scalar) = value
    else { return .nested(rest, value) }
    let others = text.root["services"]?.entries.compactMap { $0.value[section] } ?? []
    let lists = others.count { !$0.items.isEmpty }
    let maps = others.count { !$0.entries.isEmpty }
    return lists > maps ? .list([.scalar("\(name)=\(scalar)")]) : .nested(rest, value)
  }

  private func insertingItem(
    _ wanted: WantedSetting, _ value: NewSetting, _ list: String, _ service: ComposeService,
    _ text: ComposeText, _ trail: [ComposeText.Slot]
  ) throws(EditRefusal) -> [TextEdit] {
    guard let container = trail.last?.value else { throw EditRefusal("no place") }
    let declared = declaringVolume(wanted, text)
    if container.alias == nil, let own = container.slot(list), own.value.alias == nil {
      if case .sequence = own.value.content {
        return [try text.insertingItem(value, into: own.value)] + declared
      }
      if own.value.isNull {
        return try text.replacing(trail + [own], with: .list([value]), isText: true) + declared
      }
      if let old = own.value.text {
        return try text.replacing(
          trail + [own], with: .list([.scalar(old), value]), isText: true)
      }
      throw EditRefusal("\(list) is no list")
    }
    let inherited = service.node[list]?.items ?? []
    let isMerged =
      container.alias != nil || container.merged(list) != nil || container.slot(list) != nil
    let items = (isMerged ? inherited.map(NewSetting.init(copying:)) : []) + [value]
    if container.alias == nil, let own = container.slot(list) {
      return try text.replacing(trail + [own], with: .list(items), isText: true) + declared
    }
    return try text.inserting(
      list, .list(items), below: trail, copied: nil, isText: true) + declared
  }

  /// A named volume that a new mount uses must be declared at the top of the file.
  func declaringVolume(_ wanted: WantedSetting, _ text: ComposeText) -> [TextEdit] {
    guard case .item("volumes", _) = wanted.target,
      let mount = VolumeMount(short: wanted.value ?? "", origin: SettingOrigin(file: "", line: 0)),
      mount.kind == .volume, let name = mount.source,
      !project.volumes.contains(where: { $0.name == name })
    else { return [] }
    if let volumes = text.root.slot("volumes") {
      return
        (try? text.inserting(
          name, .null, below: [volumes], copied: nil, isText: true)) ?? []
    }
    guard !text.root.isFlow else { return [] }
    let lines = NewSetting.nested([name], .null).lines(
      key: "volumes", indent: 0, layout: text.layout,
      style: text.style([], isFlow: false, keepsType: false))
    return [text.insertion(of: lines, behindLineOf: max(text.root.range.upperBound - 1, 0))]
  }
}
