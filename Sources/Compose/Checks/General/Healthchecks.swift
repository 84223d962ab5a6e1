import Findings

/// Whether a health check can work at all.
struct Healthchecks: ComposeCheck {
  static let command = CheckRule(
    "compose/healthcheck-command-missing",
    "The health check calls a program that the image does not have.")
  static let port = CheckRule(
    "compose/healthcheck-port-differs",
    "The health check asks a port on which the service does not listen.")
  static let awaited = CheckRule(
    "compose/healthy-without-check",
    "A service waits for another to be healthy that has no health check.")
  static let rules = [command, port, awaited]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { [command($0), port($0)].compactMap { $0 } }
      + stack.services.flatMap { awaited($0, stack) }
  }

  private func command(_ service: ComposeService) -> Finding? {
    guard let check = service.healthcheck,
      let program = check.programs.first(where: { program in
        service.officialProduct?.lacks.contains(program) ?? false
          || service.slimBaseLacks(program)
      })
    else { return nil }
    return Self.command.finding(
      .error, service, "The health check calls \(program), which the image does not have",
      proves: "The check fails for ever while the service works; what waits for it to be healthy "
        + "never starts.",
      at: [check.evidence], values: ["program": [program]], fixes: weaviateFix(service))
  }

  private func weaviateFix(_ service: ComposeService) -> [SettingChange] {
    guard let node = WeaviateNode(service), let port = node.restPort else { return [] }
    let url = "http://127.0.0.1:\(port)/v1/.well-known/live"
    return [
      SettingChange(
        service: service.name, path: "healthcheck.test",
        value: "wget -q -O /dev/null \(url) || exit 1")
    ]
  }

  private func port(_ service: ComposeService) -> Finding? {
    guard let check = service.healthcheck, let asked = check.askedPort,
      let known = ListeningPorts(service), known.isComplete, !known.ports.contains(asked)
    else { return nil }
    return Self.port.finding(
      .warning, service,
      "The health check asks port \(asked); the service listens on "
        + known.ports.sorted().map(String.init).joined(separator: ", "),
      proves: "A check of the wrong port fails although the service works.",
      at: [check.evidence, known.evidence],
      values: ["port": ["\(asked)"], "wanted": known.ports.map(String.init)])
  }

  private func awaited(_ service: ComposeService, _ stack: CheckedStack) -> [Finding] {
    service.dependencies.filter { $0.condition == .healthy }.compactMap { dependency in
      guard let target = stack.service(named: dependency.service) else { return nil }
      let isOff = target.healthcheck?.test == .disabled
      let hasNone = target.healthcheck == nil || target.healthcheck?.test == .image
      let imageHasNone = target.officialProduct.map { !$0.hasHealthcheck } ?? false
      guard isOff || (hasNone && imageHasNone) else { return nil }
      return Self.awaited.finding(
        .error, service,
        "\(service.name) waits for \(target.name) to be healthy, which has no health check",
        proves: "A container without a check is never healthy: compose gives up with "
          + "\"has no healthcheck configured\".",
        at: [dependency.origin.evidence(text: "depends_on: \(target.name)"), target.evidence],
        values: ["peer": [target.name]])
    }
  }
}

extension Healthcheck {
  var evidence: Evidence {
    switch test {
    case .arguments(let words): origin.evidence(text: "test: " + words.joined(separator: " "))
    case .shell(let text): origin.evidence(text: "test: \(text)")
    case .disabled, .image: origin.evidence(text: "healthcheck:")
    }
  }

  /// What the check runs, as text.
  private var text: String {
    switch test {
    case .arguments(let words): words.joined(separator: " ")
    case .shell(let text): text
    case .disabled, .image: ""
    }
  }

  /// The first program, and those behind `&&`, `|` and `;` in a shell text without an alternative.
  fileprivate var programs: [String] {
    if case .arguments(let words) = test, words.first?.hasSuffix("sh") != true {
      return words.first.map { [$0] } ?? []
    }
    // `curl … || wget …` tries both, so neither is needed.
    let tools = ["curl", "wget"].filter { tool in
      text.split { !$0.isLetter && $0 != "-" }.contains { $0 == tool }
    }
    return tools.count == 1 ? tools : []
  }

  /// The port of the check's own host that it asks; nil when it asks none or several.
  fileprivate var askedPort: Int? {
    var found: Set<Int> = []
    for host in ["localhost:", "127.0.0.1:", "0.0.0.0:"] {
      var rest = text[...]
      while let range = rest.firstRange(of: host) {
        let digits = rest[range.upperBound...].prefix { $0.isASCII && $0.isNumber }
        if let port = Int(digits) { found.insert(port) }
        rest = rest[range.upperBound...]
      }
    }
    return found.count == 1 ? found.first : nil
  }
}

extension ComposeService {
  /// Official language images in their slim form have neither curl nor wget.
  fileprivate func slimBaseLacks(_ program: String) -> Bool {
    guard let image = imageReference, image.isOfficial, build == nil,
      ["python", "node", "ruby", "php", "openjdk", "golang", "debian", "ubuntu"].contains(
        image.name)
    else { return false }
    let isSlim = image.tag?.contains("slim") ?? false
    return isSlim && ["curl", "wget"].contains(program)
  }
}
