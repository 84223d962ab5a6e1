/// One value of a service with its path and place, for lists of all that is set.
package struct ResolvedSetting: Equatable, Sendable {
  /// The keys below the service with dots between; list items are numbered from 0.
  package var path: String
  /// The text after interpolation; empty for null.
  package var value: String
  package var origin: SettingOrigin
  /// The text before interpolation, when that changed it.
  package var written: String?
  /// The names of the variables that were neither set nor had a default.
  package var unsetVariables: [String]
}

extension ComposeService {
  /// All settings in the order of the file; `environment` is what the container gets.
  package var settings: [ResolvedSetting] {
    var settings: [ResolvedSetting] = []
    for entry in node.entries where entry.key != "environment" {
      entry.value.collect(&settings, at: entry.key)
    }
    return settings
      + environment.map {
        ResolvedSetting(
          path: "environment.\($0.name)", value: $0.value, origin: $0.origin, written: $0.written,
          unsetVariables: $0.unsetVariables)
      }
  }
}

extension ComposeNode {
  fileprivate func collect(_ settings: inout [ResolvedSetting], at path: String) {
    switch content {
    case .null:
      settings.append(ResolvedSetting(path: path, value: "", origin: origin, unsetVariables: []))
    case .scalar(let text):
      settings.append(
        ResolvedSetting(
          path: path, value: text, origin: origin, written: written,
          unsetVariables: variables.filter { $0.outcome == .unset }.map(\.name)))
    case .list(let items):
      for (index, item) in items.enumerated() { item.collect(&settings, at: "\(path).\(index)") }
    case .map(let entries):
      for entry in entries { entry.value.collect(&settings, at: "\(path).\(entry.key)") }
    }
  }
}
