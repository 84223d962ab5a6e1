/// Tells a command from a sentence where a text may be either.
enum ShellText {
  /// Whether a text is to be copied into a shell.
  static func isCommand(_ text: String) -> Bool {
    let first = text.prefix { $0 != " " && $0 != "\n" }
    if programs.contains(String(first)) { return true }
    return text.contains("\n") || text.contains(" | ") || text.contains("$(")
  }

  private static let programs: Set<String> = [
    "logtriage", "docker", "docker-compose", "podman", "curl", "wget", "for", "if", "while", "cat",
    "grep", "ls", "df", "du", "stat", "psql", "pg_isready", "redis-cli", "mysql", "mariadb", "nc",
    "ss", "ip", "ping", "dig", "getent", "nslookup", "openssl", "id", "chown", "chmod", "test",
    "sudo", "dmesg", "journalctl", "free", "jq", "sh", "bash", "etcdctl", "rabbitmqctl", "nginx",
    "sysctl", "ulimit", "tar", "cp", "mv", "sed", "awk", "head", "tail", "diff", "file", "env",
    "printenv", "echo", "python3", "[",
  ]
}
