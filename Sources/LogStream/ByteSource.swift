#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where bytes come from: a file, a pipe, memory, the output of a program.
///
/// A source is read once, from front to end, in pieces of any size.
package protocol ByteSource: AnyObject {
  /// Reads at most `buffer.count` bytes; 0 means the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogStreamError) -> Int
}

/// What can go wrong below the records.
package enum LogStreamError: Error, Equatable {
  /// The system's own words for a failed open or read.
  case unreadable(path: String, reason: String)
  /// Refused on purpose: a bomb, a path outside the root, a device.
  case refused(path: String, reason: String)
}

/// Bytes that are in memory already.
package final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package convenience init(_ text: String) {
    self.init(Array(text.utf8))
  }

  package func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(LogStreamError) -> Int {
    let length = min(buffer.count, bytes.count - position)
    guard length > 0 else { return 0 }
    bytes.withUnsafeBytes { all in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<(position + length)]))
    }
    position += length
    return length
  }
}

/// A file descriptor; closed with the source when `owned`.
package final class DescriptorSource: ByteSource {
  private let descriptor: Int32
  private let owned: Bool
  private let path: String

  package init(descriptor: Int32, path: String, owned: Bool) {
    self.descriptor = descriptor
    self.path = path
    self.owned = owned
  }

  deinit {
    if owned { close(descriptor) }
  }

  /// Opens a file for reading.
  package convenience init(path: String) throws(LogStreamError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    self.init(descriptor: descriptor, path: path, owned: true)
  }

  /// The size of a regular file; nil for pipes and the like.
  var size: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Goes on at an offset from the file's start.
  func seek(to offset: Int) throws(LogStreamError) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  package func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(LogStreamError) -> Int {
    while true {
      let count = posixRead(descriptor, buffer)
      if count >= 0 { return count }
      if errno != EINTR {
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }
}

/// `read(2)`, whose name is taken within a source.
func posixRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

/// A part of another source.
final class PartSource: ByteSource {
  private let base: any ByteSource
  private var skip: Int
  private var rest: Int
  private let path: String

  /// Leaves out `skip` bytes of `base`, then gives `length` bytes.
  init(_ base: any ByteSource, skip: Int, length: Int, path: String) {
    self.base = base
    self.skip = skip
    self.path = path
    rest = length
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogStreamError) -> Int {
    while skip > 0 {
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(skip))
      let count = try base.read(into: part)
      guard count > 0 else { throw .unreadable(path: path, reason: "the archive is cut off") }
      skip -= count
    }
    guard rest > 0 else { return 0 }
    let count = try base.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(rest)))
    guard count > 0 else { throw .unreadable(path: path, reason: "the archive is cut off") }
    rest -= count
    return count
  }
}

/// First bytes that are in memory, and a source that is opened only when more are asked for.
final class HeadedSource: ByteSource {
  private let head: MemorySource
  private var open: (() throws(LogStreamError) -> any ByteSource)?
  private var rest: (any ByteSource)?

  init(_ head: [UInt8], rest open: @escaping () throws(LogStreamError) -> any ByteSource) {
    self.head = MemorySource(head)
    self.open = open
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogStreamError) -> Int {
    let count = try head.read(into: buffer)
    if count > 0 { return count }
    if let open {
      rest = try open()
      self.open = nil
    }
    return try rest?.read(into: buffer) ?? 0
  }
}

/// One source after another.
final class JoinedSource: ByteSource {
  private var parts: [any ByteSource]

  init(_ parts: [any ByteSource]) {
    self.parts = parts.reversed()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogStreamError) -> Int {
    while let part = parts.last {
      let count = try part.read(into: buffer)
      if count > 0 { return count }
      parts.removeLast()
    }
    return 0
  }
}

extension ByteSource {
  /// Reads up to `limit` bytes; fewer only at the end.
  package func bytes(limit: Int) throws(LogStreamError) -> [UInt8] {
    var result: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(max(1, limit), 1 << 16), alignment: 16)
    defer { chunk.deallocate() }
    while result.count < limit {
      let room = UnsafeMutableRawBufferPointer(rebasing: chunk.prefix(limit - result.count))
      let count = try read(into: room)
      guard count > 0 else { break }
      result.append(contentsOf: chunk[0..<count])
    }
    return result
  }
}
