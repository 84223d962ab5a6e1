/// A Weaviate release as an image tag names it.
package struct WeaviateVersion: Hashable, Sendable {
  package let major: Int
  package let minor: Int
  /// Nil for a floating tag such as `1.32`, which stands for the newest patch of its line.
  package let patch: Int?

  package init(_ major: Int, _ minor: Int, _ patch: Int?) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads `1.32.5`, `v1.32.5`, `1.32.5-amd64`, `1.32`; nil for `latest`, `nightly` or a hash.
  package init?(tag: String) {
    let digits = tag.first == "v" ? tag.dropFirst() : tag[...]
    let core = digits.prefix { $0 != "-" && $0 != "+" }
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let major = Int(parts[0]), let minor = Int(parts[1]),
      (0...99).contains(major), (0...9999).contains(minor)
    else { return nil }
    guard parts.count == 3 else {
      self.init(major, minor, nil)
      return
    }
    guard let patch = Int(parts[2]), (0...99_999).contains(patch) else { return nil }
    self.init(major, minor, patch)
  }

  /// Whether this release has what came with the cut-off, back-ports included.
  package func isAtLeast(_ cutOff: WeaviateCutOff) -> Bool {
    guard major == 1 else { return major > 1 }
    if let first = cutOff.firstPatches[minor] { return (patch ?? .max) >= first }
    return minor > cutOff.newestLine
  }

  /// Whether this release is of minor line `1.minor` or later.
  package func isAtLeast(line minor: Int) -> Bool {
    isAtLeast(WeaviateCutOff([(minor, 0)]))
  }
}

extension WeaviateVersion: CustomStringConvertible {
  package var description: String {
    patch.map { "\(major).\(minor).\($0)" } ?? "\(major).\(minor)"
  }
}

extension WeaviateVersion: Comparable {
  /// By number; a floating tag comes after the patches of its line.
  package static func < (left: WeaviateVersion, right: WeaviateVersion) -> Bool {
    (left.major, left.minor, left.patch ?? .max)
      < (right.major, right.minor, right.patch ?? .max)
  }
}
