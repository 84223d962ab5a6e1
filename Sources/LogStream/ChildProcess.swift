#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program that was started with its standard input and output connected; ended with its owner.
///
/// `posix_spawn` and `waitpid`: Foundation's `Process` takes 51 ms to notice an exit and can lose
/// the tail of the output.
package final class ChildProcess {
  /// The end of the pipe that the program's output is read from.
  package let output: Int32
  let name: String
  private var process: pid_t

  /// Starts a program, without a shell.
  ///
  /// - Parameters:
  ///   - program: Its name, found through PATH.
  ///   - arguments: Each becomes one word.
  ///   - input: Becomes its standard input; `/dev/null` if nil.
  ///   - environment: `NAME=value`; nothing else is inherited.
  ///   - joinsErrors: Whether what it writes to standard error is read as well.
  /// - Throws: Why it cannot be started.
  package init(
    program: String, arguments: [String], input: Int32?, environment: [String] = ["LC_ALL=C"],
    joinsErrors: Bool = false
  ) throws(LogStreamError) {
    name = program
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw .unreadable(path: program, reason: String(cString: strerror(errno)))
    }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    #else
    var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    if joinsErrors {
      posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var variables = environment.map { strdup($0) } + [nil]
    defer { for word in variables { free(word) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, program, &actions, nil, &words, &variables)
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
      end()
    }
  }

  /// Kills it if it still runs, and reaps it.
  package func end() {
    guard process > 0 else { return }
    kill(process, SIGKILL)
    _ = wait()
  }

  /// The exit status, 128 and the signal where one ended it; 0 when it was taken before.
  package func wait() -> Int32 {
    guard process > 0 else { return 0 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return take(status)
  }

  /// As `wait`, for a program whose output has ended; it is killed when it does not end soon.
  package func waitBriefly() -> Int32 {
    var status: Int32 = 0
    for _ in 0..<200 {
      guard process > 0 else { return 0 }
      if waitpid(process, &status, WNOHANG) == process { return take(status) }
      usleep(1000)
    }
    kill(process, SIGKILL)
    return wait()
  }

  private func take(_ status: Int32) -> Int32 {
    process = 0
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
