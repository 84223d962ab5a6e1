import Foundation

/// A folder with a program that answers like `docker`, from files that a test writes.
struct FakeEngine {
  let folder: URL

  var environment: [String: String] {
    ["LOGTRIAGE_DOCKER": folder.appending(path: "docker").path(), "PATH": "/usr/bin:/bin"]
  }

  /// Makes the folder; `containers` are services with what their containers printed.
  init(_ containers: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "engine-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let names = containers.keys.sorted()
    try write("ps", names.map { Self.listed($0) + "\n" }.joined())
    try write("inspect", "[" + names.map(Self.inspected).joined(separator: ",") + "]")
    for (name, text) in containers { try write("log-id\(name)", text) }
    try write("events", "")
    try write(
      "docker",
      """
      #!/bin/sh
      here=$(dirname "$0")
      echo "$@" >> "$here/asked"
      verb=$1
      for last; do :; done
      case "$verb" in
        version) echo 20.10 ;;
        info) echo '{"ServerVersion":"20.10"}' ;;
        ps) cat "$here/ps" ;;
        inspect) cat "$here/inspect" ;;
        logs) cat "$here/log-$last"
          case "$*" in *--follow*) exec sleep 60 ;; esac ;;
        events) cat "$here/events"
          case "$*" in *--until*) ;; *) exec sleep 60 ;; esac ;;
        *) echo "unknown: $*" >&2; exit 1 ;;
      esac

      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "docker").path())
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  private static func listed(_ service: String) -> String {
    """
    {"ID":"id\(service)","Names":"stack-\(service)-1","Image":"\(service):1","State":"running",\
    "Status":"Up 2 minutes","Labels":"com.docker.compose.service=\(service)"}
    """
  }

  private static func inspected(_ service: String) -> String {
    """
    {"Id":"id\(service)","Name":"/stack-\(service)-1","RestartCount":0,"State":{"Status":"running",\
    "Running":true,"ExitCode":0,"StartedAt":"2026-01-02T03:04:00Z"},"Config":{"Image":"\(service):1",\
    "Env":["DB_PASSWORD=Kx93-hidden-Pw"],"Labels":{"com.docker.compose.service":"\(service)",\
    "com.docker.compose.project":"stack"}},"HostConfig":{"RestartPolicy":{"Name":"no"}},"Mounts":[],\
    "NetworkSettings":{"Networks":{},"Ports":{}}}
    """
  }

  /// The commands that were asked, one a line.
  var asked: [String] {
    let text = (try? String(contentsOf: folder.appending(path: "asked"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }
}
