#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The file that keeps the way back from the pseudonyms of a redacted report.
enum RedactionMap {
  /// Why the file is not there.
  struct Refusal: Error {
    var reason: String
  }

  /// Writes pseudonyms and what they stand for as a JSON object with sorted keys.
  ///
  /// The file is created with mode 0600 and must not exist: a file that somebody else prepared, or
  /// a link, is never written through. What cannot be written whole is removed.
  static func write(_ originals: [String: String], to path: String) throws(Refusal) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard var bytes = (try? encoder.encode(originals)).map(Array.init) else {
      throw Refusal(reason: "the map cannot be encoded")
    }
    bytes.append(UInt8(ascii: "\n"))
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let why =
        errno == EEXIST ? "it exists already; name a new file" : String(cString: strerror(errno))
      throw Refusal(reason: why)
    }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Self.put(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else {
        let why = String(cString: strerror(errno))
        unlink(path)
        throw Refusal(reason: why)
      }
      rest = rest.dropFirst(written)
    }
  }

  private static func put(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    guard let bytes else { return 0 }
    return write(file, bytes, count)
  }

  // A member named `write` hides the C function.
  private static func write(_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
    return Glibc.write(file, bytes, count)
    #elseif canImport(Musl)
    return Musl.write(file, bytes, count)
    #else
    return Darwin.write(file, bytes, count)
    #endif
  }
}
