/// A stretch of a file, moved to where a record begins.
///
/// The stretches of a file that are asked for by bounds without gaps hold all its bytes once: each
/// bound moves on to the next line that surely begins a record, by what stands there alone.
package final class RangeSource: ByteSource {
  private let base: DescriptorSource
  private let path: String
  private let shared: SharedRange
  /// The 0-based offsets of the first byte and of that after the last, as they were moved.
  package var range: Range<Int> { shared.range }

  /// How far a bound may move; beyond that the file cannot be divided there.
  private static let longestMove = 64 << 20
  private static let step = 1 << 18

  /// Moves the bounds of a range of a file with a size, in bytes, to where it may be divided.
  ///
  /// - Throws: What the system says, or that no record begins within 64 MiB of a bound.
  package convenience init(
    path: String, _ asked: Range<Int>, size: Int, _ division: LineDivision
  ) throws(LogStreamError) {
    let start = try Self.moved(asked.lowerBound, path: path, size: size, division)
    let end = try Self.moved(asked.upperBound, path: path, size: size, division)
    try self.init(path: path, SharedRange(start..<max(start, end)))
  }

  /// Reads a range that begins and ends where it may, as far as it is not given up.
  package init(path: String, _ shared: SharedRange) throws(LogStreamError) {
    self.shared = shared
    self.path = path
    base = try DescriptorSource(path: path)
    try base.seek(to: shared.start)
  }

  /// Takes over about half of the bytes of a range that are not begun.
  ///
  /// - Returns: Nil where its reader was faster.
  /// - Throws: What the system says, or that no record begins within 64 MiB behind the middle.
  package static func rear(
    of shared: SharedRange, path: String, size: Int, _ division: LineDivision
  ) throws(LogStreamError) -> SharedRange? {
    let rest = shared.rest
    let middle = rest.lowerBound + rest.count / 2
    return shared.giveUp(from: try moved(middle, path: path, size: size, division))
  }

  /// About equal ranges of a file that may be read apart.
  ///
  /// - Throws: What the system says, or that no record begins within 64 MiB of a bound.
  package static func ranges(
    of path: String, size: Int, count: Int, _ division: LineDivision
  ) throws(LogStreamError) -> [Range<Int>] {
    var bounds = [0]
    for place in 1..<max(1, count) {
      bounds.append(try moved(size / count * place, path: path, size: size, division))
    }
    bounds.append(size)
    return zip(bounds, bounds.dropFirst()).filter { $0 < $1 }.map { $0..<$1 }
  }

  /// The first place at or after a bound where the file may be divided.
  private static func moved(
    _ bound: Int, path: String, size: Int, _ division: LineDivision
  ) throws(LogStreamError) -> Int {
    guard bound > 0, bound < size else { return max(0, min(bound, size)) }
    let source = try DescriptorSource(path: path)
    // The line before the edge is looked at, too.
    let begin = max(0, bound - (1 << 15))
    try source.seek(to: begin)
    var bytes: [UInt8] = []
    while bytes.count < longestMove {
      let more = try source.bytes(limit: step)
      bytes += more
      if let place = edge(bytes, from: bound - begin, division) { return begin + place }
      if more.isEmpty { return size }
    }
    throw .refused(path: path, reason: "no record begins within 64 MiB of byte \(bound)")
  }

  /// The start of the first line at or after a place that may begin a part.
  private static func edge(
    _ bytes: [UInt8], from place: Int, _ division: LineDivision
  ) -> Int? {
    bytes.withUnsafeBytes { buffer in
      let text = ByteText(buffer)
      var newline = text[0..<max(0, place - 1)].lastIndex(of: UInt8(ascii: "\n"))
      var before = newline.map { $0 + 1 } ?? 0
      while let end = text.firstIndex(of: UInt8(ascii: "\n"), from: before) {
        let start = end + 1
        newline = end
        guard let next = text.firstIndex(of: UInt8(ascii: "\n"), from: start) else { return nil }
        if start >= place, division.isBetween(text[before..<end], text[start..<next]) {
          return start
        }
        before = start
      }
      return nil
    }
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogStreamError) -> Int {
    let most = shared.begin(buffer.count)
    guard most > 0 else { return 0 }
    let count = try base.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(most)))
    guard count > 0 else { throw .unreadable(path: path, reason: "the file became shorter") }
    shared.end(count)
    return count
  }
}
