import LogStream
import Synchronization

/// What several threads read at once: logs, and ranges of long ones, which threads that have nothing
/// left to do share with those that still have.
final class ReadingQueue<Found: Sendable>: Sendable {
  /// A log, or a range of it, that is read by one thread.
  struct Piece: Sendable {
    /// The log's place among all.
    var place: Int
    var range: SharedRange?
    /// Where the range lies; nil where it is not to be divided.
    var file: DividedFile?
  }

  /// A file that may be divided.
  struct DividedFile: Sendable {
    var path: String
    /// In bytes.
    var size: Int
    var division: LineDivision
  }

  private struct State {
    /// The first of the pieces that are not begun.
    var next = 0
    /// Pieces that are being read.
    var begun: [Piece] = []
    var done: [(piece: Piece, found: Found)] = []
  }

  private let pieces: [Piece]
  private let state = Mutex(State())
  /// In bytes: half of less is not worth a part of its own.
  private let leastShared: Int

  init(_ pieces: [Piece], leastShared: Int) {
    self.pieces = pieces
    self.leastShared = leastShared
  }

  /// The next piece for a thread, which may be the rear of one that another thread reads; nil when there
  /// is nothing left that would be worth it.
  func next() -> Piece? {
    let waiting = state.withLock { state -> Piece? in
      guard state.next < pieces.count else { return nil }
      state.next += 1
      state.begun.append(pieces[state.next - 1])
      return pieces[state.next - 1]
    }
    if let waiting { return waiting }
    let longest = state.withLock { state in
      state.begun.filter { $0.file != nil }.max { Self.rest($0) < Self.rest($1) }
    }
    guard let longest, let shared = longest.range, let file = longest.file,
      shared.rest.count >= leastShared,
      let rear = try? RangeSource.rear(
        of: shared, path: file.path, size: file.size, file.division)
    else { return nil }
    let piece = Piece(place: longest.place, range: rear, file: file)
    state.withLock { $0.begun.append(piece) }
    return piece
  }

  private static func rest(_ piece: Piece) -> Int { piece.range?.rest.count ?? 0 }

  /// Takes what came of a piece; what its reader left, as it failed, is nobody else's.
  func finish(_ piece: Piece, _ found: Found) {
    state.withLock { state in
      state.begun.removeAll { $0.range === piece.range }
      state.done.append((piece, found))
    }
  }

  /// What came of all pieces, in the order of the logs and of their ranges.
  var results: [(piece: Piece, found: Found)] {
    state.withLock(\.done).sorted {
      ($0.piece.place, $0.piece.range?.start ?? 0) < ($1.piece.place, $1.piece.range?.start ?? 0)
    }
  }
}
