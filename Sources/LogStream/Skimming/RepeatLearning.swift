extension LineSkimmer {
  /// The record that the present line surely is, a loud or marked one that was met before, so that
  /// later ones like it may be told by its number.
  ///
  /// Nothing but their time may differ, unless the line's digits mean nothing to whoever takes it.
  func record(of line: FramedLine, _ rule: PrefixRule) -> KnownRecord? {
    guard line.isTerminated, line.cut == 0 else { return nil }
    var unwrapped = UnwrappedLine()
    let text = line.text
    guard
      intake.unwrap(text, 0, text.count, &prefixes, rule.isExpected, into: &unwrapped)
    else { return nil }
    let context = KnownLines.Context(
      wantsTime: !unwrapped.hasTime, isWrapped: unwrapped.format == .jsonFile,
      isPrefixed: rule.isExpected)
    if let place = known.find(text, unwrapped.start, unwrapped.end, context) {
      let line = known.lines[place]
      guard line.record >= 0, hasHeader(text[unwrapped.start..<unwrapped.end], of: line) else {
        return nil
      }
      return memory.record(line.record, mayVary: line.mayVary)
    }
    let payload = text[unwrapped.start..<unwrapped.end]
    guard known.wants(payload, context) else { return nil }
    let mayVary =
      !isLineMarked && !BlockTraits.hasCodeEscapes(payload)
      && sieve.digitsMeanNothing(in: payload)
    guard isPlain(text, payload, unwrapped, rule),
      learn(.record(memory.nextRecord, mayVary: mayVary), payload, context)
    else {
      known.refuse(payload, context)
      return nil
    }
    memory.nextRecord += 1
    return memory.record(memory.nextRecord - 1, mayVary: mayVary)
  }

  /// Whether a text that is like a known line has a header like it: its clock is one.
  private func hasHeader(_ text: ByteText, of line: KnownLines.Line) -> Bool {
    switch line.time {
    case .none, .field: return true
    case .header(let clock): return clock.isDated(text)
    case .anyHeader:
      let header = TextHeader.parse(text)
      return header.isPresent && header.level == line.level && header.message == line.message
    }
  }

  /// Whether nothing but the engine's own parts stands around a payload, and nothing in it that is
  /// taken out of a text.
  private func isPlain(
    _ text: ByteText, _ payload: ByteText, _ line: UnwrappedLine, _ rule: PrefixRule
  ) -> Bool {
    let traits = BlockTraits(text)
    guard !traits.hasControls, !traits.hasForeignBytes, !Self.mayHoldStamp(payload),
      payload.byte(payload.count - 1) != UInt8(ascii: "\r")
    else { return false }
    if line.format == .jsonFile { return true }
    if line.hasTime { return !payload.hasPrefix("std") }
    // What might be the stamp of another engine, or a prefix of compose.
    return !EngineStamp.hasShape(payload, at: 0)
      && intake.foreignStamp(payload, at: 0) == nil
      && (rule.isExpected
        || ComposePrefix.parse(payload, blanks: rule.blanks) == nil && CRILine.parse(text) == nil)
  }

  private func learn(
    _ kind: KnownLines.Kind, _ payload: ByteText, _ context: KnownLines.Context
  ) -> Bool {
    let isObject = payload.byte(0) == UInt8(ascii: "{")
    if isObject, payload.byte(payload.count - 1) == UInt8(ascii: "}"),
      !context.isWrapped || !BlockTraits.hasCodeEscapes(payload)
        || QuietJSON.hasPlainEscapes(payload),
      let places = QuietJSON.places(payload, isWrapped: context.isWrapped)
    {
      return known.learn(
        payload, context, level: nil, levelField: places.level, timeField: places.time, as: kind)
    }
    var text = payload
    var written: ByteText?
    if context.isWrapped, payload.firstIndex(of: UInt8(ascii: "\\")) != nil {
      guard let unescaped = unescaped(payload), !BlockTraits(unescaped).hasControls else {
        return false
      }
      (text, written) = (unescaped, payload)
    }
    if isObject {
      guard let broken = FieldHeader.broken(text, intake.fields), broken.header.isPresent else {
        return false
      }
      return known.learn(text, context, broken, writtenAs: written, as: kind)
    }
    let header = TextHeader.parse(text)
    return header.isPresent && known.learn(text, context, header, writtenAs: written, as: kind)
  }
}
