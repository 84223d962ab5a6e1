extension VolumeMount {
  /// Reads `[SOURCE:]TARGET[:OPTIONS]`; nil when there is no target.
  init?(short text: String, origin: SettingOrigin) {
    let parts = Self.parts(text)
    guard let first = parts.first, !first.isEmpty else { return nil }
    var source: String?
    var target = first
    var options: [String] = []
    if parts.count > 1 {
      let second = parts[1]
      if parts.count == 2, !Self.isPath(second), Self.isPath(first), Self.areOptions(second) {
        options = second.split(separator: ",").map(String.init)
      } else {
        (source, target) = (first, second)
        options = parts.dropFirst(2).flatMap { $0.split(separator: ",").map(String.init) }
      }
    }
    guard !target.isEmpty else { return nil }
    let kind: Kind = source.map { Self.isPath($0) ? .bind : .volume } ?? .anonymous
    self.init(
      kind: kind, source: source, target: target, isReadOnly: options.contains("ro"),
      options: options.filter { $0 != "ro" && $0 != "rw" }, origin: origin)
  }

  /// The path in the container of a short form.
  static func shortTarget(_ text: String) -> String {
    VolumeMount(short: text, origin: SettingOrigin(file: "", line: 0))?.target ?? text
  }

  private static func isPath(_ text: String) -> Bool {
    text.hasPrefix("/") || text.hasPrefix(".") || text.hasPrefix("~") || text.hasPrefix("\\")
      || text.dropFirst().hasPrefix(":\\") || text.dropFirst().hasPrefix(":/")
  }

  private static func areOptions(_ text: String) -> Bool {
    text.split(separator: ",").allSatisfy {
      ["ro", "rw", "z", "Z", "cached", "delegated", "consistent", "nocopy"].contains($0)
    }
  }

  /// The parts between colons; the colon of a drive letter (`C:\data`) separates nothing.
  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      if let last = parts.last, last.count == 1, last.first?.isLetter == true,
        part.hasPrefix("\\")
          || (part.hasPrefix("/") && parts.count == 1 && last.first?.isUppercase == true)
      {
        parts[parts.count - 1] = last + ":" + part
      } else {
        parts.append(String(part))
      }
    }
    return parts
  }
}
