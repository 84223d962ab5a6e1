#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a program prints, read while it runs; the program is ended with the source.
///
/// `posix_spawn` and `waitpid`: Foundation's `Process` takes 51 ms to notice an exit and can lose
/// the tail of the output.
package final class ProgramSource: ByteSource {
  private let output: Int32
  private var process: pid_t
  private let name: String
  private let limit: Int
  private var total = 0

  /// Starts `program`, found through PATH, with its standard input from a file or from `input`.
  ///
  /// After `limit` bytes reading is refused (a bomb).
  package init(
    program: String, arguments: [String], inputPath: String? = nil, input: Int32? = nil, limit: Int
  ) throws(LogStreamError) {
    name = program
    self.limit = limit
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw .unreadable(path: program, reason: String(cString: strerror(errno)))
    }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, inputPath ?? "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var environment = [strdup("LC_ALL=C"), nil]
    defer { for word in environment { free(word) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, program, &actions, nil, &words, &environment)
    close(ends[1])
    guard failure == 0 else {
      close(ends[0])
      throw .unreadable(
        path: program,
        reason: failure == ENOENT
          ? "the program \(program) is not installed" : String(cString: strerror(failure)))
    }
    self.process = process
    output = ends[0]
    #if os(Linux)
    // F_SETPIPE_SZ: more than twice as fast as the usual 64 KiB; a refusal does no harm.
    _ = fcntl(output, 1031, 1 << 20)
    #endif
  }

  deinit {
    close(output)
    if process > 0 {
      kill(process, SIGKILL)
      _ = wait()
    }
  }

  package func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(LogStreamError) -> Int {
    #if canImport(Glibc)
    let readBytes = Glibc.read
    #elseif canImport(Musl)
    let readBytes = Musl.read
    #else
    let readBytes = Darwin.read
    #endif
    while true {
      let count = readBytes(output, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      total += count
      guard total <= limit else {
        throw .refused(path: name, reason: "more than \(limit) bytes unpacked")
      }
      return count
    }
    let status = wait()
    guard status == 0 else {
      throw .unreadable(
        path: name, reason: "\(name) ended with status \(status): damaged or cut off")
    }
    return 0
  }

  /// The exit status, 128 and the signal where one ended it; 0 when it was taken before.
  private func wait() -> Int32 {
    guard process > 0 else { return 0 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    process = 0
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
