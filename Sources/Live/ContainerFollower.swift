/// Follows the log of one container through its runs: each line once, none left out.
final class ContainerFollower {
  let id: String
  private(set) var child: ChildStream?
  private var window = ResumeWindow()
  private var partial: [UInt8] = []
  /// Started again while the end of the last run was still being read.
  private var isDue = false
  /// Lines handed out so far.
  private(set) var lines = 0
  /// How often the container was seen to start.
  private(set) var runs = 0

  /// A line longer than this is handed out in parts.
  private static let longestLine = 1 << 20

  init(id: String) {
    self.id = id
  }

  /// Begins to read, or goes on where reading ended.
  ///
  /// - Parameters:
  ///   - program: Speaks to the engine.
  ///   - tail: For the first time: how many of the last lines are wanted.
  ///   - since: For the first time: the earliest time that is wanted.
  /// - Returns: Whether the program could be started.
  func start(_ program: DockerProgram, tail: Int?, since: String?) -> Bool {
    runs += 1
    guard child == nil else {
      isDue = true
      return true
    }
    isDue = false
    let place = window.resume()
    child = program.start(
      .logs(id, since: place ?? since, tail: place == nil ? tail : nil, isFollowed: true))
    return child != nil
  }

  /// What one look at the output came to.
  enum Outcome {
    case more
    case idle
    /// The log has ended: the container stopped, or the engine did.
    case ended
  }

  /// Takes what there is, at most one chunk, and hands out whole lines as one stretch of bytes.
  func read(
    _ chunk: UnsafeMutableRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
  ) -> Outcome {
    guard let child else { return .ended }
    switch child.read(into: chunk) {
    case .nothing: return .idle
    case .bytes(let count):
      take(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(chunk)[..<count]), body)
      return .more
    case .end:
      if !partial.isEmpty {
        let rest = partial + [0x0a]
        partial = []
        rest.withUnsafeBytes { take($0, body) }
      }
      child.wait()
      self.child = nil
      return .ended
    }
  }

  /// Whether it must be started again at once, because the next run has begun.
  var mustGoOn: Bool { child == nil && isDue }

  /// Lets go of the program that reads.
  func stop() {
    child?.end()
    child = nil
  }

  private func take(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    var start = 0
    if !partial.isEmpty {
      guard let end = bytes.firstIndex(of: 0x0a) else { return keep(bytes[...], body) }
      partial += bytes[...end]
      let whole = partial
      partial = []
      whole.withUnsafeBytes { handOut($0, body) }
      start = end + 1
    }
    guard let last = bytes[start...].lastIndex(of: 0x0a) else {
      return keep(bytes[start...], body)
    }
    handOut(UnsafeRawBufferPointer(rebasing: bytes[start...last]), body)
    keep(bytes[(last + 1)...], body)
  }

  private func keep(
    _ rest: Slice<UnsafeRawBufferPointer>, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    partial += rest
    guard partial.count > Self.longestLine else { return }
    let cut = partial + [0x0a]
    partial = []
    cut.withUnsafeBytes { handOut($0, body) }
  }

  /// Hands out lines that are new; neighbours stay in one stretch.
  private func handOut(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    var stretch = 0
    var line = 0
    while line < bytes.count, let end = bytes[line...].firstIndex(of: 0x0a) {
      if window.admits(UnsafeRawBufferPointer(rebasing: bytes[line..<end])) {
        lines += 1
      } else {
        if stretch < line { body(UnsafeRawBufferPointer(rebasing: bytes[stretch..<line])) }
        stretch = end + 1
      }
      line = end + 1
    }
    if stretch < line { body(UnsafeRawBufferPointer(rebasing: bytes[stretch..<line])) }
  }
}
