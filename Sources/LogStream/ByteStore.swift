#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A growing buffer that is reused from record to record, so that the hot path allocates nothing.
package final class ByteStore {
  @exclusivity(unchecked) private var storage: UnsafeMutableRawBufferPointer
  @exclusivity(unchecked) private(set) var count = 0

  package init(capacity: Int = 256) {
    storage = .allocate(byteCount: max(16, capacity), alignment: 16)
  }

  deinit { storage.deallocate() }

  /// The bytes, lent until the next change.
  package var text: ByteText {
    ByteText(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(storage)[0..<count]))
  }

  var isEmpty: Bool { count == 0 }

  /// Bytes that it takes, whether used or not.
  var capacity: Int { storage.count }

  /// Gives back what it does not use, but for a little.
  func shrink() {
    let wanted = max(count, 256)
    guard storage.count > 2 * wanted else { return }
    let smaller = UnsafeMutableRawBufferPointer.allocate(byteCount: wanted, alignment: 16)
    if count > 0 { smaller.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[0..<count])) }
    storage.deallocate()
    storage = smaller
  }

  func removeAll() { count = 0 }

  /// Shortens to `length` bytes.
  func truncate(to length: Int) { count = min(count, max(0, length)) }

  /// Makes room for `extra` more bytes; texts lent before may move.
  func reserve(_ extra: Int) {
    let wanted = count + extra
    guard wanted > storage.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(wanted, storage.count * 2), alignment: 16)
    if count > 0 { larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[0..<count])) }
    storage.deallocate()
    storage = larger
  }

  package func append(_ text: ByteText) {
    guard !text.isEmpty else { return }
    reserve(text.count)
    text.withBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: storage[count..<(count + bytes.count)])
        .copyMemory(from: bytes)
    }
    count += text.count
  }

  func append(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
  }

  /// Lends free space of at least `minimum` bytes, and takes over as much as `body` says it wrote.
  func fill(minimum: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) {
    reserve(minimum)
    let free = UnsafeMutableRawBufferPointer(rebasing: storage[count..<storage.count])
    count += min(max(0, body(free)), free.count)
  }

  /// Removes the first `length` bytes by moving the rest.
  func removeFirst(_ length: Int) {
    let length = min(max(0, length), count)
    guard length > 0, let start = storage.baseAddress else { return }
    memmove(start, start + length, count - length)
    count -= length
  }
}
