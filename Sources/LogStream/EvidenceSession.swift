/// Opens many entries of one tree, unpacking a packed archive once as long as its members are
/// asked for in their order.
///
/// `EvidenceTree.open` unpacks a packed archive from its start for every large member. A session
/// keeps the last stream: a member that lies behind what was read so far continues it.
package final class EvidenceSession {
  private let tree: EvidenceTree
  private var cursor: ArchiveCursor?
  /// How often an archive was unpacked from its start.
  package private(set) var unpackings = 0

  package init(_ tree: EvidenceTree) {
    self.tree = tree
  }

  /// The entries in the order that is cheapest to read: those that can be reached at once by their
  /// paths, then the members of packed archives by their places.
  package var readingOrder: [EvidenceEntry] {
    tree.entries.map { entry -> (archive: String, offset: Int, entry: EvidenceEntry) in
      guard let member = entry.location.packedMember else { return ("", 0, entry) }
      return ("\(member.archive)", member.offset, entry)
    }.sorted {
      ($0.archive, $0.offset, $0.entry.path) < ($1.archive, $1.offset, $1.entry.path)
    }.map(\.entry)
  }

  /// Opens an entry at its first byte; the source opened before may no longer be read then.
  package func open(_ entry: EvidenceEntry) throws(LogStreamError) -> any ByteSource {
    guard case .headed(let head, let rest) = entry.location, let member = rest.packedMember else {
      return try tree.open(entry)
    }
    return HeadedSource(head) { [self] () throws(LogStreamError) in
      try continueArchive(member, path: entry.path)
    }
  }

  private func continueArchive(
    _ member: EvidenceEntry.Location.PackedMember, path: String
  ) throws(LogStreamError) -> any ByteSource {
    if let cursor, cursor.archive == member.archive, cursor.position <= member.offset {
      return PartSource(
        cursor, skip: member.offset - cursor.position, length: member.size, path: path)
    }
    let fresh = ArchiveCursor(member.archive, try member.archive.open(path: path))
    cursor = fresh
    unpackings += 1
    return PartSource(fresh, skip: member.offset, length: member.size, path: path)
  }
}

/// The stream of an unpacked archive, and how far it has been read.
private final class ArchiveCursor: ByteSource {
  let archive: EvidenceEntry.Location
  private let source: any ByteSource
  private(set) var position = 0

  init(_ archive: EvidenceEntry.Location, _ source: any ByteSource) {
    self.archive = archive
    self.source = source
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogStreamError) -> Int {
    let count = try source.read(into: buffer)
    position += count
    return count
  }
}

extension EvidenceEntry.Location {
  /// A member that can only be reached by unpacking its archive up to it.
  struct PackedMember {
    var archive: EvidenceEntry.Location
    var offset: Int
    var size: Int
  }

  /// Where a member of a packed archive is; nil for everything else.
  var packedMember: PackedMember? {
    switch self {
    case .headed(_, let rest): rest.packedMember
    case .part(.unpacked(let base, let compression, let limit), let offset, let size):
      PackedMember(
        archive: .unpacked(base, compression, limit: limit), offset: offset, size: size)
    default: nil
    }
  }
}
