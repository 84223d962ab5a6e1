/// A service whose own map others merge: they keep what they have by writing it themselves.
extension SettingPlacer {
  /// Changes a shared place and gives each other service that uses it what it had.
  func placeBesideOthers(
    _ wanted: WantedSetting, _ value: NewSetting?, in service: ComposeService,
    _ list: inout PatchCandidates
  ) {
    guard case .assignment(let section, let name) = wanted.target else { return }
    let users = project.services.filter { $0.name != service.name }.filter { user in
      let own = Set(service.node[section]?.sources.map(\.place) ?? [])
      return user.node[section]?.sources.contains { own.contains($0.place) } ?? false
    }
    guard !users.isEmpty else { return }
    let names = users.map(\.name).joined(separator: ", ")
    list.attempt(
      "\(name): \(names) share what \(service.name) writes, so they keep it by themselves"
    ) { () throws(EditRefusal) in
      var edits: [String: [TextEdit]] = [:]
      let node = wanted.written(in: service)
      if let node {
        let text = try files.text(node.origin.file)
        guard let trail = text.trail(to: node.origin.range.lowerBound) else {
          throw EditRefusal("\(node.origin): the place is not found again")
        }
        edits[text.path] =
          if let value {
            try text.replacing(trail, with: value, name: name, isText: wanted.isText)
          } else { try text.removing(trail) }
      } else if let value, let file = service.node[section]?.origin.file {
        edits = try insertingInService(wanted, value, service, file: file)
      }
      for user in users where user.node[section]?[name]?.origin.place == node?.origin.place {
        var kept = wanted
        kept.service = user.name
        let old = user.node[section]?[name].map(NewSetting.init(copying:)) ?? .null
        let more = try insertingInService(kept, old, user, file: user.origin.file)
        edits.merge(more) { $0 + $1 }
      }
      return edits
    }
  }
}

extension ComposeNode.Source {
  fileprivate var place: String { "\(file)#\(offset)" }
}

extension SettingOrigin {
  fileprivate var place: String { "\(file)#\(range.lowerBound)" }
}
