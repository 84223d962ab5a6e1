/// Tells commands that only look from all others.
///
/// A list of programs that are known to read, with the arguments that make them write: a command
/// that is not known is refused, and so is text that captured values have made into something else.
package enum ReadOnlyCommand {
  /// Whether a command line is known to change no container, file or data.
  package static func isReadOnly(_ text: String) -> Bool { isReadOnly(text, depth: 0) }

  private static func isReadOnly(_ text: String, depth: Int) -> Bool {
    guard depth < 4, text.utf8.count < 4000 else { return false }
    let shell = ShellCommands(text)
    return shell.isReadable && !shell.commands.isEmpty
      && shell.written.allSatisfy { $0 == "/dev/null" }
      && shell.commands.allSatisfy { reads($0[...], depth: depth) }
  }

  /// Programs that write nothing whatever their arguments.
  private static let readers: Set<String> = [
    "[", "cat", "command", "cut", "df", "dig", "du", "echo", "egrep", "env", "false", "file",
    "free", "getent", "grep", "head", "id", "jq", "ls", "md5sum", "netstat", "nslookup", "od",
    "ping", "printf", "ps", "pwd", "rabbitmq-diagnostics", "sha256sum", "sleep", "ss", "stat",
    "tail", "test", "tr", "true", "ulimit", "uname", "uniq", "wc",
  ]

  /// Programs that read when these are their first words.
  private static let first: [String: [[String]]] = [
    "etcdctl": [["endpoint"], ["member", "list"], ["alarm", "list"], ["get"]],
    "logtriage": [["analyze"], ["cluster"], ["inspect-input"], ["compose", "check"]],
    "mount": [[]],
    "nginx": [["-t"], ["-T"]],
    "npm": [["ls"], ["list"]],
    "openssl": [["s_client"], ["x509"]],
    "pip": [["list"], ["show"], ["freeze"]],
    "promtool": [["check"]],
    "rabbitmqctl": [
      ["authenticate_user"], ["status"], ["cluster_status"], ["list_users"], ["list_queues"],
      ["list_vhosts"], ["list_permissions"], ["environment"],
    ],
  ]

  private static func reads(_ words: ArraySlice<String>, depth: Int) -> Bool {
    guard let program = words.first else { return false }
    let arguments = words.dropFirst()
    if readers.contains(program) {
      // `env NAME=value program` and `command program` run what they are given.
      guard program == "env" || program == "command" else { return true }
      return arguments.isEmpty || (program == "command" && arguments.first == "-v")
    }
    if let allowed = first[program] {
      let starts = allowed.contains { start in
        start.isEmpty ? arguments.isEmpty : arguments.starts(with: start)
      }
      return starts && !arguments.contains("-out")
    }
    switch program {
    case "docker", "podman": return DockerCommand.reads(arguments) { reads($0, depth: depth + 1) }
    case "sh", "bash":
      guard arguments.count == 2, arguments.first == "-c", let text = arguments.last else {
        return false
      }
      return isReadOnly(text, depth: depth + 1)
    case "curl": return readsWithCurl(arguments)
    case "wget": return readsWithWget(arguments)
    case "date": return !arguments.contains { $0 == "-s" || $0.hasPrefix("--set") }
    case "sort": return !arguments.contains { $0.hasPrefix("-o") || $0.hasPrefix("--output") }
    case "sysctl":
      return !arguments.contains { $0.contains("=") || $0.hasPrefix("-w") || $0.hasPrefix("-p") }
    case "redis-check-aof": return !arguments.contains { $0.hasPrefix("--") }
    case "redis-cli": return readsRedis(arguments)
    case "psql", "mariadb", "mysql": return readsSQL(arguments)
    default: return false
    }
  }

  // MARK: Programs with rules of their own

  private static func readsWithCurl(_ arguments: ArraySlice<String>) -> Bool {
    var previous = ""
    let isQuery = arguments.contains { $0.hasSuffix("/v1/graphql") }
    for argument in arguments {
      if ["-X", "--request"].contains(previous), !["GET", "HEAD"].contains(argument) {
        return false
      }
      if ["-o", "--output"].contains(previous), argument != "/dev/null" { return false }
      // Weaviate's GraphQL only reads: it has no mutations.
      let sends = argument == "-d" || argument == "--data" || argument == "--data-raw"
      if sends, !isQuery { return false }
      if argument.hasPrefix("-"), argument != "-", !argument.hasPrefix("--") {
        let letters = argument.dropFirst()
        guard
          letters.allSatisfy({ "sSiIkvLHdXowmfgn".contains($0) }) || letters.allSatisfy(isNumber)
        else { return false }
        // An attached value (`-XPOST`) is not looked into.
        if letters.count > 1, letters.contains(where: { "XdH".contains($0) }) { return false }
      } else if argument.hasPrefix("--"), !longCurlOptions.contains(argument) {
        return false
      }
      previous = argument
    }
    return !arguments.isEmpty
  }

  private static let longCurlOptions: Set<String> = [
    "--request", "--output", "--data", "--data-raw", "--silent", "--show-error", "--fail",
    "--max-time", "--connect-timeout", "--head", "--include", "--header", "--cacert", "--write-out",
  ]

  private static func isNumber(_ character: Character) -> Bool { character.isNumber }

  private static func readsWithWget(_ arguments: ArraySlice<String>) -> Bool {
    let allowed = ["-q", "-S", "-O-", "-qO-", "-qSO-", "-T", "--spider", "-qO/dev/null"]
    let options = arguments.filter { $0.hasPrefix("-") }
    return options.allSatisfy(allowed.contains)
      && options.contains { $0.hasSuffix("O-") || $0 == "--spider" || $0 == "-qO/dev/null" }
  }

  private static func readsRedis(_ arguments: ArraySlice<String>) -> Bool {
    let words = arguments.filter { !$0.hasPrefix("-") }.map { $0.lowercased() }
    guard let verb = words.first else { return false }
    if verb == "config" { return words.dropFirst().first == "get" }
    return ["info", "ping", "dbsize", "time", "role", "lastsave"].contains(verb)
  }

  /// One statement that reads, or a list of databases.
  private static func readsSQL(_ arguments: ArraySlice<String>) -> Bool {
    guard let place = arguments.firstIndex(where: { $0 == "-c" || $0 == "-e" }) else {
      return arguments.last == "-l"
    }
    guard place == arguments.endIndex - 2, let statement = arguments.last?.lowercased(),
      !statement.contains(";"), !statement.contains(" into ")
    else { return false }
    return ["select ", "show ", "explain select "].contains { statement.hasPrefix($0) }
      && !["pg_terminate", "pg_cancel", "set_config", "pg_reload", "lo_", "nextval"]
        .contains { statement.contains($0) }
  }
}
