import Findings

/// What services wait for, and what happens when they end.
struct StartOrder: ComposeCheck {
  static let condition = CheckRule(
    "compose/depends-on-without-condition",
    "A service waits for a database's container, not for the database to be ready.")
  static let restart = CheckRule(
    "compose/no-restart-policy", "A long-running service is not started again when it ends.")
  static let oneShot = CheckRule(
    "compose/restart-of-one-shot",
    "A task that is meant to end has a restart policy that runs it again for ever.")
  static let unknown = CheckRule(
    "compose/depends-on-unknown", "depends_on names a service that the project does not have.")
  static let inactive = CheckRule(
    "compose/depends-on-inactive", "A service depends on one whose profile is not active.")
  static let cycle = CheckRule(
    "compose/depends-on-cycle", "Services depend on each other in a circle.")
  static let rules = [condition, restart, oneShot, unknown, inactive, cycle]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { service in
      waits(service, stack) + [restart(service, stack), oneShot(service, stack)].compactMap { $0 }
    } + cycles(stack)
  }

  private func waits(_ service: ComposeService, _ stack: CheckedStack) -> [Finding] {
    service.dependencies.compactMap { dependency in
      let evidence = dependency.origin.evidence(text: "depends_on: \(dependency.service)")
      guard let target = stack.service(named: dependency.service) else {
        guard dependency.isRequired else { return nil }
        return Self.unknown.finding(
          .error, service, "depends_on names \(dependency.service), which does not exist",
          proves: "compose refuses the whole file.", at: [evidence])
      }
      guard target.isActive else {
        guard dependency.isRequired else { return nil }
        return Self.inactive.finding(
          .warning, service, "depends_on names \(target.name), which is in no active profile",
          proves: "compose refuses to start it, or starts it without what it needs.",
          at: [evidence, target.evidence])
      }
      return started(service, dependency, target, evidence)
    }
  }

  private static let slowStarters: Set<String> = [
    "postgres", "mysql", "mongodb", "mssql", "rabbitmq", "kafka", "elasticsearch", "opensearch",
    "cassandra", "neo4j", "clickhouse", "keycloak", "influxdb", "couchdb",
  ]

  private func started(
    _ service: ComposeService, _ dependency: ServiceDependency, _ target: ComposeService,
    _ evidence: Evidence
  ) -> Finding? {
    guard dependency.condition == .started,
      Self.slowStarters.contains(target.product?.kind ?? "")
    else { return nil }
    let isFinal = service.restart == nil || service.restart?.value == "no"
    return Self.condition.finding(
      isFinal ? .warning : .info, service,
      "depends_on waits for \(target.name)'s container, not for it to be ready",
      proves: "A program that does not try again ends when the database is still starting"
        + (isFinal ? ", and nothing starts it again." : "; the restart policy starts it again."),
      at: [evidence], values: ["peer": [target.name]])
  }

  private func restart(_ service: ComposeService, _ stack: CheckedStack) -> Finding? {
    guard service.restart == nil || service.restart?.value == "no",
      service.node["deploy"]?["restart_policy"] == nil, !stack.awaitedToEnd.contains(service.name),
      !service.looksOneShot
    else { return nil }
    return Self.restart.finding(
      .neutral, service, "\(service.name) has no restart policy",
      proves: "When its process ends, or the host starts anew, it stays down.",
      at: [service.restart.map { $0.origin.evidence(text: "restart: \($0.value)") }])
  }

  private func oneShot(_ service: ComposeService, _ stack: CheckedStack) -> Finding? {
    guard let restart = service.restart, ["always", "unless-stopped"].contains(restart.value)
    else { return nil }
    let isAwaited = stack.awaitedToEnd.contains(service.name)
    guard isAwaited || service.looksOneShot else { return nil }
    return Self.oneShot.finding(
      .warning, service, "restart: \(restart.value) runs a task that ends again and again",
      proves: isAwaited
        ? "Another service waits for it to complete, which a service that is always restarted "
          + "never does for good."
        : "The command does its work and ends with 0; the engine then starts it anew, for ever.",
      at: [
        restart.origin.evidence(text: "restart: \(restart.value)"), service.evidence(of: "command"),
      ],
      fixes: [SettingChange(service: service.name, path: "restart", value: "on-failure")])
  }

  /// Each circle once, at the service by which it was entered.
  ///
  /// - Complexity: O(services + dependencies); walks without recursion, however long a chain is.
  private func cycles(_ stack: CheckedStack) -> [Finding] {
    var found: [Finding] = []
    var isDone: Set<String> = []
    for start in stack.services where !isDone.contains(start.name) {
      var path: [(service: ComposeService, next: Int)] = [(start, 0)]
      var places = [start.name: 0]
      while let (service, next) = path.last {
        guard next < service.dependencies.count else {
          isDone.insert(service.name)
          places[service.name] = nil
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let name = service.dependencies[next].service
        if let place = places[name] {
          found.append(cycle(path[place...].map(\.service)))
        } else if !isDone.contains(name), let target = stack.service(named: name), target.isActive {
          places[name] = path.count
          path.append((target, 0))
        }
      }
    }
    return found
  }

  private func cycle(_ services: [ComposeService]) -> Finding {
    let names = services.prefix(16).map(\.name)
    return Self.cycle.finding(
      .error, services[0],
      "depends_on leads back to itself: " + (names + [services[0].name]).joined(separator: " → "),
      proves: "compose refuses a file whose services wait for each other.",
      at: [services[0].evidence(of: "depends_on")], values: ["cycle": names])
  }
}

extension ComposeService {
  private static let taskWords: Set<String> = [
    "migrate", "migration", "migrations", "db:migrate", "seed", "db:seed", "createsuperuser",
    "initdb", "collectstatic", "createbuckets", "pg_dump", "mysqldump", "alembic", "flyway",
    "liquibase",
  ]

  /// Whether the command only does a task: nothing follows that could stay.
  fileprivate var looksOneShot: Bool {
    guard let words = command?.value, !words.isEmpty else { return false }
    let all = words.flatMap { $0.split(whereSeparator: { " ;&".contains($0) }).map(String.init) }
    guard let first = all.first else { return false }
    if ["true", "echo", "date", "ls"].contains(first) { return true }
    let stays: Set<String> = [
      "serve", "server", "runserver", "start", "gunicorn", "uvicorn", "exec", "daemon", "worker",
      "run", "start:prod",
    ]
    return !all.allSatisfy { !Self.taskWords.contains($0) } && stays.isDisjoint(with: all)
  }
}
