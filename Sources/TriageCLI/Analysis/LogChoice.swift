import LogStream

/// Which logs are read when the same container's log lies there in several shapes.
///
/// `docker logs -t` output is preferred to the engine's own file, and both to a log of all
/// services: stamps of the engine and one container per file leave least to guess. Rotated parts
/// lie in one folder and are all read.
struct LogChoice {
  /// A log of one service: one file, or the parts of a rotated set, oldest first.
  struct Single {
    var files: [EvidenceFile]
    var service: String
  }

  private(set) var singles: [Single] = []
  private(set) var combined: [EvidenceFile] = []
  /// Logs that are not read, with why.
  private(set) var left: [(file: EvidenceFile, why: String)] = []

  /// - Parameters:
  ///   - files: All files of the evidence.
  ///   - service: The service of a container name, where inspect tells it.
  init(_ files: [EvidenceFile], service: (String) -> String?) {
    let logs = files.filter { $0.kind == .log }
    let byService = Dictionary(grouping: logs) { file in Self.service(of: file.path, service) }
    for (name, candidates) in byService.sorted(by: { $0.key < $1.key }) {
      let folders = Dictionary(grouping: candidates) { Self.folder($0.path) }
      let best = folders.keys.min { (Self.rank($0), $0) < (Self.rank($1), $1) } ?? ""
      for (folder, group) in folders.sorted(by: { $0.key < $1.key }) {
        if folder == best {
          add(group, of: name)
          continue
        }
        for file in group.sorted(by: { $0.path < $1.path }) {
          left.append(
            (file, "the log of \(name) is read from \(folders[best]?.first?.path ?? best)"))
        }
      }
    }
    combined = files.filter { $0.kind == .composeLog }
  }

  /// Adds the files of one service's log; parts of a rotated set become one log.
  private mutating func add(_ files: [EvidenceFile], of service: String) {
    let byPath = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    for group in RotatedSet.groups(of: files.map(\.entry)) {
      singles.append(Single(files: group.compactMap { byPath[$0.path] }, service: service))
    }
    let taken = Set(singles.flatMap { $0.files.map(\.path) })
    for file in files where !taken.contains(file.path) {
      left.append((file, "the same part of the log of \(service) lies there unpacked"))
    }
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
