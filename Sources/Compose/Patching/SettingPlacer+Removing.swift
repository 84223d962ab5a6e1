extension SettingPlacer {
  func remove(
    _ wanted: WantedSetting, in service: ComposeService, _ list: inout PatchCandidates
  ) {
    if let node = wanted.written(in: service), !node.isNull || wanted.assignmentName == nil {
      list.attempt { () throws(EditRefusal) in
        guard agreement.isWanted(wanted) else {
          throw EditRefusal("\(node.origin): other services that share it keep it")
        }
        let text = try files.text(node.origin.file)
        guard let trail = text.trail(to: node.origin.range.lowerBound) else {
          throw EditRefusal("\(node.origin): the place is not found again")
        }
        return [text.path: try text.removing(trail)]
      }
    } else if case .assignment("environment", let name) = wanted.target,
      let variable = service[environment: name], variable.origin.kind == .environmentFile
    {
      let file = variable.origin.file
      list.attempt("\(name) is set in \(file)") { () throws(EditRefusal) in
        guard let bytes = files.bytes(file) else { throw EditRefusal("\(file) cannot be read") }
        return [file: try DotEnvEdit.removing(name, in: bytes, file: file)]
      }
    }
    // A variable without a value hides the shared one, as long as the shell does not set it.
    guard case .assignment("environment", let name) = wanted.target else { return }
    for file in project.files {
      list.attempt("\(wanted.service) must not get \(name) from the shell either") {
        () throws(EditRefusal) in
        try insertingInService(wanted, .null, service, file: file)
      }
    }
    placeBesideOthers(wanted, nil, in: service, &list)
  }
}
