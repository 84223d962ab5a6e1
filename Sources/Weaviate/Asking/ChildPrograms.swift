#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Runs other programs side by side on one thread, each with bounded time and output.
struct ChildPrograms {
  /// One program to run.
  struct Job {
    /// The name, looked up in PATH, and the arguments; they are visible to other users.
    var arguments: [String]
    /// Written to its standard input; not visible to others.
    var input: [UInt8]
    /// Killed after so many seconds.
    var limit: Double
    var longestOutput: Int
    /// At most `perGroup` jobs of one group run at once.
    var group: String
  }

  /// How a program ended.
  struct Ending {
    var output: [UInt8] = []
    /// The exit status; nil when it could not be started or was ended by a signal.
    var status: Int32?
    var isTimedOut = false
    var isTooLong = false
  }

  /// `KEY=value`; children inherit nothing else.
  var environment: [String] = []
  var perGroup = 4
  var atOnce = 32

  /// Runs all jobs; one ending each, in their order.
  func run(_ jobs: [Job]) -> [Ending] {
    var endings = Array(repeating: Ending(), count: jobs.count)
    var waiting = Array(jobs.indices)[...]
    var running: [Running] = []
    while !waiting.isEmpty || !running.isEmpty {
      start(&waiting, jobs, &running)
      guard !running.isEmpty else { continue }
      wait(&running, &endings)
    }
    return endings
  }

  // MARK: One child

  private struct Running {
    var place: Int
    var group: String
    var process: pid_t
    /// The socket that is the child's standard input and output.
    var descriptor: Int32
    var input: ArraySlice<UInt8>
    var deadline: ContinuousClock.Instant
    var longestOutput: Int
  }

  /// Starts what may start now; a job that cannot be started ends at once without a status.
  private func start(
    _ waiting: inout ArraySlice<Int>, _ jobs: [Job], _ running: inout [Running]
  ) {
    var held: [Int] = []
    for place in waiting {
      let job = jobs[place]
      let busy = running.count(where: { $0.group == job.group })
      guard running.count < atOnce, busy < perGroup else {
        held.append(place)
        continue
      }
      guard let child = spawn(job.arguments) else { continue }
      running.append(
        Running(
          place: place, group: job.group, process: child.process, descriptor: child.descriptor,
          input: job.input[...], deadline: .now + .seconds(job.limit),
          longestOutput: job.longestOutput))
    }
    waiting = held[...]
  }

  private func spawn(_ arguments: [String]) -> (process: pid_t, descriptor: Int32)? {
    guard let pair = SocketPair() else { return nil }
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    #else
    var actions = posix_spawn_file_actions_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer {
      posix_spawn_file_actions_destroy(&actions)
      close(pair.child)
    }
    posix_spawn_file_actions_adddup2(&actions, pair.child, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, pair.child, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var process = pid_t()
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    let failure = posix_spawnp(&process, arguments[0], &actions, nil, words, variables)
    guard failure == 0 else {
      close(pair.parent)
      return nil
    }
    return (process, pair.parent)
  }

  // MARK: Waiting

  private func wait(_ running: inout [Running], _ endings: inout [Ending]) {
    let now = ContinuousClock.now
    let next = running.map(\.deadline).min() ?? now
    let patience = max(0, min((next - now) / .milliseconds(1), 60_000))
    var polled = running.map { child in
      pollfd(
        fd: child.descriptor, events: Int16(POLLIN) | (child.input.isEmpty ? 0 : Int16(POLLOUT)),
        revents: 0)
    }
    _ = poll(&polled, nfds_t(polled.count), Int32(patience.rounded(.up)))
    for index in running.indices.reversed() {
      let place = running[index].place
      if polled[index].revents & Int16(POLLOUT) != 0 { write(&running[index]) }
      let isReadable = polled[index].revents & ~Int16(POLLOUT) != 0
      var isOver = isReadable && !read(running[index], into: &endings[place])
      if !isOver, ContinuousClock.now >= running[index].deadline {
        endings[place].isTimedOut = true
        isOver = true
      }
      if isOver { finish(running.remove(at: index), &endings[place]) }
    }
  }

  private func write(_ child: inout Running) {
    let sent = child.input.withUnsafeBytes { bytes in
      send(child.descriptor, bytes.baseAddress, bytes.count, SocketPair.quietly)
    }
    if sent > 0 { child.input = child.input.dropFirst(sent) }
    if sent < 0, errno != EAGAIN, errno != EINTR { child.input = [] }
    if child.input.isEmpty { shutdown(child.descriptor, Int32(SHUT_WR)) }
  }

  /// Takes what there is; false at the end or when there is too much.
  private func read(_ child: Running, into ending: inout Ending) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(child.descriptor, &chunk, chunk.count, 0)
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    ending.output += chunk[..<count]
    ending.isTooLong = ending.output.count > child.longestOutput
    return count > 0 && !ending.isTooLong
  }

  private func finish(_ child: Running, _ ending: inout Ending) {
    if ending.isTimedOut || ending.isTooLong { kill(child.process, SIGKILL) }
    close(child.descriptor)
    var status: Int32 = 0
    while waitpid(child.process, &status, 0) < 0, errno == EINTR {}
    if status & 0x7f == 0 { ending.status = (status >> 8) & 0xff }
  }
}
