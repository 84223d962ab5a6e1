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
      guard let target = stack.project[service: dependency.service] else {
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
      service.node["deploy"]?["restart_policy"] == nil, !service.isAwaitedToEnd(in: stack),
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
    let isAwaited = service.isAwaitedToEnd(in: stack)
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

  /// Each circle once, at the service that comes first in the file.
  private func cycles(_ stack: CheckedStack) -> [Finding] {
    let edges = Dictionary(
      stack.services.map { ($0.name, $0.dependencies.map(\.service)) }
    ) { first, _ in first }
    var reported: Set<String> = []
    return stack.services.compactMap { service in
      guard !reported.contains(service.name), let path = path(from: service.name, edges) else {
        return nil
      }
      reported.formUnion(path)
      return Self.cycle.finding(
        .error, service,
        "depends_on leads back to itself: " + (path + [service.name]).joined(separator: " → "),
        proves: "compose refuses a file whose services wait for each other.",
        at: [service.evidence(of: "depends_on")], values: ["cycle": path])
    }
  }

  /// The services on a way from one back to itself, in order; nil when there is none.
  private func path(from start: String, _ edges: [String: [String]]) -> [String]? {
    var cameFrom: [String: String] = [:]
    var waiting = [start]
    while let name = waiting.popLast() {
      for next in edges[name] ?? [] where cameFrom[next] == nil {
        cameFrom[next] = name
        if next == start {
          var path = [name]
          while let last = path.last, last != start, let before = cameFrom[last] {
            path.append(before)
          }
          return path.reversed()
        }
        waiting.append(next)
      }
    }
    return nil
  }
}

extension ComposeService {
  /// Whether another service waits for this one to complete.
  fileprivate func isAwaitedToEnd(in stack: CheckedStack) -> Bool {
    stack.services.contains { other in
      other.dependencies.contains { $0.service == name && $0.condition == .completed }
    }
  }

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
