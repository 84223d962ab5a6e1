/// What a finding is about: one service, container, node, collection and so on.
package struct Subject: Hashable, Comparable, Sendable {
  /// The kinds of things that findings are about; raw values stand in the JSON report.
  package enum Kind: String, CaseIterable, Sendable {
    case service, container, node, collection, shard, tenant, host
  }

  /// What sort of thing it is.
  package var kind: Kind
  /// Its name, as the stack itself uses it.
  package var name: String

  package init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  /// The compose service called `name`.
  package static func service(_ name: String) -> Subject { Subject(.service, name) }
  /// The Weaviate node called `name` (its CLUSTER_HOSTNAME).
  package static func node(_ name: String) -> Subject { Subject(.node, name) }

  package static func < (left: Subject, right: Subject) -> Bool {
    (left.kind.rawValue, left.name) < (right.kind.rawValue, right.name)
  }
}
