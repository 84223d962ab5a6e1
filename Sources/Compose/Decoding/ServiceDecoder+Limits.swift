extension ServiceDecoder {
  mutating func decodeLimits(_ node: ComposeNode, _ service: inout ComposeService) {
    let deploy = node["deploy"]
    let limits = deploy?[path: ["resources", "limits"]]
    let reservations = deploy?[path: ["resources", "reservations"]]

    let deployMemory = limits.flatMap { size($0, "memory") }
    service.memoryLimit = size(node, "mem_limit") ?? deployMemory
    if let deployMemory, let limit = service.memoryLimit, limit.value != deployMemory.value,
      let place = limits?["memory"]
    {
      warn(place, "deploy.resources.limits.memory differs from mem_limit; compose v2 refuses that")
    }
    service.memoryReservation =
      size(node, "mem_reservation") ?? reservations.flatMap { size($0, "memory") }
    service.memorySwapLimit = size(node, "memswap_limit")
    service.cpuLimit =
      parsed(node, "cpus", as: "number of cores") { Double($0) }
      ?? limits.flatMap { parsed($0, "cpus", as: "number of cores") { Double($0) } }
    service.processLimit = number(node, "pids_limit") ?? limits.flatMap { number($0, "pids") }
    service.sharedMemory = size(node, "shm_size")
    service.replicas = deploy.flatMap { number($0, "replicas") } ?? number(node, "scale")
    for entry in node["ulimits"]?.entries ?? [] {
      if let ulimit = ulimit(entry) {
        service.ulimits.append(ulimit)
      } else {
        warn(entry.value, "ulimits.\(entry.key) takes a number, or soft and hard")
      }
    }
  }

  private func ulimit(_ entry: ComposeNode.Entry) -> Ulimit? {
    let both = entry.value.text.flatMap { Int($0) }
    guard let soft = both ?? entry.value["soft"]?.text.flatMap({ Int($0) }),
      let hard = both ?? entry.value["hard"]?.text.flatMap({ Int($0) })
    else { return nil }
    return Ulimit(name: entry.key, soft: soft, hard: hard, origin: entry.value.origin)
  }
}
