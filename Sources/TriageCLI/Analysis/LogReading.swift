import Dispatch
import LogStream
import Signatures

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

  private typealias Found = (part: LogPart, edges: PartEdges)
  private typealias Queue = ReadingQueue<Found>
  private typealias Result = (piece: Queue.Piece, found: Found)

  /// Bytes of a piece; a shorter one costs more than it saves.
  var shortestPiece = 16 << 20
  /// Bytes that are left of a piece; fewer are not shared.
  var leastShared = 64 << 20
  /// The most that is read at once.
  static let mostThreads = 64

  /// How many processors there are.
  static var processors: Int { max(1, min(mostThreads, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) }

  /// The parts of all logs, in their order, each log's from its start to its end.
  func parts(of sets: [LogSet]) -> [LogPart] {
    var results = read(sets.indices.flatMap { pieces(of: sets[$0], place: $0) }, of: sets)
    // Whether a record goes over an edge shows only when both sides are read; it is rare.
    var isFirst = true
    while true {
      let torn = torn(results)
      guard !torn.isEmpty else { return results.map(\.found.part) }
      // The second time, logs are read as a whole.
      let logs = Set(torn.map { results[$0].piece.place })
      results = united(results, of: sets) { number in
        isFirst ? torn.contains(number) : logs.contains(results[number].piece.place)
      }
      isFirst = false
    }
  }

  /// The pieces that begin within records of the piece before.
  private func torn(_ results: [Result]) -> Set<Int> {
    var torn: Set<Int> = []
    var before = PartEdges()
    for number in results.indices {
      let isSameLog =
        number > 0 && results[number - 1].piece.place == results[number].piece.place
      if !isSameLog { before = PartEdges() }
      if !before.append(results[number].found.edges), isSameLog { torn.insert(number) }
    }
    return torn
  }

  /// Reads some pieces again, each with the one before it.
  private func united(
    _ results: [Result], of sets: [LogSet], where isTorn: (Int) -> Bool
  ) -> [Result] {
    var united: [(piece: Queue.Piece, found: Found?)] = []
    for (number, result) in results.enumerated() {
      guard isTorn(number), let last = united.last?.piece, last.place == result.piece.place,
        let start = last.range?.start, let end = result.piece.range?.range.upperBound
      else {
        united.append(result)
        continue
      }
      // Not to be divided again.
      let whole = Queue.Piece(place: last.place, range: SharedRange(start..<end))
      united[united.count - 1] = (whole, nil)
    }
    let again = read(united.filter { $0.found == nil }.map(\.piece), of: sets)
    let queue = Queue([], leastShared: leastShared)
    for (piece, found) in united { if let found { queue.finish(piece, found) } }
    for (piece, found) in again { queue.finish(piece, found) }
    return queue.results
  }

  private func read(_ pieces: [Queue.Piece], of sets: [LogSet]) -> [Result] {
    let queue = Queue(pieces, leastShared: leastShared)
    let workers = min(threads, pieces.count)
    guard workers > 1 else {
      for piece in pieces { queue.finish(piece, read(sets[piece.place], piece.range, nil)) }
      return queue.results
    }
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      // Of the log that this thread read last.
      var (place, memory) = (-1, LineMemory(index.sieve))
      while let piece = queue.next() {
        if piece.place != place {
          (place, memory) = (piece.place, LineMemory(index.sieve))
        }
        queue.finish(piece, read(sets[place], piece.range, memory))
      }
    }
    return queue.results
  }

  private func pieces(of set: LogSet, place: Int) -> [Queue.Piece] {
    let whole = [Queue.Piece(place: place)]
    guard threads > 1, set.files.count == 1, let file = set.files.first,
      let path = file.entry.plainFile, file.entry.size >= 2 * shortestPiece,
      let head = try? file.contents(limit: EvidenceKind.headBytes).bytes,
      let division = LogReader.division(head: head),
      division.namesContainers == set.isCombined
    else { return whole }
    // Each piece meets every kind of record anew: no more of them than threads, which share the rest
    // of a slow one.
    let size = file.entry.size
    guard
      let ranges = try? RangeSource.ranges(
        of: path, size: size, count: min(threads, size / shortestPiece), division)
    else { return whole }
    let divided = Queue.DividedFile(path: path, size: size, division: division)
    return ranges.map { Queue.Piece(place: place, range: SharedRange($0), file: divided) }
  }

  private func read(_ set: LogSet, _ range: SharedRange?, _ memory: LineMemory?) -> Found {
    guard let range else {
      return (LogPart.read(set, index, progress: progress, isMining: isMining), PartEdges())
    }
    return LogPart.read(
      set, range, index, progress: progress, isMining: isMining, memory: memory)
  }
}
