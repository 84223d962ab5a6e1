import LogStream

/// One input with the tree that can open it.
struct EvidenceFile {
  let tree: EvidenceTree
  let entry: EvidenceEntry
  let kind: EvidenceKind
  /// The container that the place of a log in a bundle names.
  var container: String?
  /// Relative to what the user named; what evidence and diffs show.
  var path: String { entry.path }

  /// Reads the file whole, up to a bound.
  ///
  /// - Returns: The bytes and whether the file was longer.
  func contents(limit: Int) throws(LogStreamError) -> (bytes: [UInt8], isCut: Bool) {
    try Self.contents(of: tree.open(entry), limit: limit)
  }

  static func contents(
    of source: any ByteSource, limit: Int
  ) throws(LogStreamError) -> (bytes: [UInt8], isCut: Bool) {
    let bytes = try start(of: source, limit + 1)
    return (Array(bytes.prefix(limit)), bytes.count > limit)
  }

  /// All that is read of a source until there are so many bytes or more, or it ends.
  static func start(of source: any ByteSource, _ wanted: Int) throws(LogStreamError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(wanted, 1 << 16))
    while bytes.count < wanted {
      var failure: LogStreamError?
      let count = chunk.withUnsafeMutableBytes { buffer -> Int in
        do throws(LogStreamError) {
          return try source.read(into: buffer)
        } catch {
          failure = error
          return 0
        }
      }
      if let failure { throw failure }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return bytes
  }
}
