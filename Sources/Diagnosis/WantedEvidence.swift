import Findings

/// What to hand over next where nothing known explains the evidence: the first kind of input that
/// is not there, in the order in which they decide most.
struct WantedEvidence {
  let base: EvidenceBase

  /// A command that reads only, with what it would show; nil when every kind of input is there.
  var check: NextCheck? {
    if !base.inputs.contains("logs") {
      return collect(
        "docker compose logs -t --tail 10000",
        "no log was given, and only the containers themselves say what they failed at")
    }
    if !base.inputs.contains("inspect") {
      return collect(
        "docker inspect $(docker compose ps -aq)",
        "exit codes, kills for memory, health checks and mounts are in no log")
    }
    if base.products["weaviate"] != nil, !base.inputs.contains("api") {
      return collect(
        "curl -s localhost:8080/v1/cluster/statistics; curl -s localhost:8080/v1/nodes?output=verbose",
        "what each node holds to be the cluster is in no log")
    }
    if !base.inputs.contains("compose") {
      return collect(
        "docker compose config", "settings that contradict each other show in the compose file only"
      )
    }
    if !base.inputs.contains("events") {
      return collect(
        "docker events --since 24h --until 0s --format '{{json .}}'",
        "who stopped, killed or disconnected a container, and when, is in the events only")
    }
    return nil
  }

  private func collect(_ command: String, _ why: String) -> NextCheck {
    NextCheck(command: command, separates: [], why: why)
  }
}
