extension ServiceDecoder {
  mutating func decodeRelations(_ node: ComposeNode, _ service: inout ComposeService) {
    for entry in node["depends_on"]?.entries ?? [] {
      let written = entry.value["condition"]?.text ?? "service_started"
      let condition = ServiceDependency.Condition(rawValue: written)
      if condition == nil { warn(entry.value, "depends_on: no condition \"\(written)\"") }
      service.dependencies.append(
        ServiceDependency(
          service: entry.key, condition: condition ?? .started,
          isRequired: entry.value["required"]?.text.flatMap(Self.flag) ?? true,
          origin: entry.value.origin))
    }
    if let healthcheck = node["healthcheck"], !healthcheck.isNull {
      service.healthcheck = check(healthcheck)
    }
  }

  private mutating func check(_ node: ComposeNode) -> Healthcheck {
    let test = node["test"]
    return Healthcheck(
      test: flag(node, "disable")?.value == true ? .disabled : self.test(test),
      origin: (test ?? node).origin, interval: span(node, "interval")?.value,
      timeout: span(node, "timeout")?.value, startPeriod: span(node, "start_period")?.value,
      startInterval: span(node, "start_interval")?.value, retries: number(node, "retries")?.value)
  }

  private mutating func test(_ node: ComposeNode?) -> Healthcheck.Test {
    guard let node, !node.isNull else { return .image }
    if let text = node.text { return .shell(text) }
    let words = node.items.map { $0.text ?? "" }
    switch words.first {
    case "NONE": return .disabled
    case "CMD": return .arguments(Array(words.dropFirst()))
    case "CMD-SHELL": return .shell(words.dropFirst().joined(separator: " "))
    case nil: return .image
    case .some(let first):
      warn(
        node,
        "healthcheck.test starts with \"\(first.prefix(40))\", not with CMD, CMD-SHELL or NONE")
      return .arguments(words)
    }
  }
}
