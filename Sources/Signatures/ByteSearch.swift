#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Searches for single literals; for many at once there is `LiteralScanner`.
enum ByteSearch {
  /// The first place of a byte at or after `from`.
  static func first(_ byte: UInt8, in text: UnsafeRawBufferPointer, from: Int) -> Int? {
    guard from < text.count, let base = text.baseAddress else { return nil }
    guard let found = memchr(base + from, Int32(byte), text.count - from) else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// The first place of a literal that lies wholly in `from..<to`; an empty one is at `from`.
  ///
  /// - Complexity: O(length × literal) at worst, in practice one `memchr` over the text.
  static func first(
    _ literal: [UInt8], in text: UnsafeRawBufferPointer, from: Int, to: Int
  ) -> Int? {
    guard let first = literal.first else { return from <= to ? from : nil }
    guard let base = text.baseAddress, from >= 0, to <= text.count else { return nil }
    var place = from
    while place + literal.count <= to {
      let room = to - place - literal.count + 1
      guard let found = memchr(base + place, Int32(first), room) else { return nil }
      if memcmp(found, literal, literal.count) == 0 { return UnsafeRawPointer(found) - base }
      place = UnsafeRawPointer(found) - base + 1
    }
    return nil
  }
}
