#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The entries of what the user named: a folder, a file, an archive, or standard input.
///
/// Nothing is unpacked to disk: packed bytes are read through the programs gzip, zstd, xz and
/// bzip2 each time an entry is opened. Archives in archives are listed one level deep.
package struct EvidenceTree: Sendable {
  /// Bounds against hostile or careless input.
  package struct Limits: Sendable {
    package var depth = 16
    package var entries = 20_000
    /// Bytes that one packed file may unpack to at most.
    package var unpackedBytes = 64 << 30
    /// How many times larger than packed it may become, once it is larger than `unpackedFloor`.
    package var ratio = 400
    package var unpackedFloor = 16 << 20

    package init() {}
  }

  /// Sorted by path.
  package private(set) var entries: [EvidenceEntry] = []
  package private(set) var refusals: [EvidenceRefusal] = []
  private let limits: Limits

  /// Lists what is at `path`; `-` is standard input, which can be opened once.
  package init(path: String, limits: Limits = Limits()) throws(LogStreamError) {
    self.limits = limits
    if path == "-" {
      entries = [EvidenceEntry(path: "-", size: 0, location: .standardInput)]
      return
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      list(path, relative: "", depth: 0)
    } else {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      add(path, status, relative: name, isNamed: true)
    }
    entries.sort { $0.path < $1.path }
    refusals.sort { ($0.path, $0.reason) < ($1.path, $1.reason) }
  }

  /// Opens an entry; every call starts at its first byte.
  package func open(_ entry: EvidenceEntry) throws(LogStreamError) -> any ByteSource {
    try entry.location.open(path: entry.path)
  }

  private mutating func refuse(_ path: String, _ reason: String) {
    refusals.append(EvidenceRefusal(path: path, reason: reason))
  }

  private static var systemReason: String { String(cString: strerror(errno)) }

  private mutating func list(_ folder: String, relative: String, depth: Int) {
    guard depth < limits.depth else { return refuse(relative, "folders nested too deep") }
    guard let directory = opendir(folder) else { return refuse(relative, Self.systemReason) }
    var names: [String] = []
    while let item = readdir(directory) {
      let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    closedir(directory)
    for name in names.sorted() {
      guard entries.count < limits.entries else {
        return refuse(relative, "more than \(limits.entries) files")
      }
      let path = folder + "/" + name
      let inner = relative.isEmpty ? name : relative + "/" + name
      var status = stat()
      if lstat(path, &status) != 0 {
        refuse(inner, Self.systemReason)
      } else if status.st_mode & S_IFMT == S_IFDIR {
        list(path, relative: inner, depth: depth + 1)
      } else {
        add(path, status, relative: inner, isNamed: false)
      }
    }
  }

  /// Adds a file; only one that the user named may be a pipe.
  private mutating func add(_ path: String, _ status: stat, relative: String, isNamed: Bool) {
    let kind = status.st_mode & S_IFMT
    if kind == S_IFREG {
      addFile(.file(path), size: Int(status.st_size), relative, isNamed: isNamed)
    } else if isNamed, kind == S_IFIFO || kind == S_IFSOCK {
      entries.append(EvidenceEntry(path: relative, size: 0, location: .file(path)))
    } else if kind == S_IFLNK {
      refuse(relative, "symbolic link, not followed")
    } else {
      refuse(relative, "neither a file nor a folder")
    }
  }

  /// Adds a file or a member by its first bytes: as it is, unpacked, or as an archive.
  private mutating func addFile(
    _ location: EvidenceEntry.Location, size: Int, _ path: String, isNamed: Bool,
    within outer: Nesting = Nesting(), head known: [UInt8]? = nil
  ) {
    var location = location
    let nesting = Nesting(level: outer.level, size: outer.size ?? size)
    do throws(LogStreamError) {
      var head: [UInt8]
      if let known {
        head = known
      } else {
        head = try location.open(path: path).bytes(limit: 512)
      }
      if let compression = head.withUnsafeBytes({ Compression(ByteText($0)) }) {
        location = .unpacked(location, compression, limit: unpackedLimit(size, nesting))
        head = try location.open(path: path).bytes(limit: 512)
      }
      if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
        location = .wide(location, isBigEndian: head[0] == 0xFE)
      }
      let isTar =
        head.count >= 512
        && head.withUnsafeBytes({ TarListing.isHeader(ByteText($0)) })
      let isZip = head.starts(with: [0x50, 0x4B, 3, 4])
      guard isTar || isZip else {
        entries.append(EvidenceEntry(path: path, size: size, location: location))
        return
      }
      guard nesting.level < 2 else { return refuse(path, "archive nested too deep") }
      let inside = isNamed ? "" : path + "/"
      if isTar {
        try addTar(location, path, inside: inside, nesting)
      } else {
        try addZip(location, path, inside: inside, nesting)
      }
    } catch {
      switch error {
      case .unreadable(_, let reason), .refused(_, let reason): refuse(path, reason)
      }
    }
  }

  /// How deep in archives something lies.
  private struct Nesting {
    var level = 0
    /// The bytes of the file on disk that all of it is packed in; nil for that file itself.
    var size: Int?
  }

  /// The bytes that `size` packed ones may become.
  ///
  /// Neither they nor the file on disk may grow by more than the ratio, so that layers of packing
  /// do not multiply it.
  private func unpackedLimit(_ size: Int, _ nesting: Nesting) -> Int {
    let packed = min(size, nesting.size ?? size)
    let (scaled, over) = packed.multipliedReportingOverflow(by: limits.ratio)
    return min(limits.unpackedBytes, over ? .max : max(limits.unpackedFloor, scaled))
  }

  private mutating func addTar(
    _ location: EvidenceEntry.Location, _ path: String, inside: String, _ nesting: Nesting
  ) throws(LogStreamError) {
    let isPacked = if case .unpacked = location { true } else { false }
    let listing = TarListing.read(
      try location.open(path: path), limit: limits.entries - entries.count, keepsHeads: isPacked)
    if let damage = listing.damage { refuse(path, damage) }
    for refusal in listing.refusals { refuse(inside + refusal.path, refusal.reason) }
    let top = EvidencePath.commonTop(listing.members.map(\.path))?.count ?? 0
    for member in Self.lastOfEach(listing.members, by: \.path) {
      var place = EvidenceEntry.Location.part(location, offset: member.offset, size: member.size)
      if isPacked, member.head.count == member.size {
        place = .memory(member.head)
      } else if isPacked {
        let kept = member.head.count
        place = .headed(
          member.head,
          rest: .part(location, offset: member.offset + kept, size: member.size - kept))
      }
      addFile(
        place, size: member.size, inside + member.path.dropFirst(top), isNamed: false,
        within: Nesting(level: nesting.level + 1, size: nesting.size), head: member.head)
    }
  }

  private mutating func addZip(
    _ location: EvidenceEntry.Location, _ path: String, inside: String, _ nesting: Nesting
  ) throws(LogStreamError) {
    let listing = try ZipListing.read(
      ArchiveBytes(location, path: path), limit: limits.entries - entries.count)
    if let damage = listing.damage { refuse(path, damage) }
    for refusal in listing.refusals { refuse(inside + refusal.path, refusal.reason) }
    let top = EvidencePath.commonTop(listing.members.map(\.path))?.count ?? 0
    for member in Self.lastOfEach(listing.members, by: \.path) {
      let name = inside + member.path.dropFirst(top)
      let part = EvidenceEntry.Location.part(
        location, offset: member.offset, size: member.packedSize)
      guard member.size <= unpackedLimit(member.packedSize, nesting) else {
        refuse(name, "unpacks to \(member.size) bytes, which is no log")
        continue
      }
      addFile(
        member.isDeflated ? .deflated(part, check: member.check, size: member.size) : part,
        size: member.size, name, isNamed: false,
        within: Nesting(level: nesting.level + 1, size: nesting.size))
    }
  }

  /// A member that is there twice counts once: as tar unpacks it, the last one wins.
  private static func lastOfEach<Member>(
    _ members: [Member], by path: KeyPath<Member, String>
  ) -> [Member] {
    var seen: Set<String> = []
    return members.reversed().filter { seen.insert($0[keyPath: path]).inserted }.reversed()
  }
}
