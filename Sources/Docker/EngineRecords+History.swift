import Findings

extension EngineRecords {
  /// What happened to the services besides their ends: made anew, restarted, changed.
  func historyFindings(_ history: ContainerHistory) -> [Finding] {
    var list: [Finding] = []
    for (service, events) in history.restartedByHand {
      list.append(
        finding(
          "restarted-by-hand", .neutral, "Somebody restarted it", service, events,
          text: "\(events.count) × restart"))
    }
    for (service, made) in history.created {
      let old = history.runs[service, default: []].filter {
        history.destroyed.contains($0.container)
      }
      let replaced = made.filter { new in
        old.contains { run in
          run.container != new.container && (run.start ?? .distant) < (new.time ?? .distant)
        }
      }
      guard let last = replaced.last, let before = old.last else { continue }
      list.append(
        finding(
          "recreated", .neutral, "Its container was replaced by a new one", service, [last],
          values: ["before": [before.image], "after": [last.image]],
          text: "\(before.image) → \(last.image)"))
      if before.image != last.image {
        list.append(
          finding(
            "image-changed", .info, "Its image was changed", service, [last],
            values: ["before": [before.image], "after": [last.image]],
            text: "\(before.image) → \(last.image)"))
        if let old = ImageVersion(before.image), let new = ImageVersion(last.image),
          old.name == new.name, new < old
        {
          list.append(
            finding(
              "image-downgraded", .warning, "Its image was changed to an older version", service,
              [last], values: ["before": [before.image], "after": [last.image]],
              text: "\(before.image) → \(last.image)"))
        }
      }
      let now = inspections.values.first { $0.service == service }
      // RabbitMQ keeps its data under its host name.
      if let now, !now.hostname.isEmpty, now.id.hasPrefix(now.hostname),
        last.image.contains("rabbitmq")
      {
        list.append(
          finding(
            "node-name-changed", .warning,
            "Its node is named after the container, which is a new one",
            service, [last], values: ["name": [now.hostname]], text: "host name \(now.hostname)"))
      }
      list += outlived(service, replacedAt: last, history)
    }
    return list
  }

  /// Services that were started before another one was replaced, and not since.
  ///
  /// They may still hold the address that it had.
  private func outlived(
    _ replaced: String, replacedAt event: ContainerEvent, _ history: ContainerHistory
  ) -> [Finding] {
    guard let time = event.time else { return [] }
    return history.runs.compactMap { service, runs in
      guard service != replaced, let run = runs.last, run.end == nil, let start = run.start,
        start < time
      else { return nil }
      return finding(
        "peer-recreated", .neutral, "It runs since before another service was replaced", service,
        [event], values: ["peer": [replaced]],
        text: "\(replaced) was replaced while \(service) kept running")
    }
  }

  /// Networks that a running container was cut from and not given back.
  func networkFindings(_ history: ContainerHistory) -> [Finding] {
    var cut: [String: ContainerEvent] = [:]
    for event in events.values where event.type == "network" && !event.container.isEmpty {
      let key = event.container + " " + event.network
      if event.action == "disconnect" { cut[key] = event }
      if event.action == "connect" { cut[key] = nil }
    }
    var list: [Finding] = []
    for container in inspections.values where container.state.isRunning {
      let isOwn =
        !["host", "none"].contains(container.networkMode)
        && !container.networkMode.hasPrefix("container:")
      // The engine disconnects a container that ends and connects it again at its next start.
      let lost = cut.values.filter { event in
        event.container == container.id && !container.networks.contains { $0.name == event.network }
          && event.time.map { $0 > container.state.started ?? .distantPast } ?? true
      }
      guard isOwn, !lost.isEmpty || (container.networks.isEmpty && !container.networkMode.isEmpty)
      else { continue }
      let names = lost.isEmpty ? [container.networkMode] : lost.map(\.network).sorted()
      list.append(
        Finding(
          id: "container/network-disconnected", kind: .container, severity: .error,
          title: "It runs without a network that it was made for",
          subject: .service(container.service), first: lost.compactMap(\.time).min(),
          samples: [
            Evidence(
              source: lost.first == nil ? inspections.source : events.source,
              line: lost.first?.line, time: lost.compactMap(\.time).min(),
              text: "disconnected from \(names.joined(separator: ", "))")
          ], values: ["network": names]))
    }
    return list
  }

  /// What a listing tells about containers that no inspection describes.
  func listingFindings() -> [Finding] {
    let known = Set(inspections.values.map(\.name))
    return listed.values.filter { !known.contains($0.name) }.flatMap { row in
      let service = row.service.isEmpty ? service(named: row.name) : row.service
      func one(_ id: String, _ severity: Severity, _ title: String) -> Finding {
        Finding(
          id: "container/" + id, kind: .container, severity: severity, title: title,
          subject: .service(service),
          samples: [Evidence(source: listed.source, line: row.line, text: row.text)],
          values: row.exitCode.map { ["code": [String($0)]] } ?? [:])
      }
      var list: [Finding] = []
      switch row.status {
      case "running": list.append(one("running", .info, "The container runs"))
      case "restarting": list.append(one("restart-loop", .error, "It ends and is started again"))
      case "paused": list.append(one("paused", .warning, "The container is paused"))
      case "exited" where row.exitCode == 0:
        list.append(one("exited-zero", .info, "It ended with 0"))
      case "exited":
        list.append(one("exited-nonzero", .error, "It ended with an error"))
        list.append(one("not-running", .warning, "The container does not run"))
      case "created":
        list.append(one("created-not-started", .info, "It was created and never started"))
      default: break
      }
      if row.health == "unhealthy" {
        list.append(one("unhealthy", .error, "Its health check fails"))
      }
      if row.health == "healthy" {
        list.append(one("running-healthy", .info, "Its health check passes"))
      }
      return list
    }
  }

  /// What compose and the engine said while the stack was brought up.
  func messageFindings() -> [Finding] {
    messages.values.map { message in
      let place = Evidence(source: messages.source, line: message.line, text: message.text)
      switch message.meaning {
      case .variableNotSet(let variable):
        return Finding(
          id: "container/variable-not-set", kind: .container, severity: .warning,
          title: "A variable of the compose file has no value", samples: [place],
          values: ["variable": [variable]])
      case .failure(let failure):
        return Finding(
          id: failure.id, kind: .container, severity: .error, title: failure.title,
          subject: message.name.isEmpty ? nil : .service(service(named: message.name)),
          samples: [place])
      }
    }
  }

  private func finding(
    _ id: String, _ severity: Severity, _ title: String, _ service: String,
    _ events: [ContainerEvent], values: [String: [String]] = [:], text: String
  ) -> Finding {
    Finding(
      id: "container/" + id, kind: .container, severity: severity, title: title,
      subject: .service(service), count: events.count,
      samples: events.map {
        Evidence(source: self.events.source, line: $0.line, time: $0.time, text: text)
      }, values: values)
  }
}

extension Timestamp {
  fileprivate static let distant = Timestamp(nanoseconds: .max)
  fileprivate static let distantPast = Timestamp(nanoseconds: .min)
}

/// The version in the tag of an image, as far as it is one (`postgres:15.2-alpine`).
private struct ImageVersion: Comparable {
  var name: String
  var numbers: [Int]

  init?(_ image: String) {
    guard let colon = image.lastIndex(of: ":"), !image[colon...].contains("/") else { return nil }
    name = String(image[..<colon])
    let tag = image[image.index(after: colon)...].drop { $0 == "v" }
    numbers = tag.prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap { Int($0) }
    if numbers.isEmpty { return nil }
  }

  static func < (left: ImageVersion, right: ImageVersion) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }
}
