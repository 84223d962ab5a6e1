import Findings

/// What a container may do, too little and too much.
struct Privileges: ComposeCheck {
  static let dropped = CheckRule(
    "compose/cap-drop-needed", "A capability is dropped that the image's start needs.")
  static let readOnlyRoot = CheckRule(
    "compose/read-only-root",
    "The root file system is read-only, and nothing but mounts can be written.")
  static let privileged = CheckRule(
    "compose/privileged", "A container has every privilege on the host.")
  static let socket = CheckRule(
    "compose/docker-socket", "A container controls the engine through its socket.")
  static let rules = [dropped, readOnlyRoot, privileged, socket]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { service in
      [dropped(service), readOnlyRoot(service), privileged(service), socket(service)]
        .compactMap { $0 }
    }
  }

  private func dropped(_ service: ComposeService) -> Finding? {
    guard let product = service.officialProduct, !product.capabilities.isEmpty,
      service.user.map({ ["0", "root"].contains($0.value) }) ?? true, service.entrypoint == nil
    else { return nil }
    let names = service.droppedCapabilities.map { Self.name($0.value) }
    let gone =
      names.contains("ALL") ? product.capabilities : product.capabilities.intersection(names)
    let added = Set(service.addedCapabilities.map { Self.name($0.value) })
    let missing = added.contains("ALL") ? [] : gone.subtracting(added)
    guard !missing.isEmpty, let first = service.droppedCapabilities.first else { return nil }
    let listed = missing.sorted().joined(separator: ", ")
    return Self.dropped.finding(
      .error, service, "\(product.title) starts as root and lacks \(listed)",
      proves: "It prepares its folders and changes to its own user at start, which the kernel "
        + "refuses without these capabilities.",
      at: [first.origin.evidence(text: "cap_drop: \(first.value)")],
      values: ["missing": Array(missing)])
  }

  private static func name(_ text: String) -> String {
    let upper = text.uppercased()
    return upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper
  }

  private func readOnlyRoot(_ service: ComposeService) -> Finding? {
    guard let setting = service.isReadOnly, setting.value else { return nil }
    let writable = service.volumes.filter { !$0.isReadOnly }.map(\.target)
    return Self.readOnlyRoot.finding(
      .info, service,
      writable.isEmpty
        ? "Nothing in the container can be written"
        : "Only \(writable.prefix(4).joined(separator: ", ")) can be written",
      proves: "A program that writes anywhere else gets \"Read-only file system\".",
      at: [setting.origin.evidence(text: "read_only: true")], values: ["writable": writable])
  }

  private func privileged(_ service: ComposeService) -> Finding? {
    guard let setting = service.isPrivileged, setting.value else { return nil }
    return Self.privileged.finding(
      .info, service, "The container is privileged",
      proves: "Whoever controls its process controls the host.",
      at: [setting.origin.evidence(text: "privileged: true")])
  }

  private func socket(_ service: ComposeService) -> Finding? {
    guard let mount = service.volumes.first(where: { $0.source?.hasSuffix("docker.sock") ?? false })
    else { return nil }
    return Self.socket.finding(
      .info, service, "The engine's socket is mounted",
      proves: "Whoever controls its process controls the engine; `:ro` does not change that.",
      at: [mount.evidence])
  }
}
