#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The newest part of a container's log, bounded in size and time.
package enum LogTail {
  /// What was read.
  package struct Part: Sendable {
    package var bytes: [UInt8] = []
    /// Bytes that the whole log has, as far as it was read.
    package var total = 0
    /// Why it is not complete; nil where it is.
    package var problem: String?
  }

  /// Reads a log to its end and keeps its last whole lines.
  ///
  /// - Parameters:
  ///   - id: The container.
  ///   - program: Speaks to the engine.
  ///   - since: The earliest time that is wanted, as docker takes it.
  ///   - limit: Bytes that are kept at most; memory is about twice as much.
  ///   - seconds: After so many reading ends.
  /// - Returns: What was read, also when something went wrong on the way.
  package static func read(
    _ id: String, _ program: DockerProgram, since: String?, limit: Int, seconds: Double
  ) -> Part {
    var part = Part()
    guard let child = program.start(.logs(id, since: since, tail: nil, isFollowed: false)) else {
      part.problem = "the program `\(program.name)` cannot be run"
      return part
    }
    let deadline = ContinuousClock.now + .seconds(seconds)
    var chunk = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      guard ContinuousClock.now < deadline else {
        part.problem = "not read to its end within \(Int(seconds)) s"
        break
      }
      switch chunk.withUnsafeMutableBytes({ child.read(into: $0) }) {
      case .bytes(let count):
        part.total += count
        part.bytes += chunk[..<count]
        if part.bytes.count > 2 * limit { keepNewest(&part.bytes, limit) }
        continue
      case .nothing:
        var waited = pollfd(fd: child.descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waited, 1, 50)
        continue
      case .end:
        child.wait()
        if child.status != 0 { part.problem = DockerProgram.words(part.bytes, program.name) }
      }
      break
    }
    keepNewest(&part.bytes, limit)
    return part
  }

  /// Drops the oldest lines, so that no more than the limit is left.
  static func keepNewest(_ bytes: inout [UInt8], _ limit: Int) {
    guard bytes.count > limit else { return }
    let cut = bytes.count - limit
    let line = bytes[cut...].firstIndex(of: 0x0a).map { $0 + 1 } ?? cut
    bytes.removeFirst(line)
  }
}
