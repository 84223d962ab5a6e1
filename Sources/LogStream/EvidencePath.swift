/// Names of archive members, made safe.
enum EvidencePath {
  /// The parts of a name joined by `/`, or why it is refused.
  static func normalise(_ name: String) -> (path: String?, reason: String?) {
    // Zip archives from Windows hold backslashes.
    let name = name.contains("/") ? name : name.replacing("\\", with: "/")
    if name.hasPrefix("/") { return (nil, "absolute path") }
    if name.dropFirst().hasPrefix(":/") { return (nil, "absolute path") }
    if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return (nil, "control characters in the name")
    }
    let parts = name.split(separator: "/").filter { $0 != "." }
    if parts.contains("..") { return (nil, "path leaves the archive") }
    if parts.isEmpty { return (nil, "empty name") }
    if name.utf8.count > 4096 { return (nil, "name too long") }
    return (parts.joined(separator: "/"), nil)
  }

  /// The one folder that all paths are in, with its slash; nil if there is none.
  static func commonTop(_ paths: [String]) -> String? {
    guard let first = paths.first, let slash = first.firstIndex(of: "/") else { return nil }
    let top = first[...slash]
    return paths.allSatisfy { $0.hasPrefix(top) } ? String(top) : nil
  }
}
