import Findings

/// The releases that the nodes of a cluster run.
struct NodeVersions: ComposeCheck {
  static let mixed = CheckRule(
    "compose/weaviate/mixed-versions", "The nodes of a cluster run different releases.")
  static let knownBad = CheckRule(
    "compose/weaviate/known-bad-release",
    "The release has a fault in cluster formation or replication that a later patch repairs.")
  static let rules = [mixed, knownBad]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.filter(\.isMultiNode).flatMap { cluster in
      mixed(cluster) + cluster.nodes.compactMap(knownBad)
    }
  }

  private func mixed(_ cluster: WeaviateCluster) -> [Finding] {
    let versions = cluster.nodes.compactMap(\.version)
    guard Set(versions).count > 1, let newest = versions.max(),
      let model = cluster.nodes.first(where: { $0.version == newest }),
      let image = model.service.image?.value
    else { return [] }
    return cluster.nodes.compactMap { node in
      guard let version = node.version, version != newest else { return nil }
      let isPatch = version.major == newest.major && version.minor == newest.minor
      return Self.mixed.finding(
        isPatch ? .warning : .error, node.service,
        "\(node.service.name) runs \(version), \(model.service.name) runs \(newest)",
        proves: "An older node does not know the commands and queries of newer ones and skips "
          + "them; a mix is meant for the minutes of a rolling upgrade. Downgrading the newer "
          + "nodes would lose data.",
        at: [node.service.evidence(of: "image"), model.service.evidence(of: "image")],
        values: ["version": versions.map(\.description), "wanted": [image]],
        fixes: [SettingChange(service: node.service.name, path: "image", value: image)])
    }
  }

  private func knownBad(_ node: WeaviateNode) -> Finding? {
    guard let version = node.version, let patch = version.patch, version.major == 1 else {
      return nil
    }
    let fixed: String? =
      switch (version.minor, patch) {
      case (33, 0...4): "1.33.5"
      case (34, 0): "1.34.1"
      case (25, 0): "1.25.1"
      default: nil
      }
    guard let fixed else { return nil }
    return Self.knownBad.finding(
      .info, node.service, "Release \(version) has known faults that \(fixed) repairs",
      proves: version.minor == 25
        ? "It is the first release with RAFT; bootstrap and recovery were repaired soon after."
        : "The replication factor of a collection can be taken wrongly.",
      at: [node.service.evidence(of: "image")], values: ["fixed": [fixed]])
  }
}
