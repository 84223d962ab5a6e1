/// One file of the evidence, or a member of an archive.
package struct EvidenceEntry: Sendable, Equatable {
  /// Relative to what the user named, `/` between parts, never `..`; the file's own name when a
  /// single file was named.
  package var path: String
  /// Bytes as stored; for a compressed file that is before unpacking.
  package var size: Int
  var location: Location

  /// Whether the size on disk is that of the packed bytes.
  package var isCompressed: Bool {
    if case .unpacked = location { return true }
    return false
  }

  /// The file whose bytes these are as they lie there, so that it can be read from its middle.
  package var plainFile: String? {
    if case .file(let path) = location { return path }
    return nil
  }

  /// The same entry where its first bytes were taken from standard input, which gives each byte
  /// once: they stand before the rest.
  package func continuing(_ head: [UInt8]) -> EvidenceEntry {
    var entry = self
    if case .standardInput = location { entry.location = .headed(head, rest: location) }
    return entry
  }

  /// Whether reading gives exactly `size` bytes, if it comes to the end.
  package var hasKnownSize: Bool {
    switch location {
    case .file(let name): (try? DescriptorSource(path: name))?.size != nil
    case .standardInput, .wide, .unpacked, .headed(_, rest: .standardInput): false
    case .memory, .headed, .part, .deflated: true
    }
  }

  /// How to get at the bytes, from the outside in.
  indirect enum Location: Sendable, Equatable {
    case file(String)
    case standardInput
    /// A small member of a packed archive.
    case memory([UInt8])
    /// A larger member of a packed archive: its first bytes, and where the others are.
    case headed([UInt8], rest: Location)
    /// UTF-16 text, read as UTF-8.
    case wide(Location, isBigEndian: Bool)
    /// `size` bytes from `offset` on, in what is inside.
    case part(Location, offset: Int, size: Int)
    /// What a program makes of the bytes; it may give at most `limit`.
    case unpacked(Location, Compression, limit: Int)
    /// A deflated member of a zip archive, with its check value and its true size.
    case deflated(Location, check: UInt32, size: Int)
  }
}

/// Something in the evidence that is not read, and why.
package struct EvidenceRefusal: Sendable, Equatable {
  package var path: String
  package var reason: String
}

extension EvidenceEntry.Location {
  /// Opens the bytes at their start.
  func open(path: String) throws(LogStreamError) -> any ByteSource {
    switch self {
    case .file(let name): return try DescriptorSource(path: name)
    case .standardInput: return DescriptorSource(descriptor: 0, path: "-", owned: false)
    case .memory(let bytes): return MemorySource(bytes)
    case .headed(let head, let rest):
      return HeadedSource(head) { () throws(LogStreamError) in try rest.open(path: path) }
    case .wide(let base, let isBigEndian):
      return UTF16Source(try base.open(path: path), isBigEndian: isBigEndian)
    case .part(.file(let name), let offset, let size):
      let file = try DescriptorSource(path: name)
      try file.seek(to: offset)
      return PartSource(file, skip: 0, length: size, path: path)
    case .part(let base, let offset, let size):
      return PartSource(try base.open(path: path), skip: offset, length: size, path: path)
    case .unpacked(.file(let name), let compression, let limit):
      return try ProgramSource(
        program: compression.rawValue, arguments: ["-dc"], inputPath: name, limit: limit)
    case .unpacked(let base, let compression, let limit):
      return try ProgramSource(
        program: compression.rawValue, arguments: ["-dc"], source: try base.open(path: path),
        limit: limit)
    case .deflated(let base, let check, let size):
      // gzip is deflate with a header and a trailer, and its program checks what it unpacks.
      let wrapped = JoinedSource([
        MemorySource([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]), try base.open(path: path),
        MemorySource(
          Self.littleEndian(check) + Self.littleEndian(UInt32(truncatingIfNeeded: size))),
      ])
      return try ProgramSource(
        program: "gzip", arguments: ["-dc"], source: wrapped, limit: size)
    }
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }
}
