import Testing

@testable import Weaviate

/// Answers as they come over the wire: whole, in pieces, damaged, hostile.
@Suite struct HTTPAnswerReaderTests {
  /// What is made of bytes that arrive in pieces of a size, and then the end.
  private static func read(
    _ text: String, piece: Int = .max, longest: Int = 1000
  ) -> (status: Int, body: String, problem: String?) {
    var reader = HTTPAnswerReader(longestBody: longest)
    var rest = Array(text.utf8)[...]
    var progress = HTTPAnswerReader.Progress.more
    while progress == .more, !rest.isEmpty {
      progress = reader.take(rest.prefix(piece))
      rest = rest.dropFirst(min(piece, rest.count))
    }
    if progress == .more { progress = reader.end() }
    let body = String(decoding: reader.body, as: UTF8.self)
    if case .failed(let why) = progress { return (reader.status, body, why) }
    return (reader.status, body, nil)
  }

  static let whole: [(text: String, status: Int, body: String)] = [
    ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok"),
    ("HTTP/1.1 200 OK\r\ncontent-length:2 \r\nX: y\r\n\r\nokrest", 200, "ok"),
    ("HTTP/1.0 503 \r\n\r\nto the end", 503, "to the end"),
    ("HTTP/1.1 200\r\n\r\n", 200, ""), ("HTTP/1.1 204 No\r\n\r\n", 204, ""),
    ("HTTP/1.1 200 OK\nContent-Length: 3\n\nabc", 200, "abc"),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 200, "abc"),
    (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1;x=y\r\na\r\nA\r\n0123456789\r\n0\r\nT: 1\r\n\r\n",
      200, "a0123456789"
    ),
    ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 C\r\nContent-Length: 1\r\n\r\nx", 201, "x"),
    ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx", 200, "x"),
  ]

  @Test(arguments: whole, [1, 2, 3, 7, .max])
  func isTheSameInPiecesOfAnySize(
    answer: (text: String, status: Int, body: String), piece: Int
  ) {
    let result = Self.read(answer.text, piece: piece)
    #expect(result.problem == nil)
    #expect(result.status == answer.status && result.body == answer.body)
  }

  @Test(
    arguments: [
      ("", "without an answer"), ("HTTP/1.1 200 OK\r\n", "half an answer"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", "half an answer"),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab", "half an answer"),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "half an answer"),
      ("SSH-2.0-OpenSSH_9\r\n", "no HTTP answer"), ("<html>", "no HTTP answer"),
      ("HTTP/1.1 20x OK\r\n\r\n", "no HTTP answer"), ("HTTP/1.1 99 OK\r\n\r\n", "no HTTP answer"),
      ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "no HTTP answer"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", "no HTTP answer"),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nxx", "no HTTP answer"),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "no HTTP answer"),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", "no HTTP answer"),
      ("HTTP/1.1 101 Switch\r\n\r\n", "no HTTP answer"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", "no HTTP answer"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", "too long"),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n", "too long"),
    ])
  func whatIsNoWholeAnswerIsNamed(text: String, problem: String) {
    #expect(Self.read(text).problem?.contains(problem) == true)
  }

  @Test func anEndlessHeadIsRefused() {
    let head = "HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 20_000)
    #expect(Self.read(head, piece: 4096).problem == "this is no HTTP answer")
    let line = "HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 100_000)
    #expect(Self.read(line, piece: 4096).problem == "this is no HTTP answer")
  }

  @Test func anEndlessBodyIsRefused() {
    let text = "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "y", count: 5000)
    #expect(Self.read(text, piece: 100).problem == "the answer is too long")
  }

  /// Mutations of good answers: every one ends as an answer or a problem, in bounded memory.
  @Test func mutatedAnswersEndSomehow() {
    var generator = SeededGenerator(state: 41)
    for _ in 0..<20_000 {
      var bytes = Array(
        Self.whole[Int.random(in: 0..<Self.whole.count, using: &generator)].text.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
        }
      }
      let piece = Int.random(in: 1...20, using: &generator)
      let result = Self.read(String(decoding: bytes, as: UTF8.self), piece: piece)
      #expect(result.body.utf8.count <= 3000)
      #expect(result.problem != nil || (100...599).contains(result.status))
    }
  }

  private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }
}
