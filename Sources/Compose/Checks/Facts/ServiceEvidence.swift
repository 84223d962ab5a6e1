import Findings

extension ComposeService {
  /// The service's own key.
  var evidence: Evidence { origin.evidence(text: "\(name):") }

  /// The place of a key of the service; the service's own when it is not written.
  func evidence(of key: String...) -> Evidence {
    guard let node = node[path: key] else { return evidence }
    return node.origin.evidence(text: [key.joined(separator: "."), node.text].joinedAsSetting)
  }

  /// The place of an environment variable; nil when the container has none of that name.
  func evidence(ofVariable name: String) -> Evidence? {
    self[environment: name].map(\.evidence)
  }
}

extension EnvironmentVariable {
  /// `NAME: value`, without the value where the name says that it is a secret.
  var evidence: Evidence {
    origin.evidence(text: "\(name): \(SecretName.isSecret(name) ? "(hidden)" : value)")
  }
}

extension SettingOrigin {
  /// The place as a finding shows it.
  func evidence(text: String) -> Evidence {
    let place = kind == .shell ? "shell" : file
    return Evidence(source: place, line: line > 0 ? line : nil, text: text)
  }
}

extension [String?] {
  /// `key: value`, or `key:` for a value that is no scalar.
  fileprivate var joinedAsSetting: String {
    compactMap { $0 }.joined(separator: ": ") + (last == .some(nil) ? ":" : "")
  }
}
