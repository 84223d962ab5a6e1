/// Names for files that were named by several paths, so that no two of them are called alike.
enum DistinctNames {
  /// Gives each file its name: the one below its root, with as many folders of the root in front as
  /// it takes to tell files of the same name apart.
  ///
  /// - Parameter files: For each file the path that the user named, and its name below that.
  /// - Returns: The names in the same order; equal ones only where the same file was named twice.
  static func of(_ files: [(root: String, name: String)]) -> [String] {
    var names = files.map(\.name)
    let parents = files.map { parts(above: $0.name, in: $0.root) }
    var depth = 0
    while depth < 64 {
      let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
      let alike = names.indices.filter { counts[names[$0], default: 0] > 1 }
      depth += 1
      var isLonger = false
      for place in alike where parents[place].count >= depth {
        isLonger = true
        names[place] = (parents[place].suffix(depth) + [files[place].name]).joined(separator: "/")
      }
      if !isLonger { break }
    }
    return names
  }

  /// The name of a file relative to a folder above the path that the user named; as it is where the
  /// path does not lie below the folder.
  static func below(_ folder: String, _ path: String, _ name: String) -> String {
    func parts(_ text: String) -> [String] {
      text.split(separator: "/").map(String.init).filter { $0 != "." }
    }
    let (above, whole) = (parts(folder), parts(path))
    guard path.hasPrefix("/") == folder.hasPrefix("/"), whole.starts(with: above) else {
      return name
    }
    let inner = Array(whole.dropFirst(above.count))
    let isItself = inner.last == name
    return (inner + (isItself ? [] : [name])).joined(separator: "/")
  }

  /// The folders of a root in front of a name; a file that is its own root is not one of them.
  private static func parts(above name: String, in root: String) -> [String] {
    let parts = root.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." }
    return parts.last == name ? Array(parts.dropLast()) : parts
  }
}
