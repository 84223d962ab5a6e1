/// Walks over what stands between a time and a message, in search of a level.
///
/// Known by their shape: zone names, process and thread ids, bracketed names, `<0.1.0>`, bars and
/// dashes. The walk stops at the first word that is none of these.
struct HeaderWalk {
  let line: ByteText
  private var at: Int
  /// Where the message starts when nothing more is recognised.
  private(set) var messageStart: Int
  /// The end of what was looked at: bytes from here on cannot change what was found.
  private(set) var reach: Int

  init(line: ByteText, at: Int) {
    self.line = line
    self.at = at
    messageStart = at
    reach = at
  }

  @inline(__always)
  private mutating func look(to end: Int) { reach = max(reach, end) }

  private static let tokenLimit = 6

  /// The level, if one stands in a header's place; `messageStart` is right afterwards.
  mutating func findLevel() -> Level? {
    skipSeparators()
    messageStart = at
    skipZone()
    for _ in 0..<Self.tokenLimit {
      if let level = levelHere() {
        skipSeparators()
        skipProcess()
        messageStart = at
        return level
      }
      guard skipToken() else { break }
    }
    return nil
  }

  /// Blanks and the marks that programs put between parts of a header.
  private mutating func skipSeparators() {
    while true {
      switch line.byte(at) {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "]"), UInt8(ascii: ":"),
        UInt8(ascii: "|"), UInt8(ascii: ","):
        at += 1
      case UInt8(ascii: "-") where line.byte(at + 1) == UInt8(ascii: " "): at += 2
      case UInt8(ascii: "-") where line.hasPrefix("-- ", at: at): at += 3
      case UInt8(ascii: "-") where line.hasPrefix("--- ", at: at): at += 4
      default:
        look(to: line.byte(at) == UInt8(ascii: "-") ? at + 4 : at + 1)
        return
      }
    }
  }

  /// PostgreSQL's `UTC [51] ` stands before lines that have no level, too.
  private mutating func skipZone() {
    var end = at
    while line.byte(end).isUpper { end += 1 }
    look(to: end + 2)
    guard (3...5).contains(end - at), line.hasPrefix(" [", at: end) else { return }
    end += 2
    let process = end
    while line.byte(end).isDigit { end += 1 }
    look(to: end + 2)
    guard end > process, line.hasPrefix("] ", at: end) else { return }
    at = end + 2
    messageStart = at
  }

  /// A level word, or `I | ` of capnslog, at the present place.
  private mutating func levelHere() -> Level? {
    let before = line.byte(at - 1)
    let open = line.byte(at)
    let bracketed =
      open == UInt8(ascii: "[") || open == UInt8(ascii: "<") || open == UInt8(ascii: "(")
    let start = bracketed ? at + 1 : at
    var end = start
    while line.byte(end).isLetter { end += 1 }
    if end > start, line.byte(end).isDigit, line.hasPrefix("DEBUG", at: start) { end += 1 }
    let next = line.byte(end)
    look(to: end == start + 1 ? end + 3 : end + 2)
    if end == start + 1, !bracketed,
      line.hasPrefix(" | ", at: end) || isComponent(at: end + 1),
      let level = LevelWord.level(letter: line.byte(start))
    {
      at = end
      return level
    }
    guard let level = LevelWord.level(line[start..<end]) else {
      return levelOfChannel(from: start, end: end, isBracketed: bracketed)
    }
    if bracketed {
      let close = line.skippingBlanks(from: end)
      look(to: close + 1)
      guard [UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: ")")].contains(line.byte(close))
      else { return nil }
      at = close + 1
      return level
    }
    let isUpper = line.byte(start).isUpper && line.byte(start + 1).isUpper
    let isMarked =
      next == UInt8(ascii: ":") || next == UInt8(ascii: "\t") || next == UInt8(ascii: "|")
      || before == UInt8(ascii: "\t") || line.hasPrefix("  ", at: end)
    guard isUpper || isMarked, !next.isAlphanumeric, next != UInt8(ascii: "_") else { return nil }
    at = end
    // Celery writes `INFO/MainProcess]`.
    if next == UInt8(ascii: "/") {
      while at < line.count, line.byte(at) != UInt8(ascii: "]"), line.byte(at) != UInt8(ascii: " ")
      {
        at += 1
      }
      look(to: at + 1)
    }
    return level
  }

  /// `NETWORK  [conn1]`, which older MongoDB writes behind a letter for the level.
  private mutating func isComponent(at start: Int) -> Bool {
    var end = start
    while line.byte(end).isUpper { end += 1 }
    look(to: end + 1)
    guard end > start + 1, line.hasPrefix(" ", at: end) else { return false }
    let next = line.skippingBlanks(from: end)
    look(to: next + 1)
    return line.byte(next) == UInt8(ascii: "[")
  }

  /// `app.ERROR:` of Monolog and `[core:error]` of Apache: a channel before the level.
  private mutating func levelOfChannel(from start: Int, end: Int, isBracketed: Bool) -> Level? {
    let mark = isBracketed ? UInt8(ascii: ":") : UInt8(ascii: ".")
    guard end > start, line.byte(end) == mark else { return nil }
    var close = end + 1
    while line.byte(close).isLetter { close += 1 }
    look(to: close + 1)
    guard let level = LevelWord.level(line[(end + 1)..<close]) else { return nil }
    let next = line.byte(close)
    guard isBracketed ? next == UInt8(ascii: "]") : next == UInt8(ascii: ":") else { return nil }
    at = close + 1
    return level
  }

  /// What changes from line to line after the level: nginx's `7#7: *12 `, Erlang's `<0.223.0> `.
  private mutating func skipProcess() {
    var end = at
    if line.byte(at) == UInt8(ascii: "<") {
      end += 1
      while line.byte(end).isDigit || line.byte(end) == UInt8(ascii: ".") { end += 1 }
      look(to: end + 2)
      if end > at + 4, line.hasPrefix("> ", at: end) { at = end + 2 }
      return
    }
    while line.byte(end).isDigit { end += 1 }
    look(to: end > at ? end + 2 : end + 1)
    guard end > at, line.byte(end) == UInt8(ascii: "#"), line.byte(end + 1).isDigit else { return }
    end += 1
    while line.byte(end).isDigit { end += 1 }
    look(to: line.byte(end + 2) == UInt8(ascii: "*") ? end + 4 : end + 3)
    guard line.hasPrefix(": ", at: end) else { return }
    at = end + 2
    guard line.byte(at) == UInt8(ascii: "*"), line.byte(at + 1).isDigit else { return }
    end = at + 1
    while line.byte(end).isDigit { end += 1 }
    look(to: end + 1)
    if line.byte(end) == UInt8(ascii: " ") { at = end + 1 }
  }

  /// The end of a logger's name before ` - `, of PostgreSQL's `user@database`, of `pid=1`.
  private mutating func nameEnd() -> Int? {
    var end = at
    var isAccount = false
    while line.byte(end).isAlphanumeric || [0x2E, 0x5F, 0x2D, 0x40, 0x3D].contains(line.byte(end)) {
      if line.byte(end) == UInt8(ascii: "@") { isAccount = true }
      end += 1
    }
    look(to: max(end, at) + 6)
    guard end > at, line.byte(at).isLetter, line.byte(end) == UInt8(ascii: " ") else { return nil }
    let isField =
      line.hasPrefix("pid=", at: at) || line.hasPrefix("tid=", at: at)
      || line.hasPrefix("class=", at: at) || line.hasPrefix("jid=", at: at)
    return isAccount || isField || line.hasPrefix(" - ", at: end) ? end : nil
  }

  /// Skips one part of a header that is no level; false when the message starts here.
  private mutating func skipToken() -> Bool {
    let byte = line.byte(at)
    let start = at
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "("):
      let close: UInt8 = byte == UInt8(ascii: "[") ? 0x5D : byte == UInt8(ascii: "<") ? 0x3E : 0x29
      guard let end = line.firstIndex(of: close, from: at), end - at <= 64 else {
        look(to: at + 65)
        return false
      }
      look(to: end + 1)
      at = end + 1
    case UInt8(ascii: "{"):
      // ClickHouse's query, Airflow's place in the source.
      guard let end = line.firstIndex(of: UInt8(ascii: "}"), from: at), end - at <= 64,
        line.byte(end + 1) == UInt8(ascii: " "),
        (at..<end).allSatisfy({ line.byte($0) != 0x20 && line.byte($0) != 0x22 })
      else {
        look(to: at + 66)
        return false
      }
      look(to: end + 2)
      at = end + 1
    default:
      if let end = nameEnd() {
        at = end
      } else if byte == UInt8(ascii: "#"), line.byte(at + 1).isDigit {
        // Ruby's process number, whose bracket the separators take.
        at += 1
        while line.byte(at).isDigit { at += 1 }
        look(to: at + 1)
        guard line.byte(at) == UInt8(ascii: "]") else {
          at = start
          return false
        }
        at += 1
      } else if byte.isDigit {
        while line.byte(at).isDigit || line.byte(at) == UInt8(ascii: "#") { at += 1 }
      } else if byte.isUpper {
        while line.byte(at).isUpper { at += 1 }
        guard at - start <= 5 else {
          look(to: at + 1)
          at = start
          return false
        }
      }
      // A zone name, an id: it ends at a blank.
      look(to: at + 2)
      guard at > start, line.byte(at) == UInt8(ascii: " ") || line.byte(at) == UInt8(ascii: ":")
      else {
        at = start
        return false
      }
    }
    skipSeparators()
    return at < line.count
  }
}
