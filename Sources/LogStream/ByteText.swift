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

  /// Calls `body` with the bytes, for code that needs whole words at a time.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(base)
  }

  /// A copy as text; bytes that are not UTF-8 become U+FFFD.
  package var string: String { String(decoding: base, as: UTF8.self) }

  /// A copy of at most `limit` bytes as text.
  package func string(limit: Int) -> String {
    String(decoding: base.prefix(limit), as: UTF8.self)
  }
}
