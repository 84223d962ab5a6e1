#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a program makes of its input, read while it runs.
///
/// The input is a file that the program opens as its standard input, or another source that is fed
/// to it piece by piece.
package final class ProgramSource: ByteSource {
  private let child: ChildProcess
  private let limit: Int
  private var total = 0
  private let feed: Feed?

  /// Starts `program` on a file, or on nothing.
  ///
  /// After `limit` bytes reading is refused (a bomb).
  package init(
    program: String, arguments: [String], inputPath: String? = nil, limit: Int
  ) throws(LogStreamError) {
    self.limit = limit
    feed = nil
    guard let inputPath else {
      child = try ChildProcess(program: program, arguments: arguments, input: nil)
      return
    }
    let input = open(inputPath, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else {
      throw .unreadable(path: inputPath, reason: String(cString: strerror(errno)))
    }
    defer { close(input) }
    child = try ChildProcess(program: program, arguments: arguments, input: input)
  }

  /// Starts `program` on what `source` gives.
  package init(
    program: String, arguments: [String], source: any ByteSource, limit: Int
  ) throws(LogStreamError) {
    self.limit = limit
    var ends: [Int32] = [0, 0]
    // A socket, because writing to one can be told not to raise SIGPIPE.
    guard socketpair(AF_UNIX, Self.streamType, 0, &ends) == 0 else {
      throw .unreadable(path: program, reason: String(cString: strerror(errno)))
    }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    defer { close(ends[1]) }
    feed = Feed(source: source, descriptor: ends[0])
    child = try ChildProcess(program: program, arguments: arguments, input: ends[1])
  }

  private static var streamType: Int32 {
    #if canImport(Glibc)
    Int32(SOCK_STREAM.rawValue)
    #else
    SOCK_STREAM
    #endif
  }

  package func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(LogStreamError) -> Int {
    while true {
      if let feed { try feed.pump(until: child.output) }
      let count = posixRead(child.output, buffer)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      total += count
      guard total <= limit else {
        throw .refused(
          path: child.name, reason: "unpacks to more than \(limit) bytes, which is no log")
      }
      return count
    }
    feed?.end()
    let status = child.wait()
    guard status == 0 else {
      throw .unreadable(
        path: child.name, reason: "damaged or cut off (\(child.name) ended with status \(status))")
    }
    return 0
  }
}

/// Feeds a source to a program's standard input, as far as it takes it without waiting.
private final class Feed {
  private let source: any ByteSource
  private var descriptor: Int32
  private let pending = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var waiting = 0..<0

  init(source: any ByteSource, descriptor: Int32) {
    self.source = source
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  deinit {
    end()
    pending.deallocate()
  }

  /// Closes the program's input.
  func end() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// Writes until `output` has something to read, or is at its end.
  func pump(until output: Int32) throws(LogStreamError) {
    while descriptor >= 0 {
      if waiting.isEmpty {
        let count = try source.read(into: pending)
        guard count > 0 else {
          end()
          return
        }
        waiting = 0..<count
      }
      var polls = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
      ]
      guard poll(&polls, 2, -1) > 0 || errno == EINTR else { return }
      if polls[1].revents != 0 { write() }
      if polls[0].revents != 0 { return }
    }
  }

  private func write() {
    let part = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(pending)[waiting])
    #if canImport(Darwin)
    let flags: Int32 = 0
    #else
    let flags = Int32(MSG_NOSIGNAL)
    #endif
    let count = send(descriptor, part.baseAddress, part.count, flags)
    if count > 0 {
      waiting = (waiting.lowerBound + count)..<waiting.upperBound
    } else if errno != EAGAIN, errno != EINTR {
      // The program is gone; its exit status says why.
      end()
    }
  }
}
