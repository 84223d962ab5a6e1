/// The parts of an image's name: `registry/path/name:tag@digest`.
struct ImageReference: Equatable {
  /// The registry and the path, without `docker.io` and `library`; empty for official images.
  var namespace: String
  /// The last part of the path.
  var name: String
  /// Nil when none is written.
  var tag: String?
  var hasDigest: Bool

  init(_ text: String) {
    let sides = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    hasDigest = sides.count == 2
    var path = sides.first.map(String.init) ?? ""
    let lastPart = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    if let colon = lastPart.firstIndex(of: ":") {
      let written = String(lastPart[lastPart.index(after: colon)...])
      tag = written.isEmpty ? nil : written
      path = String(path.dropLast(lastPart[colon...].count))
    }
    var parts = path.split(separator: "/").map(String.init)
    name = parts.popLast() ?? ""
    for registry in ["docker.io", "index.docker.io", "registry-1.docker.io"]
    where parts.first == registry {
      parts.removeFirst()
    }
    if parts == ["library"] { parts = [] }
    namespace = parts.joined(separator: "/")
  }

  /// Whether it is an image of Docker's official library.
  var isOfficial: Bool { namespace.isEmpty }
}

extension ComposeService {
  /// The image, taken apart; nil for a service that is only built.
  var imageReference: ImageReference? {
    image.map { ImageReference($0.value) }
  }
}
