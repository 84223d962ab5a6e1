/// The members of a tar archive: ustar, GNU (long names) and pax, read in one pass.
struct TarListing {
  /// A regular file in the archive.
  struct Member: Equatable {
    var path: String
    /// Where its bytes start in the archive, and how many there are.
    var offset: Int
    var size: Int
    /// Its first bytes; more of them if the archive is packed, because going back to a place in a
    /// packed archive means unpacking it from its start.
    var head: [UInt8] = []
  }

  /// How much of a member is kept, as long as all of it together stays below the second.
  static let keptBytes = 1 << 16
  static let allKeptBytes = 16 << 20

  private(set) var members: [Member] = []
  private(set) var refusals: [EvidenceRefusal] = []
  /// Why the listing ends before the archive does.
  private(set) var damage: String?

  private static let block = 512
  /// Extended headers larger than this are no names.
  private static let headerLimit = 1 << 20

  /// Whether a block is a tar header: its check sum is right.
  static func isHeader(_ block: ByteText) -> Bool {
    guard block.count >= Self.block, let wanted = number(block, 148, 8) else { return false }
    var sum = 0
    for at in 0..<Self.block { sum += (148..<156).contains(at) ? 32 : Int(block.byte(at)) }
    return sum == wanted && block.byte(0) != 0
  }

  /// Lists what `source` gives; at most `limit` members.
  ///
  /// The first bytes of members are kept where `keepsHeads`. What was listed before a fault stays.
  static func read(_ source: any ByteSource, limit: Int, keepsHeads: Bool) -> TarListing {
    var listing = TarListing()
    do throws(LogStreamError) {
      listing.damage = try listing.readMembers(source, limit: limit, keepsHeads: keepsHeads)
    } catch {
      switch error {
      case .unreadable(_, let reason), .refused(_, let reason): listing.damage = reason
      }
    }
    return listing
  }

  /// Reads member after member; returns what is wrong with the archive.
  private mutating func readMembers(
    _ source: any ByteSource, limit: Int, keepsHeads: Bool
  ) throws(LogStreamError) -> String? {
    var kept = 0
    var position = 0
    var longName: String?
    var longSize: Int?
    while true {
      let header = try source.bytes(limit: Self.block)
      position += header.count
      guard header.count == Self.block else {
        return header.isEmpty ? nil : "the archive is cut off"
      }
      if header.allSatisfy({ $0 == 0 }) { return nil }
      guard let entry = header.withUnsafeBytes({ Header(ByteText($0)) }) else {
        return "no tar header at offset \(position - Self.block)"
      }
      let size = longSize ?? entry.size
      guard size >= 0, size < Int.max / 2 - position else {
        return "impossible size at offset \(position - Self.block)"
      }
      let padded = (size + Self.block - 1) / Self.block * Self.block
      var done = 0
      if entry.kind == UInt8(ascii: "L") || entry.kind == UInt8(ascii: "x") {
        guard size <= Self.headerLimit else { return "extended header too large" }
        let bytes = Array(try source.bytes(limit: padded).prefix(size))
        done = padded
        if entry.kind == UInt8(ascii: "L") {
          longName = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        } else {
          let pax = bytes.withUnsafeBytes { Self.paxFields(ByteText($0)) }
          longName = pax.path ?? longName
          longSize = pax.size
        }
      } else {
        if add(entry, name: longName ?? entry.name, offset: position, size: size) {
          let keeps = keepsHeads && kept < Self.allKeptBytes
          let head = try source.bytes(limit: min(size, keeps ? Self.keptBytes : Self.block))
          if keeps { kept += head.count }
          members[members.count - 1].head = head
          done = head.count
        }
        longName = nil
        longSize = nil
      }
      guard members.count < limit else { return "more than \(limit) members" }
      guard try Self.skip(source, padded - done) else { return "the archive is cut off" }
      position += padded
    }
  }

  /// Adds a member or a refusal; true if there is a new member.
  private mutating func add(_ entry: Header, name: String, offset: Int, size: Int) -> Bool {
    let count = members.count
    let reason: String?
    switch entry.kind {
    case UInt8(ascii: "0"), 0, UInt8(ascii: "7"):
      let (path, refused) = EvidencePath.normalise(name)
      // Old archives mark a folder only by the slash at its name's end.
      if let path, !name.hasSuffix("/") {
        members.append(Member(path: path, offset: offset, size: size))
      }
      reason = refused
    case UInt8(ascii: "1"): reason = "hard link, not followed"
    case UInt8(ascii: "2"): reason = "symbolic link, not followed"
    case UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"): reason = "device or pipe"
    case UInt8(ascii: "5"):
      reason = name == "./" || name == "." ? nil : EvidencePath.normalise(name).reason
    case UInt8(ascii: "S"): reason = "sparse file"
    case UInt8(ascii: "g"), UInt8(ascii: "K"): reason = nil
    default: reason = "unknown kind of member"
    }
    if let reason { refusals.append(EvidenceRefusal(path: name, reason: reason)) }
    return members.count > count
  }

  private static func skip(_ source: any ByteSource, _ count: Int) throws(LogStreamError) -> Bool {
    guard count > 0 else { return true }
    let chunk = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(count, 1 << 18), alignment: 16)
    defer { chunk.deallocate() }
    var rest = count
    while rest > 0 {
      let read = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: chunk.prefix(rest)))
      guard read > 0 else { return false }
      rest -= read
    }
    return true
  }

  /// `<length> <key>=<value>\n`, as often as there are fields.
  private static func paxFields(_ text: ByteText) -> (path: String?, size: Int?) {
    var path: String?
    var size: Int?
    var at = 0
    while at < text.count, let blank = text.firstIndex(of: UInt8(ascii: " "), from: at),
      blank - at <= 7, let length = InstantParser.number(text, at, blank - at),
      length > blank - at + 1, at + length <= text.count
    {
      let field = text[(blank + 1)..<(at + length - 1)]
      if field.hasPrefix("path=") { path = field.dropping(5).string }
      if field.hasPrefix("size=") { size = Int(field.dropping(5).string) }
      at += length
    }
    return (path, size)
  }

  /// An octal number that blanks or NULs end, or GNU's base 256.
  fileprivate static func number(_ block: ByteText, _ start: Int, _ length: Int) -> Int? {
    if block.byte(start) & 0x80 != 0 {
      guard block.byte(start) == 0x80 else { return nil }
      var value = 0
      for at in (start + 1)..<(start + length) {
        guard value < Int.max >> 8 else { return nil }
        value = value << 8 | Int(block.byte(at))
      }
      return value
    }
    var at = start
    while at < start + length, block.byte(at) == UInt8(ascii: " ") { at += 1 }
    var value = 0
    var digits = 0
    while at < start + length, (48..<56).contains(block.byte(at)) {
      value = value << 3 | Int(block.byte(at) - 48)
      digits += 1
      at += 1
    }
    return digits > 0 && digits <= 12 ? value : nil
  }
}

/// One header block.
private struct Header {
  var name: String
  var size: Int
  var kind: UInt8

  init?(_ block: ByteText) {
    guard TarListing.isHeader(block), let size = TarListing.number(block, 124, 12) else {
      return nil
    }
    self.size = size
    kind = block.byte(156)
    let name = Self.text(block[0..<100])
    let prefix = block.hasPrefix("ustar\u{0}", at: 257) ? Self.text(block[345..<500]) : ""
    self.name = prefix.isEmpty ? name : prefix + "/" + name
  }

  private static func text(_ field: ByteText) -> String {
    field[0..<(field.firstIndex(of: 0) ?? field.count)].string
  }
}
