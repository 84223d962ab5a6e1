import LogStream

/// Which logs are read when the same container's log lies there in several shapes.
///
/// `docker logs -t` output is preferred to the engine's own file, and both to a log of all
/// services: stamps of the engine and one container per file leave least to guess. Rotated parts
/// lie in one folder and are all read.
struct LogChoice {
  /// The logs of one service each, in the order in which they are read.
  private(set) var singles: [(log: LogName, service: String)] = []
  /// Logs whose lines name their services.
  private(set) var combined: [LogName] = []
  /// Files that are not read, with why.
  private(set) var left: [(path: String, why: String)] = []

  /// - Parameters:
  ///   - logs: All logs of the evidence.
  ///   - service: The service of a container name, where inspect tells it.
  init(_ logs: [LogName], service: (String) -> String?) {
    let alone = logs.filter { !$0.isCombined }
    let hosts = Self.hosts(alone, service)
    let byService = Dictionary(grouping: alone) { hosts[$0] ?? Self.service(of: $0, service) }
    for (name, candidates) in byService.sorted(by: { $0.key < $1.key }) {
      let folders = Dictionary(grouping: candidates) { Self.folder($0.first) }
      let best = folders.keys.min { (Self.rank($0), $0) < (Self.rank($1), $1) } ?? ""
      for (folder, group) in folders.sorted(by: { $0.key < $1.key }) {
        let group = group.sorted { $0.first < $1.first }
        if folder == best {
          singles += group.map { ($0, name) }
          continue
        }
        let chosen = folders[best]?.map(\.first).min() ?? best
        for path in group.flatMap(\.paths).sorted() {
          left.append((path, "the log of \(name) is read from \(chosen)"))
        }
      }
    }
    combined = logs.filter(\.isCombined).sorted { $0.first < $1.first }
  }

  /// The services that have a log of their own.
  var covered: Set<String> { Set(singles.map(\.service)) }

  private static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private static func rank(_ folder: String) -> Int {
    let name = folder.split(separator: "/").last.map(String.init) ?? ""
    return name.contains("json") ? 1 : 0
  }

  private static func service(of log: LogName, _ known: (String) -> String?) -> String {
    if let container = log.container {
      let short = EngineFolder.isID(container) ? String(container.prefix(12)) : container
      return known(container) ?? short
    }
    let parts = log.first.split(separator: "/").map(String.init)
    let name = parts.last ?? log.first
    if name == "-" { return "stdin" }
    let stem = Self.stem(of: name)
    // `web/stdout.log` is the log of web.
    if let folder = parts.dropLast().last, streams.contains(stem), known(stem) == nil {
      return known(folder) ?? folder
    }
    return known(stem) ?? stem
  }

  private static let streams: Set<String> = ["stdout", "stderr"]

  /// The services of logs that are called alike and lie in folders which differ in numbers only:
  /// `node1/app.log` and `node2/app.log` are of two hosts, and no two forms of one log.
  private static func hosts(
    _ logs: [LogName], _ known: (String) -> String?
  ) -> [LogName: String] {
    var alike: [String: [LogName]] = [:]
    for log in logs where log.container == nil {
      let name = service(of: log, known)
      guard known(name) == nil, !folder(log.first).isEmpty else { continue }
      alike[name + "\n" + withoutNumbers(folder(log.first)), default: []].append(log)
    }
    var hosts: [LogName: String] = [:]
    for logs in alike.values {
      let folders = logs.map { folder($0.first).split(separator: "/").map(String.init) }
      guard let first = folders.first,
        let place = first.indices.first(where: { at in folders.contains { $0[at] != first[at] } }),
        // Numbers alone are days or counts of one host.
        folders.allSatisfy({ $0[place].contains(where: \.isLetter) })
      else { continue }
      for (log, folder) in zip(logs, folders) {
        let name = service(of: log, known)
        let host = folder[place]
        hosts[log] = known(host) ?? (host.hasPrefix(name) ? host : "\(host)/\(name)")
      }
    }
    return hosts
  }

  private static func withoutNumbers(_ folder: String) -> String {
    var text = ""
    for character in folder where !(character.isNumber && text.last == "#") {
      text.append(character.isNumber ? "#" : character)
    }
    return text
  }

  /// The file's name without the endings of logs, of the engine's own files and of rotation.
  ///
  /// A number at the end stays: `db-1.log` and `db-2.log` may be two services.
  static func stem(of name: String) -> String {
    var stem = Substring(name)
    while let dot = stem.lastIndex(of: "."), dot > stem.startIndex {
      let ending = stem[stem.index(after: dot)...]
      let isKnown = ["log", "txt", "out", "err", "gz", "zst", "xz", "bz2", "json", "jsonl"]
        .contains(ending.lowercased())
      guard isKnown || (ending.count <= 3 && ending.allSatisfy(\.isNumber)) else { break }
      stem = stem[..<dot]
    }
    return stem.hasSuffix("-json") ? String(stem.dropLast(5)) : String(stem)
  }
}
