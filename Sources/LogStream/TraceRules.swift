/// In which kind of stack trace a record is.
enum TraceState {
  case none
  /// Within a Python traceback; after its last line; after the sentence that joins two of them.
  case python, pythonEnd, pythonJoined
  /// An exception's own line without frames yet, and within its frames (Java, Node, .NET).
  case exception, frames
  case go
  /// V8's source excerpt before an error, and the lines after it.
  case node
  case php, rust
}

/// What is known of the record that the next line may continue.
struct TraceContext {
  var state: TraceState
  /// Leading blanks and tabs of the record's first line.
  var indent: Int
  /// The record's first line has a header, and this level in it.
  var hasHeader: Bool
  var level: Level?
  var lineCount: Int
  /// Lines that are held back until the next one tells where they belong.
  var heldLines: Int
  /// Whether one of them is more than a blank line.
  var holdsText: Bool
  /// The first line, lent.
  var firstLine: ByteText
}

/// Decides which lines belong to one stack trace or multi-line message.
enum TraceRules {
  enum Verdict {
    case continues(TraceState)
    /// Undecided: hold the line until the next one.
    case held(TraceState)
    case starts
  }

  private static let heldLimit = 8

  /// Where a line without a header of its own belongs; `line` is not blank.
  static func judge(_ line: ByteText, after record: TraceContext) -> Verdict {
    let indent = line.skippingBlanks(from: 0)
    if indent > record.indent { return judgeIndented(line, indent, after: record) }
    if isGroupBar(line, indent), record.state == .python { return .continues(.python) }
    if record.heldLines == 0, isNativeFrame(line, indent), isNative(record) {
      return .continues(record.state)
    }
    switch record.state {
    case .none: return judgePlain(line, after: record)
    case .python:
      if isPythonJoiner(line) { return .continues(.pythonJoined) }
      // An exception group is indented as a whole, its last line too.
      return record.indent == 0 && isExceptionLine(line) ? .continues(.pythonEnd) : .starts
    case .pythonEnd:
      if isPythonJoiner(line) { return .continues(.pythonJoined) }
      return record.heldLines == 0 && isPythonDetail(line) ? .continues(.pythonEnd) : .starts
    case .pythonJoined:
      return isTraceback(line) ? .continues(.python) : .starts
    case .exception:
      if isCause(line) { return .continues(.exception) }
      if isClosing(line), record.lineCount > 1 { return .continues(.frames) }
      if opening(line) != .none { return .starts }
      if line.hasPrefix("Node.js v") { return .continues(.node) }
      return record.heldLines < heldLimit ? .held(.exception) : .starts
    case .frames:
      if isCause(line) { return .continues(.exception) }
      if isClosing(line) || line.hasPrefix("Node.js v") { return .continues(.frames) }
      return isPHP(line) ? .continues(.php) : .starts
    case .go: return isGo(line) ? .continues(.go) : .starts
    case .node:
      if isClosing(line) || line.hasPrefix("Node.js v") { return .continues(.node) }
      if record.heldLines > 0, opening(line) == .exception { return .continues(.frames) }
      return record.lineCount <= 2 && record.heldLines == 0 ? .continues(.node) : .starts
    case .php: return isPHP(line) ? .continues(.php) : .starts
    case .rust:
      if line.hasPrefix("stack backtrace:") || line.hasPrefix("note: ") { return .continues(.rust) }
      return record.lineCount == 1 ? .continues(.rust) : .starts
    }
  }

  /// Whether a line without a header begins a record behind any record of one line, not indented, that
  /// `mayGoOn` says no to.
  static func isOnItsOwn(_ line: ByteText) -> Bool {
    line.skippingBlanks(from: 0) == 0 && !isCause(line) && !isPHP(line) && !isClosing(line)
      && opening(line) == .none
  }

  /// Whether the line behind a record of one line, whose message begins at a place, may belong to it
  /// though `isOnItsOwn`.
  static func mayGoOn(_ line: ByteText, message: Int, hasHeader: Bool) -> Bool {
    ContainerState.trace(of: line, message: message, hasHeader) != .none || isAbort(line)
  }

  private static func judgeIndented(
    _ line: ByteText, _ indent: Int, after record: TraceContext
  ) -> Verdict {
    let rest = line.dropping(indent)
    let isFrame = rest.hasPrefix("at ") || rest.hasPrefix("... ")
    if record.holdsText { return isFrame ? .continues(.frames) : .starts }
    if record.heldLines > 0, record.state == .none || record.state == .pythonEnd { return .starts }
    // A single blank is how pg_ctl, Flask and RabbitMQ start lines of their own.
    if record.state == .none, indent == 1, line.byte(0) == UInt8(ascii: " "), record.lineCount == 1,
      !rest.hasPrefix("---> "), !(isNativeFrame(line, indent) && isNative(record))
    {
      return .starts
    }
    if isTraceback(line) {
      let isGroup = isGroupBar(line, indent) && record.state == .none
      return isGroup && !isLoud(record) ? .starts : .continues(.python)
    }
    switch record.state {
    case .exception: return .continues(isFrame ? .frames : .exception)
    case .pythonJoined: return .starts
    default: return .continues(record.state)
    }
  }

  /// After a record that is no trace.
  private static func judgePlain(_ line: ByteText, after record: TraceContext) -> Verdict {
    guard record.heldLines == 0 else { return .starts }
    if isCause(line) { return .continues(.exception) }
    if record.lineCount > 1, isClosing(line) { return .continues(.none) }
    if isPHP(line), record.lineCount > 1 || record.firstLine.contains("PHP ") {
      return .continues(.php)
    }
    guard record.hasHeader, record.lineCount == 1 else { return .starts }
    if line.hasPrefix("goroutine "), record.firstLine.contains("panic") { return .continues(.go) }
    // A logger writes the exception under its own line; a crash after a mere note is its own event.
    guard isLoud(record) else { return .starts }
    switch opening(line) {
    case .python: return .continues(.python)
    case .exception: return .continues(.exception)
    default: return .starts
    }
  }

  /// A logger's line that may have an exception to show.
  private static func isLoud(_ record: TraceContext) -> Bool {
    record.hasHeader && (record.level.map { $0 >= .warning } ?? true)
  }

  /// The trace that a record's first line (or its message) opens.
  static func opening(_ line: ByteText) -> TraceState {
    if isTraceback(line) { return .python }
    if line.hasPrefix("panic: ") || line.hasPrefix("fatal error: ") || line.hasPrefix("goroutine ")
      || line.hasPrefix("unexpected fault address") || line.hasPrefix("SIGSEGV: ")
      || line.hasPrefix("SIGABRT: ") || line.hasPrefix("SIGQUIT: ")
      || line.hasPrefix("http: panic serving") || line.hasPrefix("runtime: ")
    {
      return .go
    }
    if line.hasPrefix("PHP Fatal error") || line.hasPrefix("Fatal error: Uncaught") { return .php }
    if line.hasPrefix("thread '"), line.contains("panicked at") { return .rust }
    if isNodeSource(line) { return .node }
    return isExceptionOpening(line) ? .exception : .none
  }

  private static func isTraceback(_ line: ByteText) -> Bool {
    line.byte(line.count - 1) == UInt8(ascii: ":")
      && line.hasSuffix("Traceback (most recent call last):")
  }

  /// `  | ` and `  + ` of Python's exception groups.
  private static func isGroupBar(_ line: ByteText, _ indent: Int) -> Bool {
    let mark = line.byte(indent)
    return indent > 0 && (mark == UInt8(ascii: "|") || mark == UInt8(ascii: "+"))
  }

  /// `Name: text` or a bare dotted name, the last line of a Python traceback.
  private static func isExceptionLine(_ line: ByteText) -> Bool {
    var at = 0
    while isNameByte(line.byte(at)) { at += 1 }
    return at > 0 && !line.byte(0).isDigit
      && (at == line.count || line.byte(at) == UInt8(ascii: ":"))
  }

  private static func isPythonJoiner(_ line: ByteText) -> Bool {
    line.hasPrefix("During handling of the above exception, another exception occurred:")
      || line.hasPrefix("The above exception was the direct cause of the following exception:")
  }

  /// V8's report of an abort: ` 1: 0x7f57a981c938 node::Abort() […]`.
  private static func isNativeFrame(_ line: ByteText, _ indent: Int) -> Bool {
    var at = indent
    while line.byte(at).isDigit { at += 1 }
    return at > indent && line.hasPrefix(": 0x", at: at)
  }

  private static func isNative(_ record: TraceContext) -> Bool {
    record.state == .none && isAbort(record.firstLine)
  }

  private static func isAbort(_ line: ByteText) -> Bool { line.hasPrefix("FATAL ERROR: ") }

  /// Lines that drivers add to a message (SQLAlchemy, psycopg).
  private static func isPythonDetail(_ line: ByteText) -> Bool {
    line.hasPrefix("[SQL: ") || line.hasPrefix("[parameters: ")
      || line.hasPrefix("(Background on this error at: ") || line.hasPrefix("DETAIL:")
      || line.hasPrefix("HINT:") || line.hasPrefix("LINE ") || line.hasPrefix("CONTEXT:")
  }

  private static func isCause(_ line: ByteText) -> Bool {
    line.hasPrefix("Caused by: ") || line.hasPrefix("Suppressed: ")
      || line.hasPrefix("Wrapped by: ")
      || line.hasPrefix("--- End of ")
  }

  /// A line of closing brackets only.
  private static func isClosing(_ line: ByteText) -> Bool {
    guard line.count <= 4 else { return false }
    for at in 0..<line.count {
      switch line.byte(at) {
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: ","),
        UInt8(ascii: ";"):
        continue
      default: return false
      }
    }
    return !line.isEmpty
  }

  private static func isPHP(_ line: ByteText) -> Bool {
    if line.hasPrefix("Stack trace:") || line.hasPrefix("Next ") { return true }
    return line.byte(0) == UInt8(ascii: "#") && line.byte(1).isDigit
  }

  private static func isGo(_ line: ByteText) -> Bool {
    if line.hasPrefix("goroutine ") || line.hasPrefix("created by ") || line.hasPrefix("[signal ")
      || line.hasPrefix("exit status ") || line.hasPrefix("runtime stack:")
      || line.hasPrefix("panic: ") || line.hasPrefix("panic(")
      || line.hasPrefix("[originating from")
      || line.hasPrefix("...") || line.hasPrefix("PC=")
    {
      return true
    }
    return isGoFrame(line) || isRegister(line)
  }

  /// `net/http.(*conn).serve(0xc000, {0x1, 0x2})`, generic `f[...](…)` too.
  private static func isGoFrame(_ line: ByteText) -> Bool {
    guard line.byte(line.count - 1) == UInt8(ascii: ")"),
      let open = line.firstIndex(of: UInt8(ascii: "(")), open > 0
    else { return false }
    let name = line[0..<open]
    return name.firstIndex(of: UInt8(ascii: " ")) == nil
      && name.firstIndex(of: UInt8(ascii: ".")) != nil
  }

  /// `rax    0x0` of a register dump.
  private static func isRegister(_ line: ByteText) -> Bool {
    var at = 0
    while line.byte(at).isAlphanumeric, at < 8 { at += 1 }
    guard at >= 2, line.byte(at) == UInt8(ascii: " ") else { return false }
    return line.hasPrefix("0x", at: line.skippingBlanks(from: at))
  }

  /// `node:internal/x:12`, `/app/server.js:3`, `file:///app/x.mjs:7` and nothing more.
  private static func isNodeSource(_ line: ByteText) -> Bool {
    guard
      line.hasPrefix("node:") || line.hasPrefix("file://")
        || (line.byte(0) == UInt8(ascii: "/") && line.contains("js:"))
    else { return false }
    var at = line.count
    while line.byte(at - 1).isDigit { at -= 1 }
    return at < line.count && line.byte(at - 1) == UInt8(ascii: ":")
      && line.firstIndex(of: UInt8(ascii: " ")) == nil
  }

  /// `java.lang.IllegalStateException: text`, `TypeError: text`, `Exception in thread "x" …`.
  private static func isExceptionOpening(_ line: ByteText) -> Bool {
    if line.hasPrefix("Exception in thread ") || line.hasPrefix("Unhandled exception") {
      return true
    }
    var at = line.hasPrefix("Uncaught ") ? 9 : 0
    let start = at
    while isNameByte(line.byte(at)) || line.byte(at) == UInt8(ascii: "$") { at += 1 }
    guard at > start, line.byte(start).isLetter else { return false }
    let name = line[start..<at]
    // Node writes `Error [CODE]: text`.
    let next = line.byte(at)
    guard at == line.count || next == UInt8(ascii: ":") || line.hasPrefix(" [", at: at) else {
      return false
    }
    return name.hasSuffix("Exception") || name.hasSuffix("Throwable")
      || (name.hasSuffix("Error") && (name.count > 5 || next != UInt8(ascii: ":") || start > 0))
      || (name.hasSuffix("Error") && line.hasPrefix(": ", at: at))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }
}
