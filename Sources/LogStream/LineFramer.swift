/// One line of an input, lent; without its newline.
struct FramedLine {
  var text: ByteText
  /// 0-based offset of its first byte in the input.
  var offset: Int
  /// 1-based.
  var number: Int
  /// False for a last line without a newline.
  var isTerminated: Bool
  /// Bytes of the line beyond the cap, which are not in `text`.
  var cut: Int
  /// The record that it surely is, if it may be told again.
  var known: KnownRecord?
}

/// Cuts chunks of any size into lines, with bounded memory.
///
/// A line longer than `lineLimit` is handed out once with its first `lineLimit` bytes.
struct LineFramer {
  static let lineLimit = 1 << 20

  let buffer = ByteStore(capacity: 1 << 18)
  /// Start of the unread part, and how far it has been searched for a newline.
  private var start = 0
  private var searched = 0
  private var offset = 0
  private var number = 1
  /// Bytes of the present over-long line that were dropped so far; nil while there is none.
  private var dropped: Int?
  private let limit: Int

  init(lineLimit: Int = LineFramer.lineLimit) {
    limit = lineLimit
  }

  /// The part that no line was made of yet.
  var unread: ByteText { buffer.text.dropping(start) }
  /// The offset of the first unread byte in the input.
  var position: Int { offset }

  /// The offset in the input from which the lines of `wholeLines` count, but for the rest of an
  /// over-long one.
  var wholeLinesPosition: Int { offset + (dropped ?? 0) }

  /// The unread lines that are whole.
  var wholeLines: ByteText {
    let text = unread
    return text[0..<(text.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)]
  }

  /// Skips `length` bytes that are no part of any line (a byte order mark).
  mutating func skip(_ length: Int) {
    start += length
    searched = max(searched, start)
    offset += length
  }

  /// The number of the next line, and whether it begins with the unread part.
  var nextLine: (number: Int, isWhole: Bool) { (number, dropped == nil) }

  /// Goes behind whole lines that were read where they stand.
  mutating func skip(lines: Int, bytes: Int) {
    advance(to: start + bytes)
    number += lines - 1
  }

  /// Makes room for the next chunk by forgetting what was read.
  mutating func compact() {
    guard start > 0 else { return }
    buffer.removeFirst(start)
    searched -= start
    start = 0
  }

  /// The next whole line, or nil when more bytes are needed.
  mutating func next(atEnd: Bool) -> FramedLine? {
    let text = buffer.text
    let newline = text.firstIndex(of: UInt8(ascii: "\n"), from: searched)
    guard let end = newline ?? (atEnd && start < text.count ? text.count : nil) else {
      searched = text.count
      if atEnd { return finishDropping(terminated: false, text: text, end: text.count) }
      if text.count - start > limit { dropExcess() }
      return nil
    }
    if dropped != nil { return finishDropping(terminated: newline != nil, text: text, end: end) }
    let kept = min(end - start, limit)
    let line = FramedLine(
      text: text[start..<(start + kept)], offset: offset, number: number,
      isTerminated: newline != nil, cut: end - start - kept)
    advance(to: newline == nil ? end : end + 1)
    return line
  }

  private mutating func advance(to end: Int) {
    offset += end - start
    start = end
    searched = end
    number += 1
  }

  /// Keeps the first `limit` bytes of an unfinished line and counts the rest.
  private mutating func dropExcess() {
    let excess = buffer.count - start - limit
    dropped = (dropped ?? 0) + excess
    buffer.truncate(to: start + limit)
    searched = buffer.count
  }

  private mutating func finishDropping(terminated: Bool, text: ByteText, end: Int) -> FramedLine? {
    guard let before = dropped else { return nil }
    let kept = min(limit, end - start)
    let more = end - start - kept
    let line = FramedLine(
      text: text[start..<(start + kept)], offset: offset, number: number,
      isTerminated: terminated, cut: before + more)
    offset += before
    dropped = nil
    advance(to: terminated ? end + 1 : end)
    return line
  }
}
