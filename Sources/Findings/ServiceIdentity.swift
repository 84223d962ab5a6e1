/// Which compose service, container, Weaviate node and API endpoint are the same thing.
package struct ServiceIdentity: Equatable, Sendable {
  /// The name in the compose file, or the best name known.
  package var service: String
  package var container: String?
  /// The Weaviate node name (CLUSTER_HOSTNAME).
  package var node: String?
  /// The base URL of its API.
  package var endpoint: String?
  /// What told it: `compose`, `inspect`, `log`, `api`, sorted.
  package var knownBy: [String]

  package init(
    service: String, container: String? = nil, node: String? = nil, endpoint: String? = nil,
    knownBy: [String] = []
  ) {
    self.service = service
    self.container = container
    self.node = node
    self.endpoint = endpoint
    self.knownBy = knownBy
  }
}
