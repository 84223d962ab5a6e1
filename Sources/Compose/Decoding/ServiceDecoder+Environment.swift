extension ServiceDecoder {
  /// `env_file` < `environment`; a variable without a value comes from the shell or is absent.
  mutating func decodeEnvironment(_ node: ComposeNode, _ service: inout ComposeService) {
    var variables: [EnvironmentVariable] = []
    var places: [String: Int] = [:]
    func set(_ variable: EnvironmentVariable) {
      if let place = places[variable.name] {
        variables[place] = variable
      } else {
        places[variable.name] = variables.count
        variables.append(variable)
      }
    }

    for item in node["env_file"]?.items ?? [] {
      guard let (file, read) = environmentFile(item) else { continue }
      service.environmentFiles.append(file)
      for variable in read?.variables ?? [] {
        guard let value = variable.value else { continue }
        set(
          EnvironmentVariable(
            name: variable.name, value: value, origin: variable.origin,
            variables: variable.variables))
      }
    }

    if let environment = node["environment"], !environment.isNull, environment.text != nil {
      warn(environment, "environment takes a map or a list of NAME=VALUE")
    }
    var removed: Set<String> = []
    for entry in node["environment"]?.entries ?? [] {
      let value = entry.value
      removed.remove(entry.key)
      if let text = value.text {
        set(
          EnvironmentVariable(
            name: entry.key, value: text, origin: value.origin, written: value.written,
            variables: value.variables))
      } else if !value.isNull {
        warn(value, "environment.\(entry.key) takes one value")
      } else if let found = scope[entry.key] {
        set(
          EnvironmentVariable(
            name: entry.key, value: found.text, origin: found.origin, variables: []))
      } else {
        service.unsetPassThroughs.append(Sourced(entry.key, value.origin))
        removed.insert(entry.key)
      }
    }
    service.environment = variables.filter { !removed.contains($0.name) }
  }

  private mutating func environmentFile(_ item: ComposeNode) -> (EnvironmentFile, DotEnvFile?)? {
    guard let written = item.text ?? item["path"]?.text else {
      warn(item, "env_file takes a path or a map with path")
      return nil
    }
    let isRequired = item["required"]?.text.flatMap(Self.flag) ?? true
    var file = EnvironmentFile(
      path: written, isRequired: isRequired, exists: false, origin: item.origin)
    guard let path = ProjectPath.joined(folders[item.origin.file] ?? "", written) else {
      warn(item, "\(written) is outside the project; not read")
      return (file, nil)
    }
    file.path = path
    guard let bytes = readFile(path) else {
      if isRequired { warn(item, "env_file \(path) is not there") }
      return (file, nil)
    }
    file.exists = true
    let read = DotEnvFile(
      bytes, file: path, scope: scope, format: item["format"]?.text == "raw" ? .raw : .quoted)
    warnings += read.warnings
    return (file, read)
  }
}
