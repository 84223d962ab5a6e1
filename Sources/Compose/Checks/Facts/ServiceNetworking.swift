extension ComposeService {
  /// The names that the engine's DNS gives to this service.
  var hostNames: [String] {
    [name, containerName?.value, hostname?.value].compactMap { $0 } + networks.flatMap(\.aliases)
  }

  /// Whether the engine's DNS gives this service for a host name.
  func answers(to host: String) -> Bool {
    name == host || containerName?.value == host || hostname?.value == host
      || networks.contains { $0.aliases.contains(host) }
  }

  /// The service that a link calls `host`, from `links: ["db:database"]`.
  func linkTarget(of host: String) -> String? {
    for link in links {
      let sides = link.value.split(separator: ":", maxSplits: 1)
      if sides.count == 2, sides[1] == host { return String(sides[0]) }
    }
    return nil
  }

  /// The names by which containers of other projects are linked.
  var externalLinks: [String] {
    (node["external_links"]?.texts ?? []).compactMap {
      $0.value.split(separator: ":").last.map(String.init)
    }
  }

  /// The ports inside the container that the file names, published or exposed.
  var declaredPorts: Set<Int> {
    var found: Set<Int> = []
    for port in ports where port.target.count <= 64 { found.formUnion(port.target) }
    for item in exposed {
      let range = item.value.prefix { $0 != "/" }
      if let port = Int(range) { found.insert(port) }
    }
    return found
  }

  /// How many containers of it run at once.
  var replicaCount: Int { max(1, replicas?.value ?? 1) }
}
