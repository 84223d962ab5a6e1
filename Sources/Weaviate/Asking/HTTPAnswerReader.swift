/// Reads one HTTP/1.1 answer from bytes as they arrive (RFC 9112), in bounded memory.
///
/// The body is delimited by chunks, by Content-Length, or by the end of the connection. Interim
/// answers (1xx) are passed over. Nothing is followed and nothing is decoded.
struct HTTPAnswerReader {
  /// How far the answer is.
  enum Progress: Equatable {
    case more
    case whole
    case failed(String)
  }

  private enum Part: Equatable {
    case head
    case counted(Int)
    case chunkSize
    case chunk(Int)
    case chunkEnd
    case trailer
    case toTheEnd
    case over
  }

  private(set) var status = 0
  private(set) var body: [UInt8] = []
  private let longestBody: Int
  private var waiting: [UInt8] = []
  private var taken = 0
  private var part = Part.head

  /// Bytes of status line and headers, or of a trailer, at most.
  private static let longestHead = 64 << 10
  /// Bytes of the line with a chunk's size, extensions included, at most.
  private static let longestSizeLine = 4096

  init(longestBody: Int) {
    self.longestBody = longestBody
  }

  /// Takes bytes that arrived.
  mutating func take(_ bytes: some Sequence<UInt8>) -> Progress {
    waiting += bytes
    var progress: Progress?
    while progress == nil { progress = step() }
    if taken > 1 << 16 {
      waiting.removeFirst(taken)
      taken = 0
    }
    return progress ?? .more
  }

  /// Takes the end of the connection.
  func end() -> Progress {
    switch part {
    case .toTheEnd, .over: .whole
    case .head where waiting.isEmpty: .failed("the connection ended without an answer")
    default: .failed("half an answer: the connection ended within it")
    }
  }

  private var left: ArraySlice<UInt8> { waiting[taken...] }

  /// One part, or nil to go on with the next.
  private mutating func step() -> Progress? {
    switch part {
    case .over: return .whole
    case .head: return head()
    case .chunkSize: return chunkSize()
    case .chunkEnd:
      guard let line = nextLine() else { return left.count > 2 ? Self.noAnswer : .more }
      guard line.isEmpty else { return Self.noAnswer }
      part = .chunkSize
      return nil
    case .trailer:
      guard let line = nextLine() else {
        return left.count > Self.longestHead ? Self.noAnswer : .more
      }
      if line.isEmpty { part = .over }
      return nil
    case .toTheEnd: return body(at: .max) { _ in .toTheEnd }
    case .counted(let count): return body(at: count) { $0 == 0 ? .over : .counted($0) }
    case .chunk(let count): return body(at: count) { $0 == 0 ? .chunkEnd : .chunk($0) }
    }
  }

  private static let noAnswer = Progress.failed("this is no HTTP answer")
  private static let tooLong = Progress.failed("the answer is too long")

  /// Takes body bytes; `next` gives the part for so many that are still to come.
  private mutating func body(at count: Int, _ next: (Int) -> Part) -> Progress? {
    let now = left.prefix(count)
    guard body.count + now.count <= longestBody else { return Self.tooLong }
    body += now
    taken += now.count
    part = next(count == .max ? .max : count - now.count)
    return now.count == count || part == .over ? nil : .more
  }

  /// The next line without its end; a bare line feed ends one too (RFC 9112 section 2.2).
  private mutating func nextLine() -> ArraySlice<UInt8>? {
    guard let end = left.firstIndex(of: 0x0a) else { return nil }
    let line = waiting[taken..<end]
    taken = end + 1
    return line.last == 0x0d ? line.dropLast() : line
  }

  // MARK: Head

  private mutating func head() -> Progress? {
    var lines: [String] = []
    let start = taken
    while let line = nextLine() {
      if line.isEmpty {
        if lines.isEmpty { continue }
        return begin(lines)
      }
      lines.append(String(decoding: line, as: UTF8.self))
      guard taken - start <= Self.longestHead else { return Self.noAnswer }
    }
    // The head is read again from its start when more has come.
    let isTooLong = waiting.count - start > Self.longestHead
    taken = start
    return isTooLong || !Self.mayBeHTTP(left) ? Self.noAnswer : .more
  }

  private static func mayBeHTTP(_ bytes: ArraySlice<UInt8>) -> Bool {
    zip(bytes.drop { $0 == 0x0d || $0 == 0x0a }, "HTTP/1.".utf8).allSatisfy { $0 == $1 }
  }

  private mutating func begin(_ lines: [String]) -> Progress? {
    let words = lines[0].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].utf8.count == 3,
      let code = Int(words[1]), (100...599).contains(code)
    else { return Self.noAnswer }
    if (100..<200).contains(code) { return code == 101 ? Self.noAnswer : nil }
    status = code
    var length: Int?
    var isChunked = false
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        .reversed().drop { $0 == " " || $0 == "\t" }.reversed()
      switch line[..<colon].lowercased() {
      case "content-length":
        guard value.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(String(value)),
          length == nil || length == count
        else { return Self.noAnswer }
        length = count
      case "transfer-encoding":
        guard String(value).lowercased() == "chunked", !isChunked else { return Self.noAnswer }
        isChunked = true
      default: break
      }
    }
    if code == 204 || code == 304 {
      part = .over
    } else if isChunked {
      part = .chunkSize
    } else if let length {
      guard length <= longestBody else { return Self.tooLong }
      part = length == 0 ? .over : .counted(length)
    } else {
      part = .toTheEnd
    }
    return nil
  }

  // MARK: Chunks

  private mutating func chunkSize() -> Progress? {
    guard let line = nextLine() else {
      return left.count > Self.longestSizeLine ? Self.noAnswer : .more
    }
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 && $0 != 0x09 }
    guard !digits.isEmpty, digits.count <= 8,
      let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0
    else { return Self.noAnswer }
    guard body.count + size <= longestBody else { return Self.tooLong }
    part = size == 0 ? .trailer : .chunk(size)
    return nil
  }
}
