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
    let byService = Dictionary(grouping: logs.filter { !$0.isCombined }) { log in
      Self.service(of: log.first, service)
    }
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

  private static func service(of path: String, _ known: (String) -> String?) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if name == "-" { return "stdin" }
    let stem = Self.stem(of: name)
    return known(stem) ?? stem
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
