import Findings

/// Memory limits of containers against what their programs were told or need.
struct MemoryLimits: ComposeCheck {
  static let heap = CheckRule(
    "compose/heap-above-memory-limit",
    "A program may use more memory than its container's limit, so the kernel kills it first.")
  static let low = CheckRule(
    "compose/memory-limit-low", "A container's memory limit is below what its server needs.")
  static let noMaximum = CheckRule(
    "compose/redis-limit-without-maxmemory",
    "Redis has a container memory limit and no maxmemory, so the kernel ends it when it is full.")
  static let order = CheckRule(
    "compose/memory-limits-disagree",
    "The reserved memory, or memory with swap, does not fit the memory limit.")
  static let small = CheckRule(
    "compose/heap-small", "A runtime's own heap limit is below 128 MiB.")
  static let rules = [heap, low, noMaximum, order, small]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { service in
      [heap(service), low(service), redis(service), order(service), small(service)]
        .compactMap { $0 }
    }
  }

  private func heap(_ service: ComposeService) -> Finding? {
    guard let limit = service.memoryLimit, limit.value > 0, let heap = service.heapLimit,
      heap.bytes >= limit.value
    else { return nil }
    return Self.heap.finding(
      .warning, service,
      "\(heap.name) allows \(RuntimeSize.text(heap.bytes)), the container "
        + RuntimeSize.text(limit.value),
      proves: "The program grows past the container's limit before it frees or refuses anything, "
        + "and the kernel kills it: exit 137 and nothing in its log.",
      at: [heap.evidence, limit.evidence],
      values: ["heap": ["\(heap.bytes)"], "limit": ["\(limit.value)"]])
  }

  private func small(_ service: ComposeService) -> Finding? {
    guard let heap = service.heapLimit, heap.bytes < 128 << 20, heap.isRuntime else { return nil }
    return Self.small.finding(
      .info, service, "\(heap.name) is \(RuntimeSize.text(heap.bytes))",
      proves: "A runtime that reaches its own heap limit ends with its own message, not with 137.",
      at: [heap.evidence], values: ["heap": ["\(heap.bytes)"]])
  }

  /// Less than what an idle server of the kind takes, in MiB.
  private static let least = [
    "elasticsearch": 768, "opensearch": 768, "weaviate": 192, "mysql": 160, "kafka": 384,
    "cassandra": 1024, "neo4j": 512, "rabbitmq": 96, "clickhouse": 512, "postgres": 32,
    "mongodb": 128, "keycloak": 384, "mssql": 1536,
  ]

  private func low(_ service: ComposeService) -> Finding? {
    guard let limit = service.memoryLimit, limit.value > 0,
      let kind = WeaviateNode(service) != nil ? "weaviate" : service.product?.kind,
      let least = Self.least[kind], limit.value < least << 20
    else { return nil }
    return Self.low.finding(
      .warning, service, "The memory limit is \(RuntimeSize.text(limit.value))",
      proves:
        "\(service.product?.title ?? kind) takes about \(least) MiB before it holds any data.",
      at: [limit.evidence], values: ["limit": ["\(limit.value)"]])
  }

  private func redis(_ service: ComposeService) -> Finding? {
    guard service.product?.kind == "redis", let limit = service.memoryLimit, limit.value > 0,
      service.option("--maxmemory") == nil, !service.mountsConfiguration
    else { return nil }
    return Self.noMaximum.finding(
      .warning, service,
      "Redis may grow without a limit of its own in \(RuntimeSize.text(limit.value))",
      proves: "With maxmemory it evicts or refuses; without it the kernel kills it when the data "
        + "reaches the container's limit.",
      at: [limit.evidence], values: ["limit": ["\(limit.value)"]])
  }

  private func order(_ service: ComposeService) -> Finding? {
    guard let limit = service.memoryLimit, limit.value > 0 else { return nil }
    let reserved = service.memoryReservation.flatMap { $0.value > limit.value ? $0 : nil }
    let swap = service.memorySwapLimit.flatMap { 0 < $0.value && $0.value < limit.value ? $0 : nil }
    guard let wrong = reserved ?? swap else { return nil }
    return Self.order.finding(
      .error, service,
      "\(reserved == nil ? "memory with swap" : "reserved memory") (\(RuntimeSize.text(wrong.value))) "
        + "does not fit the limit (\(RuntimeSize.text(limit.value)))",
      proves: "The engine refuses to create the container.",
      at: [wrong.evidence, limit.evidence])
  }
}

extension Sourced<Int> {
  fileprivate var evidence: Evidence { origin.evidence(text: "memory: \(RuntimeSize.text(value))") }
}
