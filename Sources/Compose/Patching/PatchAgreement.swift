/// Which shared values may change because everything that uses them wants the change.
struct PatchAgreement {
  private let project: ComposeProject
  private let wanted: [WantedSetting]

  /// - Parameters:
  ///   - project: The project before any edit, so that the order of edits decides nothing.
  ///   - wanted: All settings of the patch.
  init(project: ComposeProject, wanted: [WantedSetting]) {
    self.project = project
    self.wanted = wanted
  }

  /// Whether each service that takes the setting from the same written place wants the same.
  func isWanted(_ setting: WantedSetting) -> Bool {
    guard let service = project[service: setting.service],
      let place = setting.written(in: service)?.origin
    else { return true }
    return project.services.allSatisfy { user in
      guard let origin = setting.written(in: user)?.origin, origin.file == place.file,
        origin.range.lowerBound == place.range.lowerBound
      else { return true }
      return wanted.contains {
        $0.service == user.name && $0.target == setting.target && $0.value == setting.value
      }
    }
  }

  /// Whether each use of a variable is a setting that is wanted with this value.
  func isWanted(variable name: String, _ value: String) -> Bool {
    let uses = project.variables.count { $0.name == name }
    let agreeing = wanted.count { setting in
      guard setting.value == value, let service = project[service: setting.service] else {
        return false
      }
      return setting.written(in: service)?.variables.contains { $0.name == name } ?? false
    }
    return uses <= agreeing
  }
}
