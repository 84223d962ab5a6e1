/// Which commands of the docker program only read.
enum DockerCommand {
  private static let readers: Set<String> = [
    "ps", "logs", "inspect", "events", "info", "version", "stats", "top", "images", "port",
    "history", "diff",
  ]
  private static let composeReaders: Set<String> = [
    "ps", "logs", "config", "ls", "top", "images", "port", "version", "events",
  ]
  private static let groups: Set<String> = [
    "network", "volume", "image", "container", "context", "system",
  ]
  /// Options of `exec` and `run` that take a value.
  private static let withValue: Set<String> = [
    "-u", "--user", "-w", "--workdir", "-e", "--env", "-v", "--volume", "--network",
  ]
  private static let plain: Set<String> = ["-i", "-t", "-it", "-T", "--no-deps", "--rm"]

  /// Whether a docker command only reads.
  ///
  /// - Parameters:
  ///   - words: What follows `docker`.
  ///   - inner: Judges the command that runs inside a container.
  /// - Returns: False for a verb that is not known.
  static func reads(_ words: ArraySlice<String>, inner: (ArraySlice<String>) -> Bool) -> Bool {
    guard let verb = words.first else { return false }
    let rest = words.dropFirst()
    if verb == "compose" {
      guard let verb = rest.first else { return false }
      if verb == "config" { return !rest.contains { $0 == "-o" || $0.hasPrefix("--output") } }
      if composeReaders.contains(verb) { return true }
      return inside(verb, rest.dropFirst(), inner)
    }
    if readers.contains(verb) { return true }
    if groups.contains(verb) {
      return rest.first.map { ["ls", "inspect", "df", "info"].contains($0) } ?? false
    }
    return inside(verb, rest, inner)
  }

  /// `exec [OPTIONS] CONTAINER COMMAND` or `run --rm [OPTIONS] IMAGE COMMAND`.
  private static func inside(
    _ verb: String, _ words: ArraySlice<String>, _ inner: (ArraySlice<String>) -> Bool
  ) -> Bool {
    guard verb == "exec" || verb == "run" else { return false }
    var rest = words
    var entry: [String] = []
    var isRemoved = false
    while let option = rest.first, option.hasPrefix("-") {
      rest = rest.dropFirst()
      if option == "--entrypoint" {
        guard let program = rest.popFirst() else { return false }
        entry = [program]
      } else if withValue.contains(option) {
        guard rest.popFirst() != nil else { return false }
      } else if !plain.contains(option) {
        return false
      }
      isRemoved = isRemoved || option == "--rm"
    }
    guard verb == "exec" || isRemoved, rest.popFirst() != nil else { return false }
    return inner((entry + rest)[...])
  }
}
