package import Docker
import Findings

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What happens in a followed stack.
package enum StackNews {
  /// Whole lines of a container, as `docker logs --timestamps` prints them.
  case lines(container: String, UnsafeRawBufferPointer)
  /// A container's log has ended for now.
  case runEnded(container: String)
  /// An event of a container, with the line that told it.
  case event(ContainerEvent, line: [UInt8])
  /// The engine does not answer; tried again after so many seconds.
  case engineLost(retryIn: Double, why: String)
  case engineBack
}

/// Follows all containers of a choice on one thread: their logs, new ones and new runs included.
///
/// Every container is read in turns of one chunk, so that a loud one does not keep the others
/// waiting. What cannot be read yet waits in the pipe: memory is bounded by one chunk and one
/// partial line for each container.
package final class StackFollower {
  private let program: DockerProgram
  private let choice: ContainerChoice
  private let names: [String]
  private let tail: Int?
  private let since: String?
  private var followers: [String: ContainerFollower] = [:]
  /// Containers that are gone while their logs are still read.
  private var leaving: Set<String> = []
  private var events: ChildStream?
  private var partialEvent: [UInt8] = []
  private var delay = 0.25
  private var retryAt: ContinuousClock.Instant?
  private let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)

  private static let longestDelay = 10.0

  /// - Parameters:
  ///   - program: Speaks to the engine.
  ///   - choice: Which containers are meant.
  ///   - names: Of those, only containers or compose services with these names; all if empty.
  ///   - tail: How many of the last lines a container begins with; nil for all.
  ///   - since: The earliest time that is wanted, as docker takes it.
  package init(
    program: DockerProgram, choice: ContainerChoice, names: [String], tail: Int?, since: String?
  ) {
    self.program = program
    self.choice = choice
    self.names = names
    self.tail = tail
    self.since = since
  }

  deinit {
    chunk.deallocate()
  }

  /// The containers that are followed, whether they run or not.
  package var containers: [String] { followers.keys.sorted() }
  /// How many of them are read at the moment.
  package var active: Int { followers.values.count { $0.child != nil } }

  /// Begins with the containers that there are; events from before the list are not missed.
  ///
  /// - Throws: Why the engine does not answer.
  package func start() throws(DockerProgram.Failure) {
    events = program.start(.events(choice, since: nil, until: nil))
    let listed = ListedContainer.list(try program.ask(.list(choice)))
    for container in listed where isWanted([container.name, container.service, container.id]) {
      follow(container.id)
    }
  }

  /// Ends every program that was started.
  package func stop() {
    events?.end()
    events = nil
    for follower in followers.values { follower.stop() }
  }

  private func isWanted(_ words: [String]) -> Bool {
    names.isEmpty
      || names.contains { name in
        words.contains(name) || words[2].hasPrefix(name) && name.count >= 6
      }
  }

  private func follow(_ id: String) {
    guard !id.isEmpty else { return }
    let follower = followers[id] ?? ContainerFollower(id: id)
    followers[id] = follower
    _ = follower.start(program, tail: tail, since: since)
  }

  // MARK: Turns

  /// Waits until something happens, at most so many milliseconds, and hands out what did.
  ///
  /// - Parameters:
  ///   - milliseconds: The longest wait.
  ///   - extra: A descriptor to wait for as well, such as standard input; its owner reads it.
  ///   - body: Is given what happened.
  /// - Returns: Whether the extra descriptor is ready.
  package func turn(
    _ milliseconds: Int32, extra: Int32? = nil, _ body: (StackNews) -> Void
  ) -> Bool {
    if let retryAt, ContinuousClock.now >= retryAt { retry(body) }
    let open = followers.values.filter { $0.child != nil }
    var polled = open.map { follower in
      pollfd(fd: follower.child?.descriptor ?? -1, events: Int16(POLLIN), revents: 0)
    }
    polled.append(pollfd(fd: events?.descriptor ?? -1, events: Int16(POLLIN), revents: 0))
    polled.append(pollfd(fd: extra ?? -1, events: Int16(POLLIN), revents: 0))
    guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return false }
    for (place, follower) in open.enumerated() where polled[place].revents != 0 {
      read(follower, body)
    }
    if polled[open.count].revents != 0 { readEvents(body) }
    return polled[open.count + 1].revents != 0
  }

  private func read(_ follower: ContainerFollower, _ body: (StackNews) -> Void) {
    let outcome = follower.read(chunk) { body(.lines(container: follower.id, $0)) }
    guard case .ended = outcome else { return }
    body(.runEnded(container: follower.id))
    if leaving.remove(follower.id) != nil { followers[follower.id] = nil }
    if follower.mustGoOn { _ = follower.start(program, tail: tail, since: since) }
  }

  // MARK: Events

  private func readEvents(_ body: (StackNews) -> Void) {
    guard let events else { return }
    switch events.read(into: chunk) {
    case .nothing: return
    case .bytes(let count):
      partialEvent += UnsafeRawBufferPointer(chunk)[..<count]
      while let end = partialEvent.firstIndex(of: 0x0a) {
        let line = Array(partialEvent[..<end])
        partialEvent.removeFirst(end + 1)
        take(line, body)
      }
      if partialEvent.count > ContainerEvent.longestLine { partialEvent = [] }
    case .end:
      events.wait()
      self.events = nil
      lose("the stream of events has ended", body)
    }
  }

  private func take(_ line: [UInt8], _ body: (StackNews) -> Void) {
    for event in ContainerEvent.list(lines: line).events {
      let words = [event.name, event.service, event.container]
      guard isWanted(words) else { continue }
      if event.action == "start" { follow(event.container) }
      body(.event(event, line: line))
      if event.action == "destroy", let follower = followers[event.container] {
        // What it still had to say is read first: the end of its log removes it.
        if follower.child == nil {
          followers[event.container] = nil
        } else {
          leaving.insert(event.container)
        }
      }
    }
  }

  // MARK: The engine

  private func lose(_ why: String, _ body: (StackNews) -> Void) {
    retryAt = .now + .seconds(delay)
    body(.engineLost(retryIn: delay, why: why))
    delay = min(Self.longestDelay, delay * 2)
  }

  private func retry(_ body: (StackNews) -> Void) {
    retryAt = nil
    do {
      events = program.start(.events(choice, since: nil, until: nil))
      let listed = ListedContainer.list(try program.ask(.list(choice), seconds: 3))
      delay = 0.25
      body(.engineBack)
      for container in listed where isWanted([container.name, container.service, container.id]) {
        // Those that are read already go on by themselves.
        if followers[container.id]?.child == nil { follow(container.id) }
      }
    } catch {
      events?.end()
      events = nil
      lose(error.reason, body)
    }
  }
}
