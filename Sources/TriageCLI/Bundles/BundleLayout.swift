/// How support tools lay out what they collect: which files of a bundle are logs, and of which
/// containers, and which are not about containers at all.
///
/// A layout is known by the names that its tool always writes, wherever they lie below what the
/// user named; only what lies beside them is judged by it. What the layouts do not know is judged
/// by name and contents, as in a folder that somebody filled by hand.
struct BundleLayout {
  /// What a path holds.
  enum Place: Equatable {
    /// The log of a container, as the path names it: by its name, its id, or a pod's.
    case log(container: String)
    case events
    /// An answer of the engine, if its contents are one.
    case engineAnswer
    /// What a folder that somebody filled by hand could hold as well.
    case anything
    /// Nothing that is read, with why.
    case foreign(String)
  }

  /// The folders that a tool's files lie in, each with a slash at its end or empty, longest first.
  private var roots: [(folder: String, tool: BundleTool)] = []

  init(paths: [String]) {
    var found: [String: BundleTool] = [:]
    for path in paths {
      for tool in BundleTool.allCases {
        for marker in tool.markers {
          guard let root = Self.root(of: path, marker) else { continue }
          if found[root].map({ tool.rawValue < $0.rawValue }) ?? true { found[root] = tool }
        }
      }
    }
    roots = found.map { ($0.key, $0.value) }.sorted {
      ($1.folder.utf8.count, $0.folder) < ($0.folder.utf8.count, $1.folder)
    }
  }

  /// The folder that a marker lies in: a folder's name with a slash, or a file's.
  private static func root(of path: String, _ marker: String) -> String? {
    if path.hasPrefix(marker), marker.hasSuffix("/") || path == marker { return "" }
    guard let found = path.firstRange(of: "/" + marker),
      marker.hasSuffix("/") || found.upperBound == path.endIndex
    else { return nil }
    return String(path[...found.lowerBound])
  }

  /// Whether no tool's layout was recognised.
  var isPlain: Bool { roots.isEmpty }

  /// What a path holds; nil for what only its name and its contents tell.
  func place(of path: String) -> Place? {
    let parts = path.split(separator: "/").map(String.init)
    if let container = EngineFolder.container(parts) { return .log(container: container) }
    guard let (folder, tool) = roots.first(where: { path.hasPrefix($0.folder) }) else {
      return KubernetesPlace.dumped(parts).map { .log(container: $0) }
    }
    let place = tool.place(Array(parts.dropFirst(folder.split(separator: "/").count)))
    return place == .anything ? nil : place
  }
}

/// Files of container engines as they lie on their host.
enum EngineFolder {
  /// The container whose log lies at a path, by its id or its pod.
  static func container(_ parts: [String]) -> String? {
    guard let name = parts.last, parts.count >= 2 else { return nil }
    let folder = parts[parts.count - 2]
    // The json-file driver: `ID/ID-json.log`, rotated `ID-json.log.1`, compressed `.gz`.
    if isID(folder), name.hasPrefix(folder + "-json.log") { return folder }
    // The local driver, and podman's k8s-file.
    if parts.count >= 3, isID(parts[parts.count - 3]),
      (folder == "local-logs" && name.hasPrefix("container.log"))
        || (folder == "userdata" && name.hasPrefix("ctr.log"))
    {
      return parts[parts.count - 3]
    }
    return KubernetesPlace.onHost(parts)
  }

  /// Whether a name is the whole id of a container.
  static func isID(_ name: String) -> Bool {
    name.utf8.count == 64
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

/// Where Kubernetes and its tools put the logs of pods.
enum KubernetesPlace {
  /// The name of a pod's container: the pod's own for the container that the pod is called after.
  static func container(_ name: String, ofPod pod: String) -> String {
    pod == name || pod.hasPrefix(name + "-") ? pod : pod + "/" + name
  }

  /// `var/log/containers/POD_NAMESPACE_CONTAINER-ID.log` and
  /// `var/log/pods/NAMESPACE_POD_UID/CONTAINER/0.log` (kubelet).
  static func onHost(_ parts: [String]) -> String? {
    guard let name = parts.last else { return nil }
    if parts.suffix(3).dropLast() == ["log", "containers"], name.hasSuffix(".log") {
      let words = name.dropLast(4).split(separator: "_").map(String.init)
      guard words.count == 3, let dash = words[2].lastIndex(of: "-"),
        EngineFolder.isID(String(words[2][words[2].index(after: dash)...]))
      else { return nil }
      return container(String(words[2][..<dash]), ofPod: words[0])
    }
    guard parts.count >= 4, parts[parts.count - 4] == "pods" else { return nil }
    let words = parts[parts.count - 3].split(separator: "_").map(String.init)
    guard words.count == 3, name.first?.isNumber == true, name.contains(".log") else { return nil }
    return container(parts[parts.count - 2], ofPod: words[1])
  }

  /// `NAMESPACE/POD/logs.txt` of `kubectl cluster-info dump`.
  static func dumped(_ parts: [String]) -> String? {
    guard parts.last == "logs.txt", parts.count >= 2 else { return nil }
    return parts[parts.count - 2]
  }
}
