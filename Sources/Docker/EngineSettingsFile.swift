/// The file in which the engine keeps the settings of a container, beside its log.
package enum EngineSettingsFile {
  /// Its name in the container's folder (moby `daemon/container/container.go`, `configFileName`).
  package static let name = "config.v2.json"

  /// The most bytes of one file that are read.
  package static let mostBytes = 1 << 20

  /// What the container is called: by its compose service, or else by its name.
  ///
  /// - Returns: Nil where the bytes are no such file.
  package static func container(json bytes: [UInt8]) -> String? {
    guard bytes.count <= mostBytes, let settings = JSONValue(bytes) else { return nil }
    let service = settings["Config"]["Labels"]["com.docker.compose.service"].text
    let name = settings["Name"].text.map { String($0.drop { $0 == "/" }) }
    return [service, name].compactMap { $0 }.first { !$0.isEmpty }
  }
}
