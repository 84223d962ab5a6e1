import Findings

/// Files that the services need beside the compose file.
struct ProjectFilesPresent: ComposeCheck {
  static let crlf = CheckRule(
    "compose/entrypoint-crlf",
    "A script that starts a container has Windows line ends, so its interpreter is not found.")
  static let source = CheckRule(
    "compose/bind-source-missing",
    "A mounted file is not there, so the engine makes a folder of its name.")
  static let environment = CheckRule(
    "compose/env-file-missing", "A file named under env_file is not there.")
  static let rules = [crlf, source, environment]

  func findings(in stack: CheckedStack) -> [Finding] {
    guard let readFile = stack.readFile else { return [] }
    let isComplete = stack.services.contains { service in
      service.neighbours.contains { readFile($0) != nil }
    }
    return stack.services.flatMap { service in
      scripts(service, stack, readFile)
        + (isComplete ? missing(service, readFile) + environment(service) : [])
    }
  }

  private func scripts(
    _ service: ComposeService, _ stack: CheckedStack, _ readFile: ComposeProject.FileReader
  ) -> [Finding] {
    let mounted = stack.mountedFiles(of: service).map { ($0.path, $0.bytes) }
    let built = service.builtScripts(readFile).compactMap { path in
      readFile(path).map { (path, $0) }
    }
    return (mounted + built).filter { Self.isBrokenScript($0.1) }.prefix(1).map { path, _ in
      Self.crlf.finding(
        .error, service, "\(path) has Windows line ends",
        proves: "The kernel looks for an interpreter whose name ends in a carriage return: \"no "
          + "such file or directory\", exit 127 or 255, though the file is there.",
        at: [Evidence(source: path, line: 1, text: "#!… \\r\\n")], values: ["file": [path]])
    }
  }

  /// `#!` and a carriage return at the end of the first line.
  private static func isBrokenScript(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: [35, 33]), let end = bytes.prefix(256).firstIndex(of: 10) else {
      return false
    }
    return end > 0 && bytes[end - 1] == 13
  }

  private func missing(
    _ service: ComposeService, _ readFile: ComposeProject.FileReader
  ) -> [Finding] {
    service.volumes.compactMap { mount in
      guard mount.kind == .bind, let source = mount.source,
        let path = ProjectPath.joined("", source), Self.looksLikeFile(path),
        Self.looksLikeFile(mount.target), readFile(path) == nil
      else { return nil }
      return Self.source.finding(
        .info, service, "\(path) is mounted as a file and was not found beside the compose file",
        proves: "Where the source of a bind mount does not exist, the engine makes a folder, which "
          + "cannot be mounted over a file or is read as an empty one.",
        at: [mount.evidence], values: ["source": [path], "target": [mount.target]])
    }
  }

  private static func looksLikeFile(_ path: String) -> Bool {
    guard let last = path.split(separator: "/").last, let dot = last.lastIndex(of: ".") else {
      return false
    }
    let ending = last[last.index(after: dot)...]
    return dot != last.startIndex && (1...5).contains(ending.count) && !last.hasSuffix(".d")
  }

  private func environment(_ service: ComposeService) -> [Finding] {
    service.environmentFiles.filter { !$0.exists && $0.isRequired }.map { file in
      Self.environment.finding(
        .warning, service, "\(file.path) (env_file) was not found beside the compose file",
        proves: "compose refuses to start the project without it.",
        at: [file.origin.evidence(text: "env_file: \(file.path)")], values: ["file": [file.path]])
    }
  }
}

extension ComposeService {
  /// Files that lie beside the compose file when the whole project is at hand.
  fileprivate var neighbours: [String] {
    let mounted = volumes.compactMap { mount in
      mount.kind == .bind ? mount.source.flatMap { ProjectPath.joined("", $0) } : nil
    }
    return mounted + (dockerfilePath.map { [$0] } ?? [])
  }

  private var buildFolder: String? {
    guard let context = build?.context, !context.contains("://") else { return nil }
    return context == "." || context == "./" ? "" : ProjectPath.joined("", context)
  }

  private var dockerfilePath: String? {
    buildFolder.flatMap { ProjectPath.joined($0, build?.dockerfile ?? "Dockerfile") }
  }

  /// The scripts of the build's folder that its Dockerfile makes the start of the container.
  fileprivate func builtScripts(_ readFile: ComposeProject.FileReader) -> [String] {
    guard let folder = buildFolder, let path = dockerfilePath, let bytes = readFile(path) else {
      return []
    }
    let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    let starts = text.split(whereSeparator: \.isNewline).filter { line in
      line.hasPrefix("ENTRYPOINT") || line.hasPrefix("CMD")
    }
    let words = starts.flatMap { $0.split { " \t[],\"'".contains($0) } }
    return words.filter { $0.hasSuffix(".sh") }.compactMap { word in
      word.split(separator: "/").last.flatMap { ProjectPath.joined(folder, String($0)) }
    }
  }
}
