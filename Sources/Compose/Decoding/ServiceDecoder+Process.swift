extension ServiceDecoder {
  /// Image, command and how the process is run.
  mutating func decodeProcess(_ node: ComposeNode, _ service: inout ComposeService) {
    service.image = text(node, "image")
    service.platform = text(node, "platform")
    service.command = words(node, "command")
    service.entrypoint = words(node, "entrypoint")
    service.workingDirectory = text(node, "working_dir")
    service.user = text(node, "user")
    service.containerName = text(node, "container_name")
    service.hostname = text(node, "hostname")
    service.restart = text(node, "restart")
    service.stopSignal = text(node, "stop_signal")
    service.stopGracePeriod = span(node, "stop_grace_period")
    service.build = build(node)
    service.labels = named(node["labels"])
    service.profiles = list(node, "profiles")
    service.isActive =
      service.profiles.isEmpty || activeProfiles.contains("*")
      || service.profiles.contains { activeProfiles.contains($0.value) }
    if let logging = node["logging"], !logging.isNull {
      service.logging = ServiceLogging(
        driver: text(logging, "driver")?.value,
        options: named(logging["options"]).mapValues(\.value), origin: logging.origin)
    }
  }

  private mutating func build(_ node: ComposeNode) -> ComposeBuild? {
    guard let build = node["build"], !build.isNull else { return nil }
    if let context = build.text {
      return ComposeBuild(context: context, arguments: [:], origin: build.origin)
    }
    var arguments: [String: String?] = [:]
    for entry in build["args"]?.entries ?? [] { arguments[entry.key] = .some(entry.value.text) }
    for item in build["args"]?.items ?? [] {
      let parts = (item.text ?? "").split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first, !name.isEmpty else { continue }
      arguments[String(name)] = .some(parts.count == 2 ? String(parts[1]) : nil)
    }
    return ComposeBuild(
      context: text(build, "context")?.value, dockerfile: text(build, "dockerfile")?.value,
      target: text(build, "target")?.value, arguments: arguments, origin: build.origin)
  }

  /// The texts of a map by key; nulls are empty.
  func named(_ node: ComposeNode?) -> [String: Sourced<String>] {
    var result: [String: Sourced<String>] = [:]
    for entry in node?.entries ?? [] {
      result[entry.key] = Sourced(entry.value.text ?? "", entry.value.origin)
    }
    return result
  }
}
