package import Findings

extension EngineRecords {
  /// Compares what logs say about peers with what the engine knows of them.
  ///
  /// Log findings speak by the names of their values: `refused` (an endpoint), or `refused-host` and
  /// `refused-port`; `unreachable` likewise (time-outs, no route); `unresolved` (a host name);
  /// `listening` (an endpoint that this service listens on).
  ///
  /// | id (`container/…`) | subject | says |
  /// |---|---|---|
  /// | `peer-is-self` | the client | it asks its own container (localhost) |
  /// | `peer-unknown-host` | the client | the name is no service, container or alias |
  /// | `peer-host-gateway` | the client | the name is `host.docker.internal`, and the engine defines none |
  /// | `peer-no-shared-network` | the client | the service exists, on other networks |
  /// | `peer-not-running` | the client | the service exists and is down, or ends again and again |
  /// | `peer-listens-elsewhere` | the client | the service runs and listens on another port |
  /// | `peer-listens-on-loopback` | the client | the service listens on its own loopback only |
  /// | `peer-address-changed` | the client | nobody, or another than at its start, has the address |
  /// | `peer-came-up` | the client | it was asked before it listened, and not refused since |
  /// | `gave-up-before-peer` | the client | the same, and the client has ended for good |
  /// | `gave-up-early` | the client | it ended soon after the start of a service that tells no time |
  /// | `peer-port-not-exposed` | the client | the service has long been up, its image has other ports |
  /// | `peer-refuses` | the client | the service has long been up |
  /// | `published-port-on-loopback` | the service | the host publishes what only its loopback serves |
  /// | `healthcheck-asks-other-port` | the service | its check asks a port where it does not listen |
  ///
  /// Where a proxy is the client, `upstream-listens-elsewhere` and `upstream-address-changed` stand
  /// for the two that begin with `peer-`.
  ///
  /// - Parameters:
  ///   - findings: Findings of the logs, subjects being services.
  ///   - services: More names that resolve: services of the compose file.
  /// - Returns: One finding per id and client.
  package func connectionFindings(
    for findings: [Finding], services: [String] = []
  ) -> [Finding] {
    let survey = ConnectionSurvey(records: self, findings: findings, names: Set(services))
    var list = findings.flatMap(survey.judge) + survey.misplacedProbes() + survey.hiddenListeners()
    // Where one client is lost for good, the luck of another does not make the order right.
    if list.contains(where: { $0.id == "container/gave-up-before-peer" }) {
      list.removeAll { $0.id == "container/peer-came-up" }
    }
    return FindingSet(list).all
  }
}
