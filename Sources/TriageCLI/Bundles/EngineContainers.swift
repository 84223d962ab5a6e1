import Docker
import LogStream

/// The names of the containers whose folders were copied from an engine's data, by their ids.
///
/// The engine keeps a container's settings in `ID/config.v2.json` beside its log (moby
/// `daemon/container/container.go`); `docker inspect` would tell the same.
struct EngineContainers {
  private var names: [String: String] = [:]

  init(_ tree: EvidenceTree) {
    for entry in tree.entries {
      let parts = entry.path.split(separator: "/")
      guard parts.count >= 2, String(parts[parts.count - 1]) == EngineSettingsFile.name else {
        continue
      }
      let id = String(parts[parts.count - 2])
      let limit = EngineSettingsFile.mostBytes
      guard EngineFolder.isID(id), let source = try? tree.open(entry),
        let (bytes, _) = try? EvidenceFile.contents(of: source, limit: limit)
      else { continue }
      names[id] = EngineSettingsFile.container(json: bytes)
    }
  }

  /// What a container is called, where its settings lie there.
  func name(of id: String) -> String? { names[id] }
}
