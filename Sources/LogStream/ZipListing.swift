/// The members of a zip archive, by its central directory (with ZIP64 sizes).
struct ZipListing {
  /// A file in the archive.
  struct Member: Equatable {
    var path: String
    /// Where its packed bytes start, and how many there are.
    var offset: Int
    var packedSize: Int
    var size: Int
    var isDeflated: Bool
    var check: UInt32
  }

  private(set) var members: [Member] = []
  private(set) var refusals: [EvidenceRefusal] = []
  private(set) var damage: String?

  private static let directoryLimit = 64 << 20

  /// Reads the directory of an archive; at most `limit` members.
  static func read(_ archive: ArchiveBytes, limit: Int) throws(LogStreamError) -> ZipListing {
    var listing = ZipListing()
    let (tail, size) = try archive.tail(65_557 + 76)
    guard let end = tail.withUnsafeBytes({ endRecord(ByteText($0)) }),
      end.directory >= 0, end.length >= 0, end.length <= directoryLimit,
      end.directory <= size - min(end.length, size), end.length <= size
    else {
      listing.damage = "no central directory: damaged or cut off"
      return listing
    }
    let directory = try archive.bytes(at: end.directory, count: end.length)
    var places: [(member: Member, header: Int)] = []
    directory.withUnsafeBytes { raw in
      let text = ByteText(raw)
      var at = 0
      while places.count < limit, let entry = DirectoryEntry(text, at: at) {
        at += entry.length
        if let member = listing.member(entry) { places.append((member, entry.headerOffset)) }
      }
      if places.count >= limit { listing.damage = "more than \(limit) members" }
    }
    try listing.add(places, of: archive, size: size)
    return listing
  }

  /// Adds the members whose bytes are there, in the directory's order.
  private mutating func add(
    _ places: [(member: Member, header: Int)], of archive: ArchiveBytes, size: Int
  ) throws(LogStreamError) {
    var starts = [Int?](repeating: nil, count: places.count)
    // By their places, so that an archive that has to be unpacked is gone through once.
    for at in places.indices.sorted(by: { places[$0].header < places[$1].header }) {
      let header = places[at].header
      guard header >= 0, header < size else { continue }
      let local = try archive.bytes(at: header, count: 30)
      starts[at] = local.withUnsafeBytes { raw -> Int? in
        let text = ByteText(raw)
        guard text.hasPrefix("PK\u{3}\u{4}") else { return nil }
        return header + 30 + Self.little(text, 26, 2) + Self.little(text, 28, 2)
      }
    }
    let overlapping = Self.overlapping(places, starts)
    for (at, ((member, header), start)) in zip(places, starts).enumerated() {
      if overlapping.contains(at) {
        refusals.append(EvidenceRefusal(path: member.path, reason: "lies over another member"))
        continue
      }
      guard header >= 0, header < size else {
        refusals.append(EvidenceRefusal(path: member.path, reason: "outside the archive"))
        continue
      }
      guard let start, start <= size, member.packedSize <= size - start else {
        refusals.append(EvidenceRefusal(path: member.path, reason: "cut off"))
        continue
      }
      var member = member
      member.offset = start
      members.append(member)
    }
  }

  /// Members that share bytes with one before them: so an archive unpacks to many times what its
  /// members' sizes allow.
  private static func overlapping(
    _ places: [(member: Member, header: Int)], _ starts: [Int?]
  ) -> Set<Int> {
    var found: Set<Int> = []
    var end = 0
    for at in places.indices.sorted(by: { places[$0].header < places[$1].header }) {
      guard let start = starts[at] else { continue }
      if places[at].header < end { found.insert(at) }
      end = max(end, start.addingReportingOverflow(places[at].member.packedSize).partialValue)
    }
    return found
  }

  private mutating func member(_ entry: DirectoryEntry) -> Member? {
    let (path, reason) = EvidencePath.normalise(entry.name)
    if entry.name.hasSuffix("/"), reason == nil { return nil }
    guard let path else {
      refusals.append(EvidenceRefusal(path: entry.name, reason: reason ?? "bad name"))
      return nil
    }
    let refusal: String? =
      if entry.isEncrypted {
        "encrypted"
      } else if entry.isLink {
        "symbolic link, not followed"
      } else if entry.method != 0, entry.method != 8 {
        "packed with method \(entry.method), which is not supported"
      } else {
        nil
      }
    if let refusal {
      refusals.append(EvidenceRefusal(path: path, reason: refusal))
      return nil
    }
    return Member(
      path: path, offset: 0, packedSize: entry.packedSize, size: entry.size,
      isDeflated: entry.method == 8, check: entry.check)
  }

  private static func endRecord(_ tail: ByteText) -> (directory: Int, length: Int)? {
    var at = tail.count - 22
    while at >= 0 {
      if tail.hasPrefix("PK\u{5}\u{6}", at: at) { break }
      at -= 1
    }
    guard at >= 0 else { return nil }
    let length = little(tail, at + 12, 4)
    let directory = little(tail, at + 16, 4)
    guard directory == 0xFFFF_FFFF || length == 0xFFFF_FFFF else { return (directory, length) }
    // ZIP64: its own end record stands before the locator, which stands before this one.
    var wide = at - 20 - 56
    while wide >= 0, !tail.hasPrefix("PK\u{6}\u{6}", at: wide) { wide -= 1 }
    guard wide >= 0 else { return nil }
    return (little(tail, wide + 48, 8), little(tail, wide + 40, 8))
  }

  /// A little-endian number of up to 8 bytes; those that do not fit become negative.
  fileprivate static func little(_ text: ByteText, _ start: Int, _ length: Int) -> Int {
    var value: UInt64 = 0
    for at in 0..<length { value |= UInt64(text.byte(start + at)) << (8 * UInt64(at)) }
    return Int(truncatingIfNeeded: value)
  }
}

/// One entry of the central directory.
private struct DirectoryEntry {
  var name: String
  var method: Int
  var check: UInt32
  var packedSize: Int
  var size: Int
  var headerOffset: Int
  var isEncrypted: Bool
  var isLink: Bool
  /// The length of the entry itself.
  var length: Int

  init?(_ text: ByteText, at start: Int) {
    func little(_ offset: Int, _ length: Int) -> Int {
      ZipListing.little(text, start + offset, length)
    }
    guard text.hasPrefix("PK\u{1}\u{2}", at: start), text.count - start >= 46 else { return nil }
    let nameLength = little(28, 2)
    let extraLength = little(30, 2)
    length = 46 + nameLength + extraLength + little(32, 2)
    guard text.count - start >= length else { return nil }
    name = text[(start + 46)..<(start + 46 + nameLength)].string
    isEncrypted = little(8, 2) & 1 != 0
    method = little(10, 2)
    check = UInt32(truncatingIfNeeded: little(16, 4))
    packedSize = little(20, 4)
    size = little(24, 4)
    headerOffset = little(42, 4)
    // Made on Unix, and the mode says link.
    isLink = little(5, 1) == 3 && (little(38, 4) >> 28) & 0xF == 0xA
    readWideSizes(text, from: start + 46 + nameLength, length: extraLength)
    guard packedSize >= 0, size >= 0, headerOffset >= 0 else { return nil }
  }

  /// ZIP64: the extra field 1 holds those of the three numbers that are all ones.
  private mutating func readWideSizes(_ text: ByteText, from start: Int, length: Int) {
    var at = start
    while at + 4 <= start + length {
      let kind = ZipListing.little(text, at, 2)
      let size = ZipListing.little(text, at + 2, 2)
      if kind == 1 {
        var value = at + 4
        func next() -> Int {
          defer { value += 8 }
          return ZipListing.little(text, value, 8)
        }
        if self.size == 0xFFFF_FFFF { self.size = next() }
        if packedSize == 0xFFFF_FFFF { packedSize = next() }
        if headerOffset == 0xFFFF_FFFF { headerOffset = next() }
      }
      at += 4 + size
    }
  }
}
