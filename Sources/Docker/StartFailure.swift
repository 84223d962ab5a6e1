/// Why the engine or compose could not start a container, read from its own words.
package enum StartFailure: String, CaseIterable, Sendable {
  case portTaken = "start-port-taken"
  case mountNotDirectory = "start-mount-not-directory"
  case bindSourceMissing = "start-bind-source-missing"
  case commandMissing = "start-command-missing"
  case entrypointMissing = "start-entrypoint-missing"
  case notExecutable = "start-not-executable"
  case execFormat = "start-exec-format"
  case networkMissing = "start-network-missing"
  case volumeMissing = "start-volume-missing"
  case imageMissing = "start-image-missing"
  case platformMissing = "start-platform-missing"
  case noSpace = "start-no-space"
  case userUnknown = "start-user-unknown"
  case nameTaken = "start-name-taken"
  case environmentFileMissing = "start-env-file-missing"
  case dependencyUnhealthy = "start-dependency-unhealthy"
  case other = "start-failed"

  /// What the finding of this failure is called.
  package var id: String { "container/" + rawValue }

  /// Reads an error text of the engine (20.10 to 28) or of compose (v1 and v2).
  package init(_ text: String) {
    self = Self.rules.first { rule in rule.all.allSatisfy(text.contains) }?.failure ?? .other
  }

  private struct Rule {
    var all: [String]
    var failure: StartFailure
  }

  /// The first rule wins, so what is more exact stands first.
  private static let rules: [Rule] = [
    Rule(all: ["port is already allocated"], failure: .portTaken),
    Rule(all: ["bind: address already in use"], failure: .portTaken),
    Rule(all: ["Ports are not available"], failure: .portTaken),
    Rule(all: ["ports are not available"], failure: .portTaken),
    Rule(all: ["trying to mount a directory onto a file"], failure: .mountNotDirectory),
    Rule(all: ["error mounting", "not a directory"], failure: .mountNotDirectory),
    Rule(all: ["bind source path does not exist"], failure: .bindSourceMissing),
    Rule(all: ["executable file not found in $PATH"], failure: .commandMissing),
    Rule(all: ["exec format error"], failure: .execFormat),
    Rule(
      all: ["exec", "no such file or directory", "unable to start"], failure: .entrypointMissing),
    Rule(all: ["exec: ", "stat ", "no such file or directory"], failure: .entrypointMissing),
    Rule(all: ["exec", "permission denied", "unable to start"], failure: .notExecutable),
    Rule(all: ["unable to find user"], failure: .userUnknown),
    Rule(all: ["no matching entries in passwd file"], failure: .userUnknown),
    Rule(all: ["no matching manifest for"], failure: .platformMissing),
    Rule(all: ["does not match the detected host platform"], failure: .platformMissing),
    Rule(all: ["does not match the specified platform"], failure: .platformMissing),
    Rule(all: ["pull access denied"], failure: .imageMissing),
    Rule(all: ["manifest unknown"], failure: .imageMissing),
    Rule(all: ["manifest for ", " not found"], failure: .imageMissing),
    Rule(all: ["No such image"], failure: .imageMissing),
    Rule(
      all: ["network", "declared as external, but could not be found"], failure: .networkMissing),
    Rule(all: ["Volume", "declared as external, but could not be found"], failure: .volumeMissing),
    Rule(all: ["external volume", "not found"], failure: .volumeMissing),
    Rule(all: ["network ", " not found"], failure: .networkMissing),
    Rule(all: ["no space left on device"], failure: .noSpace),
    Rule(all: ["is already in use by container"], failure: .nameTaken),
    Rule(all: ["find env file"], failure: .environmentFileMissing),
    Rule(all: ["env file ", " not found"], failure: .environmentFileMissing),
    Rule(all: ["is unhealthy"], failure: .dependencyUnhealthy),
    Rule(all: ["dependency failed to start"], failure: .dependencyUnhealthy),
  ]

  /// What it is, in one line.
  var title: String {
    switch self {
    case .portTaken: "The host port that it publishes is already in use"
    case .mountNotDirectory: "A mount's source is a folder and its target a file, or the reverse"
    case .bindSourceMissing: "The folder or file that it mounts does not exist on the host"
    case .commandMissing: "Its command is not in the image"
    case .entrypointMissing: "Its entrypoint, or the entrypoint's interpreter, does not exist"
    case .notExecutable: "Its entrypoint is not executable"
    case .execFormat: "Its program is built for another processor, or is no program"
    case .networkMissing: "A network that it joins does not exist"
    case .volumeMissing: "A volume that it mounts does not exist"
    case .imageMissing: "Its image does not exist or may not be pulled"
    case .platformMissing: "Its image is not built for this host's processor"
    case .noSpace: "The engine has no space left"
    case .userUnknown: "The user that it should run as is not in the image"
    case .nameTaken: "Another container has its name"
    case .environmentFileMissing: "Its env file does not exist"
    case .dependencyUnhealthy: "It was not started because what it waits for is not healthy"
    case .other: "The engine could not start it"
    }
  }
}
