/// One message of a format that is not made of lines: the engine's `local` driver, its API stream,
/// journald's export format.
struct BinaryFrame {
  /// What comes next in the bytes.
  enum Step {
    /// The frame is not complete yet.
    case more
    /// A frame of this many bytes.
    case frame(Int, BinaryFrame)
    /// So many bytes belong to no frame.
    case damaged(Int, String)
  }

  var text: ByteText
  var stream: Record.Stream?
  var time: Int64?
  /// Another piece of the same line follows.
  var isPartial = false
  /// This is the last piece of a line.
  var isLastPiece = false
  /// All pieces of a line carry the same time.
  var hasEqualTimes = false
  /// The text still may begin with a stamp.
  var mayHaveStamp = false
  var container: ByteText?
  /// The tag of a journal entry, which names what has no container.
  var identifier: ByteText?
  /// Of RFC 5424, table 2, as it stands in the frame.
  var severity: Int?
  /// Whether an engine's driver wrote the frame, which knows streams and no levels.
  var isFromEngine = false
  /// Whether journald read the text from a unit's output: it is of severity 6 then, unless the
  /// unit says otherwise (systemd.exec(5), `SyslogLevel=`).
  var isCaptured = false
  /// What the frame says of the level of a text that says nothing itself.
  var level: Level?

  /// Draws the stream or the level from the severity: an engine's driver sends all of stderr as 3
  /// and all of stdout as 6 (moby `daemon/logger/journald`, `gelf`), whatever the text says.
  mutating func settleSeverity() {
    guard let severity else { return }
    if isFromEngine {
      stream = Severity.stream(severity)
    } else if severity != 6 || !isCaptured {
      level = Severity.level(severity)
    }
  }

  /// The engine refuses messages of more than 1,000,000 bytes (moby `daemon/logger/local`).
  private static let sizeLimit = 2 << 20

  /// The next frame of `bytes`, which is not empty.
  static func next(_ bytes: ByteText, _ format: ContainerFormat, atEnd: Bool) -> Step {
    switch format {
    case .localDriver: localDriver(bytes, atEnd: atEnd)
    case .engineStream: engineStream(bytes, atEnd: atEnd)
    default: JournalExport.next(bytes, atEnd: atEnd)
    }
  }

  /// Whether a source starts like one of these formats.
  static func sniff(_ bytes: ByteText) -> ContainerFormat? {
    let size = bigEndian(bytes, 0)
    if size > 8, size <= sizeLimit, bytes.byte(4) == 0x0A, bytes.hasPrefix("std", at: 6) {
      return .localDriver
    }
    if bytes.byte(0) <= 2, bytes.count >= 8, bytes.byte(1) == 0, bytes.byte(2) == 0,
      bytes.byte(3) == 0, (1...sizeLimit).contains(bigEndian(bytes, 4))
    {
      return .engineStream
    }
    if bytes.hasPrefix("__CURSOR=") || bytes.hasPrefix("__REALTIME_TIMESTAMP=") {
      return .journaldExport
    }
    return nil
  }

  private static func bigEndian(_ bytes: ByteText, _ start: Int) -> Int {
    (0..<4).reduce(0) { $0 << 8 | Int(bytes.byte(start + $1)) }
  }

  /// `u32 size · message · u32 size` with a protobuf message.
  private static func localDriver(_ bytes: ByteText, atEnd: Bool) -> Step {
    let size = bigEndian(bytes, 0)
    let isSound = size > 0 && size <= sizeLimit
    if isSound, bytes.count >= size + 8 {
      if bigEndian(bytes, size + 4) == size, let frame = message(bytes[4..<(size + 4)]) {
        return .frame(size + 8, frame)
      }
    } else if isSound || bytes.count < 4, !atEnd {
      return .more
    }
    // Look for the next start of a message: a size, then field 1 with the stream's name.
    var from = 1
    while let mark = bytes.firstIndex(of: "std", from: from) {
      if mark >= 7, bytes.byte(mark - 2) == 0x0A {
        return .damaged(mark - 6, "damaged frames of the local driver")
      }
      from = mark + 1
    }
    if !atEnd, bytes.count < sizeLimit { return .more }
    return .damaged(bytes.count, isSound ? "frame cut off at the end" : "damaged frames at the end")
  }

  /// The fields of moby's `api/types/plugins/logdriver/entry.proto`.
  private static func message(_ bytes: ByteText) -> BinaryFrame? {
    var frame = BinaryFrame(text: bytes[0..<0], hasEqualTimes: true)
    var at = 0
    while at < bytes.count {
      guard let key = varint(bytes, &at) else { return nil }
      switch key & 7 {
      case 0:
        guard let value = varint(bytes, &at) else { return nil }
        if key >> 3 == 2 { frame.time = Int64(bitPattern: value) }
        if key >> 3 == 4 { frame.isPartial = value != 0 }
      case 2:
        guard let length = varint(bytes, &at), length <= UInt64(bytes.count - at) else {
          return nil
        }
        let value = bytes[at..<(at + Int(length))]
        at += Int(length)
        if key >> 3 == 1 {
          frame.stream = value.hasPrefix("stderr") ? .standardError : .standardOutput
        }
        if key >> 3 == 3 { frame.text = value }
        // The metadata of pieces: field 1 says that this is the last one.
        if key >> 3 == 5 { frame.isLastPiece = value.byte(0) == 0x08 && value.byte(1) == 1 }
      default: return nil
      }
    }
    // A last piece that is shorter than a piece was the end of a run's output.
    if frame.text.count < EngineStamp.pieceSize { frame.isLastPiece = true }
    return frame
  }

  private static func varint(_ bytes: ByteText, _ at: inout Int) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count, shift < 64 {
      let byte = bytes.byte(at)
      at += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  /// `[stream][0][0][0][u32 size]` and the payload.
  private static func engineStream(_ bytes: ByteText, atEnd: Bool) -> Step {
    guard bytes.count >= 8 else { return atEnd ? .damaged(bytes.count, "frame cut off") : .more }
    let size = bigEndian(bytes, 4)
    let kind = bytes.byte(0)
    guard kind <= 3, bytes.byte(1) == 0, bytes.byte(2) == 0, bytes.byte(3) == 0, size <= sizeLimit
    else {
      return .damaged(bytes.count, "no frame of the engine's stream")
    }
    guard bytes.count >= size + 8 else {
      return atEnd ? .damaged(bytes.count, "frame cut off at the end") : .more
    }
    var text = bytes[8..<(size + 8)]
    var isPartial = text.count >= EngineStamp.pieceSize
    if text.byte(text.count - 1) == UInt8(ascii: "\n") {
      text = text[0..<(text.count - 1)]
      isPartial = false
    }
    return .frame(
      size + 8,
      BinaryFrame(
        text: text, stream: kind >= 2 ? .standardError : .standardOutput, isPartial: isPartial,
        mayHaveStamp: true))
  }
}

extension LineIntake {
  /// Takes the message of a frame.
  func acceptFrame(_ frame: BinaryFrame, _ line: FramedLine, _ body: (Record) -> Void) {
    let container = frame.container.map { directory.container(named: $0) } ?? directory.main
    var origin = origin(line)
    origin.time = frame.time
    origin.stream = frame.stream
    origin.level = frame.level
    var text = frame.text
    var isPartial = frame.isPartial && !frame.isLastPiece
    if frame.mayHaveStamp, let time = EngineStamp.parse(text, at: 0) {
      origin.time = time
      text = text.dropping(EngineStamp.length + 1)
      isPartial = isPartial && text.count >= EngineStamp.pieceSize
    }
    acceptPiece(
      text, origin, isLast: !isPartial, container, sameTime: frame.hasEqualTimes, body)
  }
}
