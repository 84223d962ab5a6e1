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

  /// Bytes of a piece; a shorter one costs more than it saves.
  var shortestPiece = 16 << 20
  /// The most that is read at once.
  static let mostThreads = 64

  /// How many processors there are.
  static var processors: Int { max(1, min(mostThreads, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) }

  /// The parts of all logs, in their order, each log's from its start to its end.
  func parts(of sets: [LogSet]) -> [LogPart] {
    var pieces = sets.indices.flatMap { self.pieces(of: sets[$0], place: $0) }
    var found = read(pieces, of: sets)
    // Whether a record goes over an edge shows only when both sides are read; it is rare.
    var isFirst = true
    while true {
      let torn = torn(pieces, found.map(\.edges))
      guard !torn.isEmpty else { return found.map(\.part) }
      // The second time, logs are read as a whole.
      let logs = Set(torn.map { pieces[$0].place })
      (pieces, found) = united(pieces, found, of: sets) { number in
        isFirst ? torn.contains(number) : logs.contains(pieces[number].place)
      }
      isFirst = false
    }
  }

  private typealias Found = (part: LogPart, edges: PartEdges)

  /// The pieces that begin within records of the piece before.
  private func torn(_ pieces: [Piece], _ edges: [PartEdges]) -> Set<Int> {
    var torn: Set<Int> = []
    var before = PartEdges()
    for number in pieces.indices {
      let isSameLog = number > 0 && pieces[number - 1].place == pieces[number].place
      if !isSameLog { before = PartEdges() }
      if !before.append(edges[number]), isSameLog { torn.insert(number) }
    }
    return torn
  }

  /// Reads some pieces again, each with the one before it.
  private func united(
    _ pieces: [Piece], _ found: [Found], of sets: [LogSet], where isTorn: (Int) -> Bool
  ) -> ([Piece], [Found]) {
    var united: [(piece: Piece, found: Found?)] = []
    for number in pieces.indices {
      let piece = pieces[number]
      guard isTorn(number), let last = united.last?.piece, last.place == piece.place,
        let start = last.range?.lowerBound,
        let end = piece.range?.upperBound
      else {
        united.append((piece, found[number]))
        continue
      }
      united[united.count - 1] = (Piece(place: piece.place, range: start..<end), nil)
    }
    let missing = united.filter { $0.found == nil }.map(\.piece)
    var again = read(missing, of: sets)[...]
    return (united.map(\.piece), united.map { $0.found ?? again.removeFirst() })
  }

  private func read(_ pieces: [Piece], of sets: [LogSet]) -> [Found] {
    let workers = min(threads, pieces.count)
    guard workers > 1 else { return pieces.map { read(sets[$0.place], $0.range, nil) } }
    let next = Mutex(0)
    let results = Mutex([Found?](repeating: nil, count: pieces.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      // Of the log that this thread read last.
      var (place, memory) = (-1, LineMemory(index.sieve))
      while true {
        let number = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard number < pieces.count else { return }
        if pieces[number].place != place {
          (place, memory) = (pieces[number].place, LineMemory(index.sieve))
        }
        let part = read(sets[place], pieces[number].range, memory)
        results.withLock { $0[number] = part }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  private func pieces(of set: LogSet, place: Int) -> [Piece] {
    let whole = [Piece(place: place)]
    guard threads > 1, set.files.count == 1, let file = set.files.first,
      let path = file.entry.plainFile, file.entry.size >= 2 * shortestPiece,
      let head = try? file.contents(limit: EvidenceKind.headBytes).bytes,
      let division = LogReader.division(head: head),
      division.namesContainers == set.isCombined
    else { return whole }
    // More pieces than threads, so that a slow one does not keep the others waiting for long; each
    // meets every kind of record anew, so four for each thread took 5 % more than two.
    let count = min(2 * threads, file.entry.size / shortestPiece)
    guard
      let ranges = try? RangeSource.ranges(
        of: path, size: file.entry.size, count: count, division)
    else { return whole }
    return ranges.map { Piece(place: place, range: $0) }
  }

  private func read(_ set: LogSet, _ range: Range<Int>?, _ memory: LineMemory?) -> Found {
    guard let range else {
      return (LogPart.read(set, index, progress: progress, isMining: isMining), PartEdges())
    }
    return LogPart.read(
      set, range, index, progress: progress, isMining: isMining, memory: memory)
  }
}
