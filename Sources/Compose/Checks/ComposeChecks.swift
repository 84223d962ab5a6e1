package import Findings

/// All checks of compose files.
package enum ComposeChecks {
  /// Every check, in the order of `Checks.md`.
  package static let all: [any ComposeCheck] = weaviate + general

  private static let weaviate: [any ComposeCheck] = [
    RaftJoinUnset(), RaftJoinContent(), RaftBootstrapExpect(), RaftPorts(), GossipJoin(),
    GossipFounder(), NodeNames(), NodePorts(), AdvertisedAddress(), NodeDataPath(), NodeVersions(),
    SettingsInPlace(),
    NodeReplication(), NodeModules(), NodeValues(), NodeMemory(), NodeAccess(), NodeSwitches(),
  ]

  private static let general: [any ComposeCheck] = [
    PeerHosts(), PeerPorts(), Credentials(), PostgresSettings(), ClusterMembers(),
    ProductSettings(), SharedVolumes(), DataPersistence(), HostPorts(), Healthchecks(),
    StartOrder(), ProjectVariables(), ProjectFilesPresent(), MemoryLimits(), ResourceLimits(),
    Privileges(), Hygiene(),
  ]

  /// Every rule of every check, by id.
  package static var rules: [CheckRule] {
    all.flatMap { type(of: $0).rules }.sorted { $0.id < $1.id }
  }

  /// Runs every check.
  ///
  /// - Parameters:
  ///   - project: The resolved project; inactive services are not checked.
  ///   - readFile: Reads a file relative to the project, for checks of mounted files; nil when
  ///     the files beside the compose file are not at hand.
  /// - Returns: One finding per id and service.
  package static func findings(
    in project: ComposeProject, readFile: ComposeProject.FileReader? = nil
  ) -> FindingSet {
    let stack = CheckedStack(project, readFile: readFile)
    return FindingSet(all.flatMap { $0.findings(in: stack) })
  }
}
