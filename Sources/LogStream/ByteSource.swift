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

  package func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(LogStreamError) -> Int {
    #if canImport(Glibc)
    let readBytes = Glibc.read
    #elseif canImport(Musl)
    let readBytes = Musl.read
    #else
    let readBytes = Darwin.read
    #endif
    while true {
      let count = readBytes(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR {
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }
}
