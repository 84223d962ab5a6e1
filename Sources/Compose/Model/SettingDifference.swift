/// A setting that the container runs with other than the compose file says.
package struct SettingDifference: Equatable, Sendable {
  package var service: String
  /// `environment.RAFT_JOIN`, `image`, `command`, `volumes./var/lib/x`.
  package var path: String
  /// What the file says; nil when it does not mention it.
  package var written: String?
  /// What the container has; nil when it lacks it.
  package var observed: String?
  /// Where the file says so; nil when the file says nothing.
  package var origin: SettingOrigin?
}

extension ComposeProject {
  /// Compares what runs with what is written; a difference mostly means "not recreated since the edit".
  ///
  /// Variables and mounts that only the container has may come from the image, so they are no
  /// difference; what the file says and the container lacks, or has otherwise, is one.
  package func differences(from observed: [ObservedService]) -> [SettingDifference] {
    observed.flatMap { container -> [SettingDifference] in
      guard let service = self[service: container.service] else { return [] }
      return environment(service, container) + texts(service, container)
        + mounts(service, container)
    }
  }

  private func environment(_ service: ComposeService, _ container: ObservedService)
    -> [SettingDifference]
  {
    guard let observed = container.environment else { return [] }
    // A value from the shell of an unknown time proves nothing about the file.
    return service.environment.filter { $0.origin.kind != .shell && $0.unsetVariables.isEmpty }
      .compactMap { variable in
        guard observed[variable.name] != variable.value else { return nil }
        return SettingDifference(
          service: service.name, path: "environment.\(variable.name)", written: variable.value,
          observed: observed[variable.name], origin: variable.origin)
      }
  }

  private func texts(_ service: ComposeService, _ container: ObservedService)
    -> [SettingDifference]
  {
    var differences: [SettingDifference] = []
    if let image = service.image, let observed = container.image,
      Self.fullName(image.value) != Self.fullName(observed)
    {
      differences.append(
        SettingDifference(
          service: service.name, path: "image", written: image.value, observed: observed,
          origin: image.origin))
    }
    if let command = service.command, let observed = container.command, command.value != observed {
      differences.append(
        SettingDifference(
          service: service.name, path: "command",
          written: command.value.joined(separator: " "),
          observed: observed.joined(separator: " "), origin: command.origin))
    }
    return differences
  }

  private func mounts(_ service: ComposeService, _ container: ObservedService)
    -> [SettingDifference]
  {
    guard let observed = container.mounts else { return [] }
    // The engine lists no tmpfs of the short form among the mounts.
    return service.volumes.filter { $0.kind != .tmpfs }.compactMap { mount in
      let found = observed.first { Self.isSame($0.target, mount.target) }
      if let found, found.isReadOnly == mount.isReadOnly, fits(mount, found) { return nil }
      return SettingDifference(
        service: service.name, path: "volumes.\(mount.target)", written: Self.text(mount),
        observed: found.map { "\($0.source):\($0.target)" + ($0.isReadOnly ? ":ro" : "") },
        origin: mount.origin)
    }
  }

  /// Whether a container's mount can be the written one; compose puts the project before volume names.
  private func fits(_ mount: VolumeMount, _ observed: ObservedService.Mount) -> Bool {
    guard let source = mount.source else { return observed.kind == "volume" }
    switch mount.kind {
    case .volume:
      let name = volumes.first { $0.name == source }?.givenName ?? source
      return observed.kind == "volume"
        && (observed.source == name || observed.source.hasSuffix("_" + name))
    case .bind:
      let tail = source.drop { $0 == "." || $0 == "~" }
      return observed.kind == "bind" && (tail.isEmpty || observed.source.hasSuffix(tail))
    case .tmpfs, .npipe, .cluster, .image, .anonymous: return true
    }
  }

  private static func text(_ mount: VolumeMount) -> String {
    (mount.source.map { $0 + ":" } ?? "") + mount.target + (mount.isReadOnly ? ":ro" : "")
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    left == right || left + "/" == right || right + "/" == left
  }

  /// An image's name with what docker fills in: `docker.io/library/` and `:latest`.
  private static func fullName(_ image: String) -> String {
    var name = image
    for prefix in ["docker.io/", "library/"] where name.hasPrefix(prefix) {
      name = String(name.dropFirst(prefix.count))
    }
    let last = name.split(separator: "/").last ?? ""
    return last.contains(":") || name.contains("@") ? name : name + ":latest"
  }
}
