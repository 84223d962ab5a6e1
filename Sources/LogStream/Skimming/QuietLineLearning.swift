/// Remembers quiet lines that were judged, for those that differ from them by digits only.
extension LineSkimmer {
  func context(_ format: ContainerFormat, _ time: Int64?) -> KnownLines.Context {
    KnownLines.Context(
      wantsTime: time == nil, isWrapped: format == .jsonFile, isPrefixed: isPrefixed)
  }

  /// Remembers a quiet JSON line.
  func learn(_ payload: ByteText, _ context: KnownLines.Context, _ level: Level?) {
    guard known.wants(payload, context) else { return }
    guard !Self.mayHoldStamp(payload),
      let places = QuietJSON.places(payload, isWrapped: context.isWrapped),
      let numbered = sieve.numberedLiterals(payload)
    else {
      known.refuse(payload, context)
      return
    }
    known.learn(
      payload, context, level: level, levelField: places.level, timeField: places.time,
      as: .quiet(unless: numbered))
  }

  /// Remembers a quiet line of text with a header.
  func learn(
    _ text: ByteText, _ context: KnownLines.Context, _ broken: FieldHeader?,
    writtenAs written: ByteText?
  ) {
    let line = written ?? text
    guard known.wants(line, context) else { return }
    guard !Self.mayHoldStamp(text), let numbered = sieve.numberedLiterals(line) else {
      known.refuse(line, context)
      return
    }
    if let broken {
      known.learn(text, context, broken, writtenAs: written, as: .quiet(unless: numbered))
      return
    }
    known.learn(
      text, context, TextHeader.parse(text), writtenAs: written, as: .quiet(unless: numbered))
  }

  /// Remembers a quiet line of text without a header.
  func learnBare(_ text: ByteText, _ context: KnownLines.Context) {
    guard known.wants(text, context) else { return }
    guard TraceRules.isOnItsOwn(text), !Self.mayHoldStamp(text),
      let numbered = sieve.numberedLiterals(text)
    else {
      known.refuse(text, context)
      return
    }
    known.learnBare(text, context, unless: numbered)
  }

  /// Whether something stands in a text that another line might have the engine's stamp in place of.
  static func mayHoldStamp(_ text: ByteText) -> Bool {
    var from = EngineStamp.length - 1
    while let mark = text.firstIndex(of: UInt8(ascii: "Z"), from: from) {
      if EngineStamp.hasShape(text, at: mark - EngineStamp.length + 1) { return true }
      from = mark + 1
    }
    return false
  }
}
