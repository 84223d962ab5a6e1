import YAML

/// Finds the places where a wanted setting could be written, the one to prefer first.
struct SettingPlacer {
  let files: EditedFiles
  let project: ComposeProject
  let agreement: PatchAgreement

  /// Edits that may give the setting; a trial decides which do no more than that.
  func candidates(for wanted: WantedSetting) -> PatchCandidates {
    var list = PatchCandidates()
    guard let service = project[service: wanted.service] else { return list }
    if let value = wanted.value {
      place(wanted, value, in: service, &list)
    } else {
      remove(wanted, in: service, &list)
    }
    return list
  }
}

// MARK: - Setting

extension SettingPlacer {
  private func place(
    _ wanted: WantedSetting, _ value: String, in service: ComposeService,
    _ list: inout PatchCandidates
  ) {
    let new: NewSetting =
      wanted.flow == nil
      ? .scalar(ScalarText.escapingVariables(value))
      : .verbatim(ScalarText.escapingVariables(value))
    if let node = wanted.written(in: service) {
      placeInVariable(node, wanted, value, &list)
      list.attempt { () throws(EditRefusal) in
        guard agreement.isWanted(wanted) else {
          throw EditRefusal("\(node.origin): other services that share it want another value")
        }
        let text = try files.text(node.origin.file)
        guard let trail = text.trail(to: node.origin.range.lowerBound) else {
          throw EditRefusal("\(node.origin): the place is not found again")
        }
        let edits = try text.replacing(
          trail, with: new, name: wanted.assignmentName, isText: wanted.isText)
        return [text.path: edits + declaringVolume(wanted, text)]
      }
    } else if case .assignment("environment", let name) = wanted.target,
      let variable = service[environment: name], variable.origin.kind == .environmentFile
    {
      let file = variable.origin.file
      list.attempt("\(name) is set in \(file)") { () throws(EditRefusal) in
        guard let bytes = files.bytes(file) else { throw EditRefusal("\(file) cannot be read") }
        return [file: try DotEnvEdit.setting(name, value, in: bytes, file: file)]
      }
    }
    for file in project.files {
      list.attempt { () throws(EditRefusal) in
        try insertingInService(wanted, new, service, file: file)
      }
    }
    for (source, rest) in sharedPlaces(wanted, in: service) {
      let anchor = source.anchor.map { "written at &\($0), which several services share" }
      list.attempt(anchor) { () throws(EditRefusal) in
        let text = try files.text(source.file)
        guard let trail = text.trail(to: source), let key = rest.first else {
          throw EditRefusal("the shared map is not found again")
        }
        let value = NewSetting.nested(rest.dropFirst(), new)
        return [
          text.path: try text.inserting(
            key, value, below: trail, copied: nil, isText: wanted.isText)
        ]
      }
    }
    placeBesideOthers(wanted, new, in: service, &list)
  }

  /// `${NAME}` from `.env` is changed there; of `${NAME:-default}` the default is changed.
  private func placeInVariable(
    _ node: ComposeNode, _ wanted: WantedSetting, _ value: String,
    _ list: inout PatchCandidates
  ) {
    guard let written = node.written, node.variables.count == 1, let use = node.variables.first,
      written.utf8.filter({ $0 == UInt8(ascii: "$") }).count == 1,
      written == "$\(use.name)" || (written.hasPrefix("${\(use.name)") && written.hasSuffix("}"))
    else { return }
    let note = "\(node.origin) takes the value from ${\(use.name)}"
    switch use.outcome {
    case .set(let origin) where origin.kind == .environmentFile:
      list.attempt(note) { () throws(EditRefusal) in
        try settingVariable(use.name, wanted, value, in: origin.file)
      }
    case .unset, .required:
      let folder = ProjectPath.folder(of: project.files.first ?? "")
      list.attempt(note) { () throws(EditRefusal) in
        try settingVariable(
          use.name, wanted, value, in: ProjectPath.joined(folder, ".env") ?? ".env")
      }
    case .defaulted where !value.contains { "${}".contains($0) }:
      list.attempt(note) { () throws(EditRefusal) in
        guard let dash = written.firstIndex(of: "-") else { throw EditRefusal("no default") }
        let text = try files.text(node.origin.file)
        guard let trail = text.trail(to: node.origin.range.lowerBound) else {
          throw EditRefusal("\(node.origin): the place is not found again")
        }
        let name = trail.last?.key == nil ? trail.last?.value.text?.prefix { $0 != "=" } : nil
        return [
          text.path: try text.replacing(
            trail, with: .scalar(written[...dash] + value + "}"), name: name.map(String.init),
            isText: true)
        ]
      }
    default: break
    }
  }

  private func settingVariable(
    _ name: String, _ wanted: WantedSetting, _ value: String, in file: String
  ) throws(EditRefusal) -> [String: [TextEdit]] {
    guard agreement.isWanted(variable: name, value) else {
      throw EditRefusal("${\(name)} is used where it should stay as it is")
    }
    guard let bytes = files.bytes(file) else { throw EditRefusal("\(file) is not there") }
    return [file: try DotEnvEdit.setting(name, value, in: bytes, file: file)]
  }

  /// The collections that the service shares or owns and that could hold a new setting, each with
  /// the keys to add.
  private func sharedPlaces(_ wanted: WantedSetting, in service: ComposeService)
    -> [(ComposeNode.Source, [String])]
  {
    guard wanted.keys.count > 1 || service.node.sources.count > 1 else { return [] }
    for depth in (0..<wanted.keys.count).reversed() {
      guard let node = service.node[path: Array(wanted.keys.prefix(depth))] else { continue }
      return node.sources.map { ($0, Array(wanted.keys.dropFirst(depth))) }
    }
    return []
  }
}
