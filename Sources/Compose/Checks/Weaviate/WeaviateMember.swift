/// A Weaviate node as the compose file describes it, for those who compare it with live nodes.
package struct WeaviateMember: Equatable, Sendable {
  package var service: String
  /// The fixed node name; nil when it would be the container id.
  package var node: String?
  /// The version in the image's tag, where it has one.
  package var version: String?
  /// The host port that is published for REST, where one is.
  package var restPort: Int?
  /// The named volume or bind source of the data path, where there is one.
  package var volume: String?
}

extension ComposeProject {
  /// The Weaviate nodes of each cluster of the project, in the order of the file.
  package var weaviateClusters: [[WeaviateMember]] {
    WeaviateCluster.all(in: services.filter(\.isActive)).map { cluster in
      cluster.nodes.map { node in
        WeaviateMember(
          service: node.service.name, node: node.hostname,
          version: node.version.map(\.text), restPort: node.publishedRestPort,
          volume: node.service.mount(holding: node.dataPath)?.source)
      }
    }
  }
}

extension WeaviateNode {
  /// The host port behind which this node's REST API is published.
  fileprivate var publishedRestPort: Int? {
    guard let rest = restPort else { return nil }
    for port in service.ports where port.target.contains(rest) && port.networkProtocol == "tcp" {
      guard let published = port.published else { continue }
      let offset = rest - port.target.lowerBound
      if published.lowerBound + offset <= published.upperBound {
        return published.lowerBound + offset
      }
    }
    return nil
  }
}

extension WeaviateVersion {
  /// `1.32.5`, or `1.32` for a floating tag.
  fileprivate var text: String {
    "\(major).\(minor)" + (patch.map { ".\($0)" } ?? "")
  }
}
