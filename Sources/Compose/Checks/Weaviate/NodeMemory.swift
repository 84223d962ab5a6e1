import Findings

/// Memory and disk settings of a node.
struct NodeMemory: ComposeCheck {
  static let unlimited = CheckRule(
    "compose/weaviate/memory-limit-without-gomemlimit",
    "The container has a memory limit that the server does not know of.")
  static let invalid = CheckRule(
    "compose/weaviate/gomemlimit-invalid",
    "GOMEMLIMIT is no amount that Go can read, which ends the process at start.")
  static let disk = CheckRule(
    "compose/weaviate/disk-threshold-off",
    "The disk threshold for read-only is off, above 95 % or not above the warning's.")
  static let mapCount = CheckRule(
    "compose/weaviate/max-map-count-in-compose",
    "vm.max_map_count cannot be set per container; the engine refuses it.")
  static let rules = [unlimited, invalid, disk, mapCount]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.weaviateNodes.flatMap { node in
      [unlimited(node), invalid(node), disk(node), mapCount(node)].compactMap { $0 }
    }
  }

  private func unlimited(_ node: WeaviateNode) -> Finding? {
    guard let limit = node.service.memoryLimit, limit.value > 0,
      node.setting("GOMEMLIMIT") == nil, node.setting("LIMIT_RESOURCES")?.text != "true"
    else { return nil }
    let wanted = (limit.value / 10 * 9) >> 20
    return Self.unlimited.finding(
      .info, node.service,
      "The memory limit is \(RuntimeSize.text(limit.value)), GOMEMLIMIT is not set",
      proves: "The server's own memory guards are off and Go collects as if the host's memory "
        + "were its own, so the kernel ends it where the server would have refused work.",
      at: [limit.origin.evidence(text: "mem_limit: \(RuntimeSize.text(limit.value))")],
      fixes: wanted > 0 ? [.environment(node.service.name, "GOMEMLIMIT", "\(wanted)MiB")] : [])
  }

  private func invalid(_ node: WeaviateNode) -> Finding? {
    guard let setting = node.setting("GOMEMLIMIT"), RuntimeSize.goBytes(setting.text) == nil else {
      return nil
    }
    let meant = ByteSize.bytes(setting.text).map { "\(max(1, $0 >> 20))MiB" }
    return Self.invalid.finding(
      .error, node.service, "GOMEMLIMIT is \"\(setting.text)\", which Go cannot read",
      proves: "Go takes B, KiB, MiB, GiB and TiB only; the process ends at once with \"malformed "
        + "GOMEMLIMIT\".",
      at: [setting.evidence], values: ["value": [setting.text]],
      fixes: [meant.flatMap { node.change("GOMEMLIMIT", to: $0) }].compactMap { $0 })
  }

  private func disk(_ node: WeaviateNode) -> Finding? {
    guard let setting = node.setting("DISK_USE_READONLY_PERCENTAGE"), let limit = Int(setting.text),
      limit <= 100
    else { return nil }
    let warning = node.setting("DISK_USE_WARNING_PERCENTAGE").flatMap { Int($0.text) } ?? 80
    guard limit == 0 || limit > 95 || limit <= warning else { return nil }
    return Self.disk.finding(
      limit > 0 && limit < 50 ? .warning : .info, node.service,
      "Shards become read-only at \(limit) % disk use, the warning comes at \(warning) %",
      proves: limit == 0
        ? "Nothing stops writes before the disk is full, which damages more than read-only shards."
        : "The percentage is of the whole file system; there is no warning before, or no room "
          + "after.",
      at: [setting.evidence], values: ["percentage": ["\(limit)"]])
  }

  private func mapCount(_ node: WeaviateNode) -> Finding? {
    guard let setting = node.service.sysctls["vm.max_map_count"] else { return nil }
    return Self.mapCount.finding(
      .error, node.service, "sysctls sets vm.max_map_count",
      proves: "It is a setting of the whole host: the engine refuses to create the container.",
      at: [setting.origin.evidence(text: "vm.max_map_count: \(setting.value)")])
  }
}
