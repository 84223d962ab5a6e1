#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Literals that share the width of their windows.
final class LiteralGroup: Sendable {
  struct Literal {
    var index: Int
    var bytes: [UInt8]
  }

  private struct Entry {
    var window: UInt64
    /// The index of the literal for those who asked for it.
    var index: Int32
    /// Where the literal begins in `pool`, and its length.
    var start: Int32
    var count: Int32
    /// Where in the literal the window begins.
    var offset: Int32
  }

  /// The width of a window and of a gram in bytes, and the distance of the places looked up.
  private let width: Int
  private let stride: Int
  /// The bytes of a gram within a word.
  let gramMask: UInt64
  private let windowMask: UInt64
  private let gramShift: UInt64
  /// For each hash of a gram, a bit for each place of a window where it stands.
  private let filter: [UInt8]
  /// One bit for each hash of a window.
  private let windows: [UInt64]
  /// Where the entries of each bucket begin; one more than there are buckets.
  private let buckets: [Int32]
  private let entries: [Entry]
  /// The bytes of all literals.
  private let pool: [UInt8]

  private static let windowBits: UInt64 = 16
  private static let bucketBits: UInt64 = 12
  /// Above this number longer grams pay for their smaller stride.
  private static let manyLiterals = 150

  /// Compiles literals; nil when there are none.
  ///
  /// - Parameters:
  ///   - literals: None is empty.
  ///   - frequency: Which grams ordinary text has: windows are chosen among the others.
  init?(_ literals: [Literal], frequency: GramFrequency) {
    guard let shortest = literals.map(\.bytes.count).min(), shortest > 0 else { return nil }
    width = min(8, shortest)
    let wanted = width < 8 ? 3 : literals.count > Self.manyLiterals ? 5 : 4
    let gram = min(wanted, width)
    stride = width - gram + 1
    gramMask = ~0 >> UInt64(64 - 8 * gram)
    windowMask = ~0 >> UInt64(64 - 8 * width)
    let filterBits: UInt64 = literals.count > 32 ? 18 : 14
    gramShift = 64 - filterBits
    var compiler = WindowChoice(
      width: width, stride: stride, gramMask: gramMask, gramShift: gramShift,
      frequency: frequency)
    var entries: [Entry] = []
    var pool: [UInt8] = []
    for literal in literals {
      let offset = compiler.choose(literal.bytes)
      let window = LiteralGroup.window(literal.bytes, offset, width)
      entries.append(
        Entry(
          window: window, index: Int32(literal.index), start: Int32(pool.count),
          count: Int32(literal.bytes.count), offset: Int32(offset)))
      pool += literal.bytes
    }
    self.pool = pool
    filter = compiler.filter
    var windows = [UInt64](repeating: 0, count: 1 << (Self.windowBits - 6))
    var buckets = [Int32](repeating: 0, count: 1 << Self.bucketBits + 1)
    for entry in entries {
      let hash = Self.windowHash(entry.window)
      windows[hash >> 6] |= 1 << UInt64(hash & 63)
      buckets[Self.bucket(entry.window) + 1] += 1
    }
    for bucket in 1..<buckets.count { buckets[bucket] += buckets[bucket - 1] }
    self.windows = windows
    self.buckets = buckets
    self.entries = Self.sorted(entries, into: buckets)
  }

  /// The entries in the order of their buckets, those of one as they stand.
  private static func sorted(_ entries: [Entry], into buckets: [Int32]) -> [Entry] {
    var next = buckets
    var sorted = entries
    for entry in entries {
      let bucket = bucket(entry.window)
      sorted[Int(next[bucket])] = entry
      next[bucket] += 1
    }
    return sorted
  }

  /// Finds the literals, and returns how many places passed the filter.
  @inline(__always)
  func scan(_ text: UnsafeRawBufferPointer, found: (LiteralScanner.Hit) -> Void) -> Int {
    guard text.count >= width, let base = text.baseAddress else { return 0 }
    return filter.withUnsafeBufferPointer { filter in
      guard let filter = filter.baseAddress else { return 0 }
      var passed = 0
      var place = 0
      // Whole words can be read up to here; below it eight places are looked up at once.
      let fast = text.count - 8 - 7 * stride
      while place <= fast {
        var any: UInt64 = 0
        for step in 0..<8 {
          let word = base.loadUnaligned(fromByteOffset: place &+ step &* stride, as: UInt64.self)
          any |= UInt64(filter[hash(word)]) &<< UInt64(8 &* step)
        }
        while any != 0 {
          let shift = any.trailingZeroBitCount & ~7
          let places = UInt8(truncatingIfNeeded: any &>> UInt64(shift))
          verify(text, place &+ (shift &>> 3) &* stride, places, found: found)
          any &= ~(0xFF &<< UInt64(shift))
          passed &+= 1
        }
        place &+= 8 &* stride
      }
      let last = text.count - (width - stride + 1)
      while place <= last {
        let places = filter[hash(Self.word(text, place).littleEndian)]
        if places != 0 { verify(text, place, places, found: found) }
        place += stride
      }
      return passed
    }
  }

  /// Compares the windows that a gram at `place` may be part of, and then their literals.
  @inline(never)
  private func verify(
    _ text: UnsafeRawBufferPointer, _ place: Int, _ places: UInt8,
    found: (LiteralScanner.Hit) -> Void
  ) {
    var places = places
    while places != 0 {
      let start = place - places.trailingZeroBitCount
      places &= places - 1
      guard start >= 0, start + width <= text.count else { continue }
      let window = Self.word(text, start) & windowMask
      let hash = Self.windowHash(window)
      guard windows[hash >> 6] & (1 << UInt64(hash & 63)) != 0 else { continue }
      let bucket = Self.bucket(window)
      for number in Int(buckets[bucket])..<Int(buckets[bucket + 1]) {
        let entry = entries[number]
        guard entry.window == window else { continue }
        let offset = start - Int(entry.offset)
        guard offset >= 0, offset + Int(entry.count) <= text.count, isSame(entry, text, at: offset)
        else { continue }
        found(LiteralScanner.Hit(literal: Int(entry.index), offset: offset))
      }
    }
  }

  @inline(__always)
  private func isSame(_ entry: Entry, _ text: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    pool.withUnsafeBytes { pool in
      guard let base = text.baseAddress, let literal = pool.baseAddress else { return false }
      return memcmp(base + offset, literal + Int(entry.start), Int(entry.count)) == 0
    }
  }

  /// The filter's slot for the gram at the front of eight bytes as they stand in memory.
  @inline(__always)
  private func hash(_ word: UInt64) -> Int {
    Self.gramHash(UInt64(littleEndian: word) & gramMask, gramShift)
  }
}

extension LiteralGroup {
  @inline(__always)
  static func gramHash(_ gram: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (gram &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }

  @inline(__always)
  private static func windowHash(_ window: UInt64) -> Int {
    Int(truncatingIfNeeded: (window &* 0xD6E8_FEB8_6659_FD93) &>> (64 - windowBits))
  }

  @inline(__always)
  private static func bucket(_ window: UInt64) -> Int {
    Int(truncatingIfNeeded: (window &* 0xD6E8_FEB8_6659_FD93) &>> (64 - bucketBits))
  }

  /// The first `width` bytes from `offset` as a number, the first byte lowest.
  static func window(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> UInt64 {
    bytes.withUnsafeBytes { word($0, offset) } & (~0 >> UInt64(64 - 8 * width))
  }

  /// Eight bytes from `place`, zeros for those beyond the end.
  @inline(__always)
  static func word(_ text: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    if place + 8 <= text.count {
      return UInt64(
        littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    var word: UInt64 = 0
    var shift: UInt64 = 0
    for byte in text[min(place, text.count)...] {
      word |= UInt64(byte) << shift
      shift += 8
    }
    return word
  }
}
