import LogStream
import Report
import Synchronization

/// One line on standard error that tells how far the reading of long input is.
///
/// It only exists where standard error is a terminal, appears after half a second, and is wiped
/// before anything else is printed. Safe to be told from several threads.
final class ReadingProgress: Sendable {
  /// What is known at one moment.
  private struct State {
    var read = 0
    var isShown = false
    var next: ContinuousClock.Instant
  }

  private let total: Int
  private let columns: Int
  private let state: Mutex<State>
  private let show: @Sendable (String) -> Void

  private static let firstAfter = Duration.milliseconds(500)
  private static let every = Duration.milliseconds(200)
  /// Back to the line's start, and the line erased (ECMA-48 EL).
  private static let erase = "\r\u{1b}[2K"

  /// - Parameters:
  ///   - total: Bytes that will be read, as far as sizes tell; packed files unpack to more.
  ///   - columns: The width of the terminal.
  ///   - show: Writes to standard error.
  init(total: Int, columns: Int, show: @escaping @Sendable (String) -> Void) {
    self.total = total
    self.columns = max(20, columns)
    self.show = show
    state = Mutex(State(next: .now + Self.firstAfter))
  }

  /// Counts bytes of a file that were read.
  func add(_ bytes: Int, of path: String) {
    let text = state.withLock { state -> String? in
      state.read += bytes
      let now = ContinuousClock.now
      guard now >= state.next else { return nil }
      state.next = now + Self.every
      state.isShown = true
      return line(state.read, path)
    }
    if let text { show(Self.erase + text) }
  }

  /// Wipes the line, if there is one.
  func finish() {
    let wasShown = state.withLock { state in
      defer { state.isShown = false }
      return state.isShown
    }
    if wasShown { show(Self.erase) }
  }

  private func line(_ read: Int, _ path: String) -> String {
    let size = "\(read / 1_000_000) MB"
    // A packed log unpacks to more than its size; a share above the whole would be nonsense.
    let share =
      total > read ? " of \(total / 1_000_000) MB (\(read * 100 / max(1, total)) %)" : ""
    return String(InertText.line("reading \(size)\(share): \(path)").prefix(columns - 1))
  }

  /// The source, counted as it is read.
  func watching(_ source: any ByteSource, path: String) -> any ByteSource {
    WatchedSource(source, path: path, progress: self)
  }
}

/// A source that tells how many bytes were read of it.
private final class WatchedSource: ByteSource {
  private let source: any ByteSource
  private let path: String
  private let progress: ReadingProgress

  init(_ source: any ByteSource, path: String, progress: ReadingProgress) {
    self.source = source
    self.path = path
    self.progress = progress
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogStreamError) -> Int {
    let count = try source.read(into: buffer)
    progress.add(count, of: path)
    return count
  }
}
