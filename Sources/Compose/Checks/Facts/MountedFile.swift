import Findings

/// A file of the project that a service gets through a bind mount.
struct MountedFile {
  /// Relative to the project.
  let path: String
  /// The path in the container.
  let target: String
  let bytes: [UInt8]

  /// The most bytes of a file that a check looks at.
  private static let mostBytes = 1 << 20

  /// The lines without their ends, with 1-based numbers.
  var lines: [(number: Int, text: String)] {
    let text = String(decoding: bytes.prefix(Self.mostBytes), as: UTF8.self)
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.enumerated()
      .map { ($0.offset + 1, String($0.element)) }
  }

  func evidence(_ line: Int, _ text: String) -> Evidence {
    Evidence(source: path, line: line, text: String(text.drop { $0.isWhitespace }))
  }
}

extension CheckedStack {
  /// The single files that a service mounts and that can be read here.
  func mountedFiles(of service: ComposeService) -> [MountedFile] {
    guard let readFile else { return [] }
    return service.volumes.prefix(64).compactMap { mount in
      guard mount.kind == .bind, let source = mount.source,
        let path = ProjectPath.joined("", source), let bytes = readFile(path)
      else { return nil }
      return MountedFile(path: path, target: mount.target, bytes: bytes)
    }
  }
}
