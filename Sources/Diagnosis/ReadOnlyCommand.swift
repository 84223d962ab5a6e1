/// Tells commands that only look from those that change something.
///
/// A list of words, not a parser of shells: it errs on the side of refusing, and a command that it
/// refuses is not offered as a check.
package enum ReadOnlyCommand {
  /// Words that change containers, files or data wherever they stand in a command.
  private static let changing: Set<String> = [
    "rm", "rmi", "rmdir", "mv", "cp", "dd", "tee", "truncate", "chown", "chmod", "mkfs", "mkdir",
    "touch", "ln", "kill", "pkill", "restart", "stop", "start", "down", "up", "prune", "create",
    "recreate", "update", "pause", "unpause", "commit", "push", "pull", "build", "load", "import",
    "reboot", "shutdown", "sudo", "apt", "apt-get", "apk", "delete", "drop", "alter", "insert",
    "flushall", "flushdb", "--fix", "--force", "--delete", "-delete", "-exec", "put", "post",
    "patch",
  ]

  /// Whether nothing in a command line changes a container, a file or data.
  package static func isReadOnly(_ command: String) -> Bool {
    !writesFile(command) && !words(command).contains { changing.contains($0) }
  }

  /// Whether output goes to a file other than `/dev/null`.
  private static func writesFile(_ command: String) -> Bool {
    var rest = command[...]
    while let arrow = rest.firstIndex(of: ">") {
      rest = rest[rest.index(after: arrow)...].drop { $0 == ">" || $0 == " " }
      guard rest.hasPrefix("/dev/null") || rest.hasPrefix("&") else { return true }
    }
    return false
  }

  /// The words of the command in small letters, without what stands in quotes after `grep`.
  private static func words(_ command: String) -> [String] {
    command.lowercased().split { character in
      character.isWhitespace || ";|&()'\"`=,".contains(character)
    }.map(String.init)
  }
}
