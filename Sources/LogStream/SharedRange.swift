import Synchronization

/// A stretch of a file whose rear another reader may take over while it is read.
///
/// A reader may only give up bytes that it has not begun to read.
package final class SharedRange: Sendable {
  /// The 0-based offset of its first byte.
  package let start: Int

  private struct State {
    /// The offsets behind the bytes that were read, behind those that are being read, and of the end.
    var read: Int
    var begun: Int
    var end: Int
  }

  private let state: Mutex<State>

  /// All bytes of a range of 0-based offsets.
  package init(_ range: Range<Int>) {
    start = range.lowerBound
    state = Mutex(
      State(read: range.lowerBound, begun: range.lowerBound, end: range.upperBound))
  }

  /// The 0-based offsets of its bytes, without those that were given up.
  package var range: Range<Int> { start..<state.withLock { $0.end } }

  /// The bytes that are not begun.
  package var rest: Range<Int> { state.withLock { $0.begun..<$0.end } }

  /// Begins to read the next of the bytes, so many at most.
  ///
  /// - Returns: How many of them there are; 0 at the end.
  func begin(_ most: Int) -> Int {
    state.withLock { state in
      state.begun = min(state.end, state.read + most)
      return state.begun - state.read
    }
  }

  /// Takes note of how many of those that were begun were read; the others come again.
  func end(_ count: Int) {
    state.withLock { state in
      state.read += count
      state.begun = state.read
    }
  }

  /// Gives up all bytes from an offset on.
  ///
  /// - Returns: Those bytes; nil, and nothing is given up, where none are left there or some were begun.
  package func giveUp(from place: Int) -> SharedRange? {
    state.withLock { state in
      guard place > state.begun, place < state.end else { return nil }
      defer { state.end = place }
      return SharedRange(place..<state.end)
    }
  }
}
