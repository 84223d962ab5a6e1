/// Where one line or piece of a container comes from.
struct LineOrigin {
  var time: Int64?
  var stream: Record.Stream?
  /// What the recorder says of the level of a text that says nothing itself.
  var level: Level?
  var line: Int
  var offset: Int
  var file = 0
  /// Which record it is, if it may be told again.
  var known: KnownRecord?
}

/// Pieces of one over-long line of one stream, until its last piece is there.
final class PieceJoin {
  let bytes = ByteStore()
  var origin: LineOrigin?
  var pieceCount = 0

  func removeAll() {
    bytes.removeAll()
    origin = nil
    pieceCount = 0
  }
}

/// What is kept of one container between two of its lines.
final class ContainerState {
  /// A line that is held back: its text lies behind the record's in `bytes`.
  struct HeldLine {
    var range: Range<Int>
    var origin: LineOrigin
    var isBlank: Bool
  }

  /// As the input names it; nil for a source without names.
  let name: String?
  let nameBytes: [UInt8]

  let outputPieces = PieceJoin()
  let errorPieces = PieceJoin()

  /// The record that the next line may continue: its text, then that of the held lines.
  let bytes = ByteStore(capacity: 1024)
  @exclusivity(unchecked) var origin: LineOrigin?
  @exclusivity(unchecked) var header = TextHeader()
  @exclusivity(unchecked) var trace = TraceState.none
  @exclusivity(unchecked) var indent = 0
  @exclusivity(unchecked) var lineCount = 0
  @exclusivity(unchecked) var textEnd = 0
  @exclusivity(unchecked) var firstLineEnd = 0
  @exclusivity(unchecked) var held: [HeldLine] = []
  /// Quiet lines that were counted, and whether there are any that were not told of.
  @exclusivity(unchecked) var skim: ContainerSkim
  @exclusivity(unchecked) var isTouched = false
  /// Whether a line of it was read.
  @exclusivity(unchecked) var hasBegun = false
  @exclusivity(unchecked) var beginsBehindBlank = false

  init(name: String?) {
    self.name = name
    skim = ContainerSkim(container: name)
    nameBytes = name.map { Array($0.utf8) } ?? []
  }

  func pieces(_ stream: Record.Stream?) -> PieceJoin {
    stream == .standardError ? errorPieces : outputPieces
  }

  /// What is kept of text, in bytes.
  var keptBytes: Int {
    bytes.capacity + outputPieces.bytes.capacity + errorPieces.bytes.capacity
  }

  /// Gives back memory that is not in use.
  func shrink() {
    if origin == nil, held.isEmpty { bytes.removeAll() }
    for store in [bytes, outputPieces.bytes, errorPieces.bytes] { store.shrink() }
  }

  /// Whether a piece of a line waits for the rest.
  var hasPieces: Bool { outputPieces.origin != nil || errorPieces.origin != nil }

  var context: TraceContext {
    TraceContext(
      state: trace, indent: indent, hasHeader: header.isPresent, level: header.level,
      lineCount: lineCount, heldLines: held.count, holdsText: held.contains { !$0.isBlank },
      firstLine: bytes.text[0..<firstLineEnd])
  }

  /// Makes `text` the first line of a new record.
  func begin(_ text: ByteText, _ origin: LineOrigin, _ header: TextHeader) {
    bytes.removeAll()
    bytes.append(text)
    textEnd = bytes.count
    firstLineEnd = bytes.count
    self.origin = origin
    self.header = header
    indent = text.skippingBlanks(from: 0)
    lineCount = 1
    trace = Self.trace(of: text, message: header.message, header.isPresent)
    held.removeAll(keepingCapacity: true)
  }

  /// The trace that the first line of a record opens.
  static func trace(of text: ByteText, message start: Int, _ hasHeader: Bool) -> TraceState {
    let message = text.dropping(start)
    let trace = TraceRules.opening(message)
    guard trace == .none, hasHeader, message.contains("panic serving") else { return trace }
    return .go
  }

  /// Adds the held lines and `text` to the record; returns the bytes that the cap cut off.
  func extend(_ text: ByteText, _ state: TraceState) -> Int {
    trace = state
    textEnd = bytes.count
    lineCount += held.count + 1
    held.removeAll(keepingCapacity: true)
    guard lineCount <= RecordAssembler.lineLimit, textEnd + text.count < RecordAssembler.byteLimit
    else { return text.count + 1 }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(text)
    textEnd = bytes.count
    return 0
  }

  func hold(_ text: ByteText, _ origin: LineOrigin, _ state: TraceState, isBlank: Bool) {
    bytes.append(UInt8(ascii: "\n"))
    let start = bytes.count
    bytes.append(text)
    held.append(HeldLine(range: start..<bytes.count, origin: origin, isBlank: isBlank))
    trace = state
  }
}
