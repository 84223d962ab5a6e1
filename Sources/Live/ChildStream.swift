import LogStream

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program that goes on beside this one, and what it prints on both of its outputs.
///
/// Reading never blocks; the child is reaped, and killed when it is let go of while it still runs.
final class ChildStream {
  private let child: ChildProcess
  /// The exit status; nil while it runs.
  private(set) var status: Int32?

  /// Starts a program that is looked up in PATH; nil where it cannot be started.
  ///
  /// - Parameters:
  ///   - words: Its name and its arguments.
  ///   - environment: `NAME=value`; nothing else is inherited.
  init?(_ words: [String], environment: [String]) {
    guard let program = words.first,
      let child = try? ChildProcess(
        program: program, arguments: Array(words.dropFirst()), input: nil,
        environment: environment, joinsErrors: true)
    else { return nil }
    self.child = child
    _ = fcntl(child.output, F_SETFL, fcntl(child.output, F_GETFL) | O_NONBLOCK)
  }

  /// The reading end; readable when there is something, or the end.
  var descriptor: Int32 { child.output }

  /// What came of one look at the output.
  enum Reading: Equatable {
    case bytes(Int)
    case nothing
    case end
  }

  /// Takes what there is, at most as much as the buffer holds.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
    #if canImport(Glibc)
    let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
    let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
    let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
    if count > 0 { return .bytes(count) }
    if count < 0, errno == EAGAIN || errno == EINTR { return .nothing }
    return .end
  }

  /// Kills it if it still runs.
  func end() { child.end() }

  /// Waits for a program whose output has ended.
  func wait() { status = child.waitBriefly() }
}
