/// Makes records of a container's lines: decodes structured ones and groups stack traces.
///
/// A structured (JSON) line is handed out at once. A line of text waits for the next line of its
/// container, which may continue it; so records of different containers can change places, while
/// those of one container keep their order.
final class RecordAssembler {
  /// Bounds of one record of several lines; what lies beyond is cut and counted.
  static let lineLimit = 1000
  static let byteLimit = 1 << 18

  @exclusivity(unchecked) private(set) var recordCount = 0
  @exclusivity(unchecked) private(set) var blankLines = 0
  @exclusivity(unchecked) private(set) var cutRecordBytes = 0
  @exclusivity(unchecked) private(set) var firstTime: Int64?
  @exclusivity(unchecked) private(set) var lastTime: Int64?

  /// The first lines without a header, where it is asked for: whether they begin records cannot be told.
  @exclusivity(unchecked) private(set) var unsureStarts: [PartEdges.Start] = []
  @exclusivity(unchecked) var keepsUnsureStarts = false

  private let fields = FieldTable()
  private let readsBothClocks: Bool

  init(readsBothClocks: Bool) {
    self.readsBothClocks = readsBothClocks
  }

  /// Takes one line of a container; prefixes, stamps and colours are gone already.
  func accept(
    _ text: ByteText, _ origin: LineOrigin, of container: ContainerState,
    _ body: (Record) -> Void
  ) {
    let first = text.byte(0)
    if first == UInt8(ascii: "{"), emitJSON(text, origin, container, body) {
      container.hasBegun = true
      return
    }
    let isBlank = text.skippingBlanks(from: 0) >= text.count
    if isBlank {
      blankLines += 1
      if !container.hasBegun { container.beginsBehindBlank = true }
      if container.origin != nil { acceptBlank(text, origin, container, body) }
      return
    }
    let header =
      switch first {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): TextHeader()
      case UInt8(ascii: "{"): FieldHeader.broken(text, fields)?.header ?? TextHeader()
      default: TextHeader.parse(text)
      }
    if !container.hasBegun {
      container.hasBegun = true
      if keepsUnsureStarts, !header.isPresent { keepStart(text, of: container) }
    }
    guard container.origin != nil else {
      container.begin(text, origin, header)
      return
    }
    let verdict =
      header.isPresent
      ? TraceRules.Verdict.starts : TraceRules.judge(text, after: container.context)
    switch verdict {
    case .continues(let state): cutRecordBytes += container.extend(text, state)
    case .held(let state): container.hold(text, origin, state, isBlank: false)
    case .starts:
      finish(container, body)
      // Held lines that were let go may have left a record that this line continues.
      if container.origin != nil {
        accept(text, origin, of: container, body)
      } else {
        container.begin(text, origin, header)
      }
    }
  }

  private func keepStart(_ text: ByteText, of container: ContainerState) {
    guard unsureStarts.count < PartEdges.mostStarts else { return }
    unsureStarts.append(
      PartEdges.Start(
        container: container.name ?? "",
        line: text.count <= PartEdges.longestLine ? text.withBytes { Array($0) } : nil,
        isBehindBlank: container.beginsBehindBlank))
  }

  private func acceptBlank(
    _ text: ByteText, _ origin: LineOrigin, _ container: ContainerState, _ body: (Record) -> Void
  ) {
    if container.trace == .none || container.held.count >= 4 {
      finish(container, body)
    } else {
      container.hold(text, origin, container.trace, isBlank: true)
    }
  }

  /// Hands out the waiting record before a line that begins one of its own; false when lines that
  /// were held back still wait.
  func settleOnce(_ container: ContainerState, _ body: (Record) -> Void) -> Bool {
    guard container.origin != nil else { return true }
    finish(container, body)
    return container.origin == nil
  }

  /// Counts records that were not made.
  func note(_ skimmed: SkimmedRecords) {
    recordCount += skimmed.count
    if let time = skimmed.firstTime { firstTime = min(firstTime ?? time, time) }
    if let time = skimmed.lastTime { lastTime = max(lastTime ?? time, time) }
  }

  /// Counts records that were told without being made, at one time.
  func noteRepeated(_ time: Int64?, records: Int = 1) {
    recordCount += records
    guard let time else { return }
    firstTime = min(firstTime ?? time, time)
    lastTime = max(lastTime ?? time, time)
  }

  /// Hands out what a container still holds.
  func flush(_ container: ContainerState, _ body: (Record) -> Void) {
    var rounds = 0
    while container.origin != nil, rounds < 64 {
      finish(container, body)
      rounds += 1
    }
  }

  /// Hands out the waiting record; held lines go through `accept` again on their own.
  private func finish(_ container: ContainerState, _ body: (Record) -> Void) {
    guard let origin = container.origin else { return }
    container.origin = nil
    emitText(container, origin, body)
    let held = container.held.filter { !$0.isBlank }
    container.held.removeAll(keepingCapacity: true)
    guard !held.isEmpty else { return }
    let copy = ByteStore(capacity: container.bytes.count)
    copy.append(container.bytes.text)
    for line in held {
      accept(copy.text[line.range], line.origin, of: container, body)
    }
  }

  private func emitText(
    _ container: ContainerState, _ origin: LineOrigin, _ body: (Record) -> Void
  ) {
    let text = container.bytes.text[0..<container.textEnd]
    let header = container.header
    var message = text.dropping(header.message)
    var recordFields = RecordFields()
    if let pairs = header.pairs {
      fields.begin(text)
      _ = LogfmtHeader.scan(text, from: pairs, into: &fields.ranges, limit: .max)
      recordFields = RecordFields(fields)
      message = self.message(of: text) ?? (pairs > 0 ? trimmed(text[header.message..<pairs]) : text)
    }
    var origin = origin
    // What it says with the lines that follow it may be something else.
    if container.lineCount > 1 { origin.known = nil }
    emit(
      Record(
        line: origin.line, offset: origin.offset, text: text, message: message,
        fields: recordFields, level: header.level, stream: origin.stream,
        container: container.name),
      origin, application: header.time, body)
  }

  /// Hands out a JSON line as a record; false when it is not one whole object.
  private func emitJSON(
    _ text: ByteText, _ origin: LineOrigin, _ container: ContainerState, _ body: (Record) -> Void
  ) -> Bool {
    fields.begin(text)
    guard JSONObjectScanner.scan(text, into: &fields.ranges) else { return false }
    if container.origin != nil {
      flush(container, body)
      fields.begin(text)
      _ = JSONObjectScanner.scan(text, into: &fields.ranges)
    }
    var level: Level?
    var time: Int64?
    var message: Int?
    for index in 0..<fields.count {
      switch FieldRole(fields.name(index)) {
      case .level where level == nil: level = self.level(index)
      // The engine's clock wins; the application's need not be read then.
      case .time where time == nil && (origin.time == nil || readsBothClocks):
        time = FieldRole.instant(fields.value(index))
      case .message where message == nil: message = index
      default: break
      }
    }
    emit(
      Record(
        line: origin.line, offset: origin.offset, text: text,
        message: message.map { fields.value($0) } ?? text, fields: RecordFields(fields),
        level: level, stream: origin.stream, container: container.name),
      origin, application: time, body)
    return true
  }

  private func level(_ index: Int) -> Level? {
    LevelWord.level(ofField: fields.value(index))
  }

  private func message(of text: ByteText) -> ByteText? {
    for index in 0..<fields.count where FieldRole(fields.name(index)) == .message {
      return fields.value(index)
    }
    return nil
  }

  private func trimmed(_ text: ByteText) -> ByteText {
    var end = text.count
    while end > 0, text.byte(end - 1) == UInt8(ascii: " ") { end -= 1 }
    return text[0..<end]
  }

  private func emit(
    _ record: Record, _ origin: LineOrigin, application: Int64?, _ body: (Record) -> Void
  ) {
    var record = record
    record.file = origin.file
    record.known = origin.known
    record.level = record.level ?? origin.level
    record.applicationTime = application
    if let engine = origin.time {
      record.time = engine
      record.clock = .engine
    } else if let application {
      record.time = application
      record.clock = .application
    }
    if let time = record.time {
      firstTime = min(firstTime ?? time, time)
      lastTime = max(lastTime ?? time, time)
    }
    recordCount += 1
    body(record)
  }
}
