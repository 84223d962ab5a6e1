#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Bytes of the input, lent for the duration of one call.
///
/// The one place that wraps an unsafe buffer: every access is bounds-checked, and nothing may keep
/// a `ByteText` after the call that lent it. Copy with `string` what has to stay.
package struct ByteText {
  private let base: UnsafeRawBufferPointer

  /// Lends a buffer; the caller keeps it alive for as long as the text is used.
  package init(_ base: UnsafeRawBufferPointer) {
    self.base = base
  }

  package var count: Int { base.count }
  package var isEmpty: Bool { base.isEmpty }

  /// The byte at a 0-based offset; traps outside the bounds, in release builds too.
  package subscript(offset: Int) -> UInt8 {
    precondition(offset >= 0 && offset < base.count)
    return base[offset]
  }

  /// A part of the text; the range is clamped to the bounds.
  package subscript(range: Range<Int>) -> ByteText {
    let clamped = range.clamped(to: 0..<base.count)
    return ByteText(UnsafeRawBufferPointer(rebasing: base[clamped]))
  }

  /// Where a part of the text that was made of it stands in it; nil for any other text.
  package func range(of part: ByteText) -> Range<Int>? {
    guard let whole = base.baseAddress, let start = part.base.baseAddress else { return nil }
    let offset = start - whole
    guard offset >= 0, offset <= base.count - part.count else { return nil }
    return offset..<(offset + part.count)
  }

  /// Calls `body` with the bytes, for code that needs whole words at a time.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(base)
  }

  /// A copy as text; bytes that are not UTF-8 become U+FFFD.
  package var string: String { String(decoding: base, as: UTF8.self) }

  /// A copy of at most `limit` bytes as text.
  package func string(limit: Int) -> String {
    // Rebased: a slice would be walked along byte by byte.
    String(decoding: UnsafeRawBufferPointer(rebasing: base.prefix(limit)), as: UTF8.self)
  }
}

extension ByteText {
  /// The byte at a 0-based offset, or 0 outside the bounds, so that parsers can look ahead freely.
  @inline(__always)
  package func byte(_ offset: Int) -> UInt8 {
    UInt(bitPattern: offset) < UInt(bitPattern: base.count) ? base[offset] : 0
  }

  /// Eight bytes from an offset, the first lowest; nil where there are fewer.
  @inline(__always)
  func word(_ offset: Int) -> UInt64? {
    guard offset >= 0, base.count &- offset >= 8, let address = base.baseAddress else { return nil }
    return UInt64(littleEndian: address.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The first offset at or after `start` that holds `byte`.
  package func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start >= 0, start < base.count, let address = base.baseAddress else { return nil }
    guard let hit = memchr(address + start, Int32(byte), base.count - start) else { return nil }
    return UnsafeRawPointer(hit) - address
  }

  /// The last offset that holds `byte`.
  package func lastIndex(of byte: UInt8) -> Int? {
    guard let address = base.baseAddress else { return nil }
    var at = base.count - 1
    while at >= 0 {
      if address.load(fromByteOffset: at, as: UInt8.self) == byte { return at }
      at -= 1
    }
    return nil
  }

  /// Whether the text holds `prefix` (ASCII) at an offset.
  package func hasPrefix(_ prefix: StaticString, at offset: Int = 0) -> Bool {
    let length = prefix.utf8CodeUnitCount
    guard offset >= 0, base.count - offset >= length, let address = base.baseAddress else {
      return false
    }
    return memcmp(address + offset, prefix.utf8Start, length) == 0
  }

  /// The first offset at or after `start` where `needle` (ASCII, not empty) stands.
  package func firstIndex(of needle: StaticString, from start: Int = 0) -> Int? {
    let first = needle.utf8Start.pointee
    var from = start
    while let hit = firstIndex(of: first, from: from) {
      if hasPrefix(needle, at: hit) { return hit }
      from = hit + 1
    }
    return nil
  }

  package func contains(_ needle: StaticString) -> Bool {
    firstIndex(of: needle) != nil
  }

  package func hasSuffix(_ suffix: StaticString) -> Bool {
    hasPrefix(suffix, at: count - suffix.utf8CodeUnitCount)
  }

  /// Whether `bytes` stand at an offset.
  @inline(__always)
  func holds(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    guard offset >= 0, base.count - offset >= bytes.count, let address = base.baseAddress,
      let wanted = bytes.baseAddress
    else { return false }
    return memcmp(address + offset, wanted, bytes.count) == 0
  }

  /// Whether both texts hold the same bytes.
  package func equals(_ other: ByteText) -> Bool {
    guard count == other.count else { return false }
    guard let left = base.baseAddress, let right = other.base.baseAddress else { return true }
    return memcmp(left, right, count) == 0
  }

  /// Whether the text is `other` (ASCII) and nothing more.
  package func equals(_ other: StaticString) -> Bool {
    count == other.utf8CodeUnitCount && hasPrefix(other)
  }

  /// The text after its first `length` bytes.
  package func dropping(_ length: Int) -> ByteText {
    self[min(max(0, length), count)..<count]
  }

  /// The first offset at or after `start` that is neither a blank nor a tab.
  package func skippingBlanks(from start: Int) -> Int {
    var at = start
    while byte(at) == UInt8(ascii: " ") || byte(at) == UInt8(ascii: "\t") { at += 1 }
    return at
  }
}

extension UnsafeRawBufferPointer {
  /// Eight bytes from an offset, the first lowest; the caller knows them to be there.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Two words from an offset, of the machine's own order; the caller knows them to be there.
  @inline(__always)
  func pair(at offset: Int) -> SIMD2<UInt64> {
    loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
  }

  /// Sixteen bytes from an offset; the caller knows them to be there.
  @inline(__always)
  func sixteen(at offset: Int) -> SIMD16<UInt8> {
    loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
  }
}

/// Byte classes of ASCII; everything else answers false.
extension UInt8 {
  @inline(__always) package var isDigit: Bool { self &- 48 < 10 }
  @inline(__always) package var isLetter: Bool { (self | 32) &- 97 < 26 }
  @inline(__always) package var isUpper: Bool { self &- 65 < 26 }
  @inline(__always) package var isAlphanumeric: Bool { isDigit || isLetter }
}
