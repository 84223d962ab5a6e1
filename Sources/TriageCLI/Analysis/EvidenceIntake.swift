import LogStream
import Report

/// Everything that the user named, listed and recognised, before any of it is analysed.
struct EvidenceIntake {
  private(set) var files: [EvidenceFile] = []
  /// Inputs that are not used, with why.
  private(set) var refused: [TriageReport.Input] = []
  /// What went wrong, one message each, for standard error.
  private(set) var problems: [String] = []

  /// Lists and recognises what stands at each path; `-` is standard input.
  ///
  /// Names are relative to `root`; without one each path is its own.
  init(paths: [String], root: String? = nil) {
    var found: [Found] = []
    for path in paths {
      guard let tree = list(path) else { continue }
      let isNamed = tree.entries.count == 1 && tree.entries.first?.path.contains("/") == false
      let layout = BundleLayout(paths: tree.entries.map(\.path))
      let containers = EngineContainers(tree)
      found += tree.entries.map { entry in
        Found(
          root: path, tree: tree, entry: entry, isNamed: isNamed,
          place: layout.place(of: entry.path).map { place in
            guard case .log(let id) = place else { return place }
            return .log(container: containers.name(of: id) ?? id)
          })
      }
    }
    // Two folders may hold files of the same name; evidence must tell them apart.
    let names =
      root.map { root in found.map { DistinctNames.below(root, $0.root, $0.entry.path) } }
      ?? DistinctNames.of(found.map { ($0.root, $0.entry.path) })
    // A single log of a bundle, read apart, is known by its place below the bundle's root.
    let layout = root.map { _ in BundleLayout(paths: names) }
    for (file, name) in zip(found, names) {
      var file = file
      file.entry.path = name
      file.place = file.place ?? layout?.place(of: name)
      add(file)
    }
    files.sort { $0.path < $1.path }
  }

  private mutating func list(_ path: String) -> EvidenceTree? {
    let tree: EvidenceTree
    do {
      tree = try EvidenceTree(path: path)
    } catch {
      problems.append("\(path): \(Self.words(error)); name a folder, a log, a bundle or -")
      refused.append(Self.unused(path, "missing", Self.words(error)))
      return nil
    }
    for refusal in tree.refusals {
      refused.append(Self.unused(refusal.path, "refused", refusal.reason))
    }
    if tree.entries.isEmpty {
      problems.append("\(path): the folder is empty; name a folder with logs, or a log file")
    }
    return tree
  }

  /// An entry of one of the paths that the user named.
  private struct Found {
    var root: String
    var tree: EvidenceTree
    var entry: EvidenceEntry
    var isNamed: Bool
    var place: BundleLayout.Place?
  }

  private mutating func add(_ found: Found) {
    let (tree, entry, isNamed) = (found.tree, found.entry, found.isNamed)
    if case .foreign(let why) = found.place {
      refused.append(Self.unused(entry.path, "other", why, bytes: entry.size))
      files.append(EvidenceFile(tree: tree, entry: entry, kind: .other(why: why)))
      return
    }
    if entry.path == "-" { return addStandardInput(entry, of: tree) }
    do {
      let source = try tree.open(entry)
      let head = try EvidenceFile.contents(of: source, limit: EvidenceKind.headBytes).bytes
      let kind = EvidenceKind(path: entry.path, head: head, isNamed: isNamed, found.place)
      switch kind {
      case .empty:
        let note = "empty: the container printed nothing, or the file was cut"
        refused.append(Self.unused(entry.path, "empty", note, bytes: entry.size))
        files.append(EvidenceFile(tree: tree, entry: entry, kind: kind))
      case .other(let why):
        refused.append(Self.unused(entry.path, "other", why, bytes: entry.size))
        if isNamed { problems.append("\(entry.path): \(why); nothing in it can be analysed") }
        files.append(EvidenceFile(tree: tree, entry: entry, kind: kind))
      default:
        var file = EvidenceFile(tree: tree, entry: entry, kind: kind)
        if case .log(let container) = found.place { file.container = container }
        files.append(file)
      }
    } catch {
      problems.append("\(entry.path): \(Self.words(error)); the rest is analysed without it")
      refused.append(Self.unused(entry.path, "unreadable", Self.words(error), bytes: entry.size))
    }
  }

  /// What is piped in is a log, of one service or of several.
  private mutating func addStandardInput(_ entry: EvidenceEntry, of tree: EvidenceTree) {
    // Why it cannot be read is told when its log is.
    let seen = (try? EvidenceFile.start(of: tree.open(entry), EvidenceKind.headBytes)) ?? []
    let kind = EvidenceKind(path: "-", head: seen, isNamed: true)
    files.append(
      EvidenceFile(
        tree: tree, entry: entry.continuing(seen), kind: kind == .composeLog ? .composeLog : .log))
  }

  /// The files of one kind, in the order of their paths.
  func files(_ kind: EvidenceKind) -> [EvidenceFile] { files.filter { $0.kind == kind } }

  /// Whether anything can be analysed.
  var hasEvidence: Bool {
    files.contains { file in
      switch file.kind {
      case .other, .empty, .environmentFile: false
      default: true
      }
    }
  }

  /// An input that is listed and not used.
  static func unused(
    _ path: String, _ format: String, _ note: String, bytes: Int = 0
  ) -> TriageReport.Input {
    TriageReport.Input(path: path, format: format, bytes: bytes, used: false, note: note)
  }

  static func words(_ error: LogStreamError) -> String {
    switch error {
    case .unreadable(_, let reason), .refused(_, let reason): reason
    }
  }
}
