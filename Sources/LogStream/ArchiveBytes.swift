/// Reads an archive at any place: by seeking where its bytes lie in a file as they are, else by
/// going forward through what unpacks it, from its start again where a place lies behind.
///
/// Places that are asked for in ascending order cost one pass.
final class ArchiveBytes {
  private let location: EvidenceEntry.Location
  private let path: String
  private var stream: (any ByteSource)?
  private var position = 0

  init(_ location: EvidenceEntry.Location, path: String) {
    self.location = location
    self.path = path
  }

  /// Up to `count` bytes from an offset; fewer only at the end.
  func bytes(at offset: Int, count: Int) throws(LogStreamError) -> [UInt8] {
    let offset = max(0, offset)
    if let place = location.placeInFile {
      let file = try DescriptorSource(path: place.name)
      try file.seek(to: place.start + offset)
      return try file.bytes(limit: max(0, min(count, place.size - offset)))
    }
    var source = stream
    if source == nil || offset < position {
      source = try location.open(path: path)
      position = 0
    }
    guard let source else { return [] }
    stream = source
    guard try skip(source, to: offset) else { return [] }
    let found = try source.bytes(limit: max(0, count))
    position += found.count
    return found
  }

  /// The last bytes, at most `count` of them, and how many bytes there are in all.
  func tail(_ count: Int) throws(LogStreamError) -> (bytes: [UInt8], size: Int) {
    if let place = location.placeInFile {
      let length = min(count, place.size)
      return (try bytes(at: place.size - length, count: length), place.size)
    }
    let source = try location.open(path: path)
    var kept: [UInt8] = []
    var size = 0
    while true {
      let chunk = try source.bytes(limit: 1 << 16)
      guard !chunk.isEmpty else { return (kept, size) }
      size += chunk.count
      kept += chunk
      if kept.count > count { kept.removeFirst(kept.count - count) }
    }
  }

  private func skip(_ source: any ByteSource, to offset: Int) throws(LogStreamError) -> Bool {
    while position < offset {
      let chunk = try source.bytes(limit: min(1 << 16, offset - position))
      guard !chunk.isEmpty else { return false }
      position += chunk.count
    }
    return true
  }
}

extension EvidenceEntry.Location {
  /// Where the bytes lie in a file as they are; nil for what has to be unpacked first.
  var placeInFile: (name: String, start: Int, size: Int)? {
    switch self {
    case .file(let name):
      guard let file = try? DescriptorSource(path: name), let size = file.size else { return nil }
      return (name, 0, size)
    case .part(let base, let offset, let size):
      guard let outer = base.placeInFile, offset <= outer.size, size <= outer.size - offset else {
        return nil
      }
      return (outer.name, outer.start + offset, size)
    default: return nil
    }
  }
}
