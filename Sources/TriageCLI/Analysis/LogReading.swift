import Dispatch
import LogStream
import Signatures
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads the logs of a run, several at once; a long one is divided.
///
/// The parts say the same however many threads there are, and whoever comes first.
struct LogReading: Sendable {
  let index: SignatureIndex
  var progress: ReadingProgress?
  /// Whether the templates of all records are wanted.
  var isMining = false
  var threads = 1

  /// A log, or a range of it, that is read by one thread.
  private struct Piece: Sendable {
    var place: Int
    var range: Range<Int>?
  }

  /// A shorter piece costs more than it saves.
  private static let shortestPiece = 16 << 20
  /// The most that is read at once.
  static let mostThreads = 64

  /// How many processors there are.
  static var processors: Int { max(1, min(mostThreads, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) }

  /// The parts of all logs, in their order, each log's from its start to its end.
  func parts(of sets: [LogSet]) -> [LogPart] {
    let pieces = sets.indices.flatMap { self.pieces(of: sets[$0], place: $0) }
    let found = read(pieces, of: sets)
    // A record may go over an edge between pieces, which shows only when they are read.
    let unsure = Set(zip(pieces, found).filter { $1.isUnsure }.map(\.0.place))
    guard !unsure.isEmpty else { return found.map(\.part) }
    let again = read(unsure.sorted().map { Piece(place: $0) }, of: sets)
    var whole = Dictionary(zip(unsure.sorted(), again.map(\.part))) { first, _ in first }
    return zip(pieces, found).compactMap { piece, found in
      unsure.contains(piece.place) ? whole.removeValue(forKey: piece.place) : found.part
    }
  }

  private typealias Found = (part: LogPart, isUnsure: Bool)

  private func read(_ pieces: [Piece], of sets: [LogSet]) -> [Found] {
    let workers = min(threads, pieces.count)
    guard workers > 1 else { return pieces.map { read(sets[$0.place], $0.range) } }
    let next = Mutex(0)
    let results = Mutex([Found?](repeating: nil, count: pieces.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let number = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard number < pieces.count else { return }
        let part = read(sets[pieces[number].place], pieces[number].range)
        results.withLock { $0[number] = part }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  private func pieces(of set: LogSet, place: Int) -> [Piece] {
    let whole = [Piece(place: place)]
    guard threads > 1, set.files.count == 1, let file = set.files.first,
      let path = file.entry.plainFile, file.entry.size >= 2 * Self.shortestPiece,
      let head = try? file.contents(limit: EvidenceKind.headBytes).bytes,
      let division = LogReader.division(head: head),
      division.namesContainers == set.isCombined
    else { return whole }
    // More pieces than threads, so that a slow one does not keep the others waiting for long.
    let count = min(4 * threads, file.entry.size / Self.shortestPiece)
    guard
      let ranges = try? RangeSource.ranges(
        of: path, size: file.entry.size, count: count, division)
    else { return whole }
    return ranges.map { Piece(place: place, range: $0) }
  }

  private func read(_ set: LogSet, _ range: Range<Int>?) -> Found {
    guard let range else {
      return (LogPart.read(set, index, progress: progress, isMining: isMining), false)
    }
    let (part, unsure) = LogPart.read(set, range, index, progress: progress, isMining: isMining)
    return (part, unsure != nil)
  }
}
