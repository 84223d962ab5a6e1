import Foundation
import LogStream
import TestSupport
import Testing

@testable import TriageCLI

/// Readers at different speeds that share ranges of a file.
@Suite struct ReadingQueueTests {
  private typealias Queue = ReadingQueue<[UInt8]>

  private static let lines: [String] = (0..<3000).map { number in
    number % 5 == 3 ? "\tcontinues what came before" : "2026-11-23T00:00:01Z INFO request \(number)"
  }

  private static let head = Array(lines.prefix(50).joined(separator: "\n").utf8)

  private static func withFile<Result>(
    _ body: (_ path: String, _ bytes: [UInt8]) throws -> Result
  ) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appending(path: "queue-\(UUID())").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    try Data(bytes).write(to: URL(filePath: path))
    return try body(path, bytes)
  }

  @Test("read each byte once, in pieces that begin with a record", arguments: 0..<20)
  func share(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let division = try #require(LogReader.division(head: Self.head))
    try Self.withFile { path, bytes in
      let file = Queue.DividedFile(path: path, size: bytes.count, division: division)
      let whole = Queue.Piece(place: 0, range: SharedRange(0..<bytes.count), file: file)
      let queue = Queue([whole], leastShared: 4000)
      var readers: [(piece: Queue.Piece, source: RangeSource, bytes: [UInt8])] = []
      var isOver = false
      while !isOver {
        if readers.count < 3, let piece = queue.next(), let range = piece.range {
          readers.append((piece, try RangeSource(path: path, range), []))
        }
        isOver = readers.isEmpty
        guard !isOver else { break }
        let place = random.below(readers.count)
        let more = try readers[place].source.bytes(limit: 1 + random.below(3000))
        readers[place].bytes += more
        if more.isEmpty {
          queue.finish(readers[place].piece, readers[place].bytes)
          readers.remove(at: place)
        }
      }
      let results = queue.results
      #expect(results.count > 3)
      #expect(results.flatMap(\.found) == bytes)
      for (piece, found) in results {
        #expect(piece.range?.range.count == found.count)
        #expect(found.first != UInt8(ascii: "\t"))
      }
    }
  }

  @Test("share nothing that is short, or not to be divided")
  func alone() throws {
    let division = try #require(LogReader.division(head: Self.head))
    try Self.withFile { path, bytes in
      let file = Queue.DividedFile(path: path, size: bytes.count, division: division)
      let range = SharedRange(0..<bytes.count)
      let short = Queue([.init(place: 0, range: range, file: file)], leastShared: bytes.count + 1)
      #expect(short.next() != nil)
      #expect(short.next() == nil)
      let undivided = Queue([.init(place: 0, range: range)], leastShared: 1)
      #expect(undivided.next() != nil)
      #expect(undivided.next() == nil)
      #expect(range.range == 0..<bytes.count)
    }
  }

  @Test("share nothing that its reader gave up")
  func ended() throws {
    let division = try #require(LogReader.division(head: Self.head))
    try Self.withFile { path, bytes in
      let file = Queue.DividedFile(path: path, size: bytes.count, division: division)
      let range = SharedRange(0..<bytes.count)
      let queue = Queue([.init(place: 0, range: range, file: file)], leastShared: 1)
      queue.finish(try #require(queue.next()), [])
      #expect(queue.next() == nil)
    }
  }

  @Test("keep the order of the logs")
  func order() {
    let queue = Queue([], leastShared: 1)
    queue.finish(.init(place: 1), [4])
    queue.finish(.init(place: 0, range: SharedRange(7..<9)), [2])
    queue.finish(.init(place: 2), [5])
    queue.finish(.init(place: 0, range: SharedRange(0..<7)), [1])
    #expect(queue.results.map(\.found) == [[1], [2], [4], [5]])
  }
}
