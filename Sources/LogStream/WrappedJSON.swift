/// Lines that a log shipper or the engine's API wrapped in JSON of its own.
enum WrappedJSON {
  /// The wrapper of a source by one of its first lines.
  static func detect(_ line: ByteText) -> ContainerFormat? {
    if line.byte(0) == UInt8(ascii: "{") {
      if line.contains("\"__REALTIME_TIMESTAMP\"") { return .journaldJSON }
      if line.contains("\"short_message\""), line.contains("\"version\"") { return .gelf }
      if line.contains("\"Line\":"), line.contains("\"Source\":") { return .engineJSON }
      if line.contains("\"labels\":{"), line.contains("\"line\":") { return .loki }
      return isFluentd(line) ? .fluentd : nil
    }
    if line.hasPrefix("[pod/") { return .kubectlPrefix }
    if line.contains("\t{"), isFluentd(line) { return .fluentd }
    if SyslogHeader.tag(line) != nil { return .syslog }
    return LokiLine.parse(line)?.namesLabels == true ? .loki : nil
  }

  private static func isFluentd(_ line: ByteText) -> Bool {
    line.contains("\"container_name\":\"") && line.contains("\"log\":\"")
      && (line.contains("\"source\":\"std") || line.contains("\"container_id\":\""))
  }
}

extension LineIntake {
  /// Takes a line of a wrapped source; false when it is none of the format's.
  func acceptWrapped(
    _ line: FramedLine, _ format: ContainerFormat, _ body: (Record) -> Void
  ) -> Bool {
    switch format {
    case .kubectlPrefix: return acceptKubectl(line, body)
    case .syslog: return acceptSyslog(line, body)
    case .loki where line.text.byte(0) != UInt8(ascii: "{"): return acceptLoki(line, body)
    default: break
    }
    guard let open = line.text.firstIndex(of: UInt8(ascii: "{")), open < 256 else { return false }
    let object = line.text.dropping(open)
    fields.begin(object)
    guard JSONObjectScanner.scan(object, into: &fields.ranges) else { return false }
    var frame = BinaryFrame(text: object[0..<0])
    if open > 0 { frame.time = InstantParser.dateTime(line.text, at: 0)?.nanoseconds }
    let hasText =
      switch format {
      case .journaldJSON: readJournal(line, &frame)
      case .gelf: readGELF(&frame)
      case .engineJSON: readEngine(&frame)
      case .loki: readLoki(&frame)
      default: readFluentd(&frame)
      }
    guard hasText else { return false }
    count(format)
    acceptFrame(frame, line, body)
    return true
  }

  private func readJournal(_ line: FramedLine, _ frame: inout BinaryFrame) -> Bool {
    guard fields.index(of: "__REALTIME_TIMESTAMP") != nil else { return false }
    for index in 0..<fields.count {
      JournalField.apply(fields.name(index), fields.value(index), to: &frame)
    }
    JournalField.settle(&frame)
    guard let index = fields.index(of: "MESSAGE") else { return false }
    let value = fields.value(index)
    switch fields.ranges[index].kind {
    case .nested:
      unescaped.removeAll()
      JournalBytes.append(value, to: unescaped)
      frame.text = unescaped.text
    case .literal:
      // `null`: journalctl leaves out what is longer than 4096 bytes.
      tally.addDamage(
        offset: line.offset, length: 0,
        "message of more than 4096 bytes left out: collect with journalctl -o json --all")
      frame.text = value[0..<0]
    default: frame.text = value
    }
    return true
  }

  private func readGELF(_ frame: inout BinaryFrame) -> Bool {
    guard let message = fields.index(of: "full_message") ?? fields.index(of: "short_message") else {
      return false
    }
    frame.text = fields.value(message)
    frame.time = value("timestamp").flatMap { InstantParser.epoch($0) }
    let name = value("_container_name") ?? value("container_name")
    frame.container = name ?? value("host")
    frame.severity = value("level").flatMap { Severity.number($0) }
    frame.isFromEngine = name != nil || value("_container_id") != nil
    frame.settleSeverity()
    return true
  }

  private func readEngine(_ frame: inout BinaryFrame) -> Bool {
    guard let text = value("Line") else { return false }
    frame.text = text
    if text.byte(text.count - 1) == UInt8(ascii: "\n") { frame.text = text[0..<(text.count - 1)] }
    frame.time = value("Timestamp").flatMap { InstantParser.dateTime($0, at: 0)?.nanoseconds }
    if let source = value("Source") { setStream(source, &frame, error: "stderr", output: "stdout") }
    frame.isPartial = value("MetaData").map { !$0.contains("\"Last\":true") } ?? false
    return true
  }

  private func readLoki(_ frame: inout BinaryFrame) -> Bool {
    guard let text = value("line") else { return false }
    frame.text = text
    frame.time = value("timestamp").flatMap { FieldRole.instant($0) }
    guard let labels = value("labels") else { return true }
    frame.container = LokiLine.container(labels, mark: "\":\"")
    return true
  }

  private func readFluentd(_ frame: inout BinaryFrame) -> Bool {
    guard let text = value("log") ?? value("message") else { return false }
    frame.text = text
    if text.byte(text.count - 1) == UInt8(ascii: "\n") { frame.text = text[0..<(text.count - 1)] }
    frame.container = value("container_name")
    let time = value("time") ?? value("@timestamp") ?? value("date")
    frame.time = frame.time ?? time.flatMap { FieldRole.instant($0) }
    if let source = value("source") ?? value("stream") {
      setStream(source, &frame, error: "stderr", output: "stdout")
    }
    frame.isLastPiece = value("partial_last")?.equals("true") == true
    frame.isPartial =
      value("partial_message")?.equals("true") == true
      && value("partial_last")?.equals("true") != true
    return true
  }

  private func value(_ name: StaticString) -> ByteText? {
    fields.index(of: name).map { fields.value($0) }
  }

  private func setStream(
    _ value: ByteText, _ frame: inout BinaryFrame, error: StaticString, output: StaticString
  ) {
    if value.equals(error) { frame.stream = .standardError }
    if value.equals(output) { frame.stream = .standardOutput }
  }

  /// `[pod/name/container] ` before each line; both names together name it.
  private func acceptKubectl(_ line: FramedLine, _ body: (Record) -> Void) -> Bool {
    guard line.text.hasPrefix("[pod/"), let close = line.text.firstIndex(of: "] "), close < 512
    else { return false }
    count(.kubectlPrefix)
    acceptStamped(
      line, from: close + 2, directory.container(named: line.text[5..<close]), stampedFormat: nil,
      body)
    return true
  }

  /// logcli's own form; the labels name the container.
  private func acceptLoki(_ line: FramedLine, _ body: (Record) -> Void) -> Bool {
    guard let found = LokiLine.parse(line.text) else { return false }
    count(.loki)
    var origin = origin(line)
    origin.time = found.time
    let name = LokiLine.container(line.text[found.labels], mark: "=\"")
    acceptLine(
      line.text.dropping(found.text), origin,
      name.map { directory.container(named: $0) } ?? directory.main, body)
    return true
  }

  /// `<30>Nov 23 00:06:25 host tag[1]: text`; the tag names the container.
  private func acceptSyslog(_ line: FramedLine, _ body: (Record) -> Void) -> Bool {
    guard let tag = SyslogHeader.tag(line.text) else { return false }
    count(.syslog)
    var origin = origin(line)
    origin.time = tag.time
    origin.stream = tag.stream
    origin.level = tag.level
    acceptLine(
      line.text.dropping(tag.text), origin, directory.container(named: line.text[tag.name]), body)
    return true
  }
}

/// A journal value that is an array: of bytes that are not plain UTF-8, or of repeated values.
enum JournalBytes {
  static func append(_ array: ByteText, to store: ByteStore) {
    var at = 1
    var values = 0
    while at < array.count {
      let byte = array.byte(at)
      if byte == UInt8(ascii: "\"") {
        var escaped = false
        guard let end = JSONObjectScanner.stringEnd(array, at + 1, &escaped) else { return }
        if values > 0 { store.append(UInt8(ascii: "\n")) }
        Unescaping.append(array[(at + 1)..<end], to: store)
        values += 1
        at = end + 1
      } else if byte.isDigit {
        var value = 0
        while array.byte(at).isDigit, value < 256 {
          value = value * 10 + Int(array.byte(at) - 48)
          at += 1
        }
        if value < 256 { store.append(UInt8(value)) }
        while array.byte(at).isDigit { at += 1 }
      } else {
        at += 1
      }
    }
  }
}
