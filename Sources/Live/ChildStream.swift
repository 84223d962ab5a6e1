#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program that runs beside this one, and what it prints on both of its outputs.
///
/// Started without a shell. Reading never blocks; the child is always reaped, so that no zombie is
/// left, and it is killed when it is let go of while it still runs.
final class ChildStream {
  let process: pid_t
  /// The reading end; readable when there is something, or the end.
  let descriptor: Int32
  private var isReaped = false
  /// The exit status; nil while it runs and after a signal.
  private(set) var status: Int32?

  /// Starts a program that is looked up in PATH; nil where it cannot be started.
  ///
  /// - Parameters:
  ///   - arguments: Its name and its arguments, each as one word.
  ///   - environment: `NAME=value`; nothing else is inherited.
  init?(_ arguments: [String], environment: [String]) {
    var ends: [Int32] = [-1, -1]
    guard let program = arguments.first, pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    #else
    var actions = posix_spawn_file_actions_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else {
      close(ends[0])
      return nil
    }
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
    var process = pid_t()
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    guard posix_spawnp(&process, program, &actions, nil, words, variables) == 0 else {
      close(ends[0])
      return nil
    }
    _ = fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_NONBLOCK)
    self.process = process
    descriptor = ends[0]
  }

  deinit {
    end()
    close(descriptor)
  }

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

  /// Kills it if it still runs, and waits for it.
  func end() {
    guard !isReaped else { return }
    kill(process, SIGKILL)
    reap()
  }

  /// Waits for a program whose output has ended; it is killed when it does not end by itself soon.
  func wait() {
    guard !isReaped else { return }
    var state: Int32 = 0
    for _ in 0..<200 {
      if waitpid(process, &state, WNOHANG) == process { return note(state) }
      usleep(1000)
    }
    end()
  }

  private func reap() {
    var state: Int32 = 0
    while waitpid(process, &state, 0) < 0, errno == EINTR {}
    note(state)
  }

  private func note(_ state: Int32) {
    isReaped = true
    if state & 0x7f == 0 { status = (state >> 8) & 0xff }
  }
}
