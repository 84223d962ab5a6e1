#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is made or replaced and then written from front to end.
package final class NewFile {
  /// Why it cannot be written, in the system's words.
  package struct Failure: Error {
    package var reason: String
  }

  private let descriptor: Int32
  private var isOpen = true

  /// Makes a file, or empties the one that is there.
  ///
  /// - Parameters:
  ///   - path: Its place.
  ///   - isPrivate: Whether only its owner may read it, also if it was there with other rights.
  /// - Throws: Why it cannot be written.
  package init(path: String, isPrivate: Bool) throws(Failure) {
    descriptor = open(
      path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
    guard descriptor >= 0 else { throw Failure(reason: Self.systemReason) }
    guard !isPrivate || fchmod(descriptor, 0o600) == 0 else {
      throw Failure(reason: Self.systemReason)
    }
  }

  deinit {
    if isOpen { close(descriptor) }
  }

  /// Writes all of some bytes.
  package func write(_ bytes: some Collection<UInt8>) throws(Failure) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { posixWrite(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(reason: Self.systemReason) }
      rest = rest.dropFirst(count)
    }
  }

  /// Closes the file, which may be when the system says that a write failed.
  package func finish() throws(Failure) {
    isOpen = false
    guard close(descriptor) == 0 else { throw Failure(reason: Self.systemReason) }
  }

  /// Makes a folder and those around it.
  package static func makeFolders(_ path: String) throws(Failure) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += (prefix.isEmpty || prefix.hasSuffix("/") ? "" : "/") + part
      guard mkdir(prefix, 0o777) == 0 || errno == EEXIST else {
        throw Failure(reason: systemReason)
      }
    }
  }

  private static var systemReason: String { String(cString: strerror(errno)) }
}

/// `write(2)`, whose name is taken within the class.
private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
