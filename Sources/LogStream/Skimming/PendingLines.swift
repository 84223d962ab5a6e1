/// What is done before a line is read in full, and at the end of a block.
extension LineSkimmer {
  /// Tells what was counted so far of the container that a line surely belongs to, or of all.
  func tell(before line: FramedLine?, _ rule: PrefixRule, _ skimmed: (SkimmedRecords) -> Void) {
    guard !touched.isEmpty else { return }
    if let container = container(of: line, rule) {
      tell(container, skimmed)
      return
    }
    for container in touched { tell(container, skimmed) }
    for container in touched { container.isTouched = container.skim.pending != nil }
    touched.removeAll { !$0.isTouched }
  }

  private func tell(_ container: ContainerState, _ skimmed: (SkimmedRecords) -> Void) {
    guard container.skim.records.count > 0 else { return }
    container.skim.records.file = intake.file
    intake.note(container.skim.records)
    skimmed(container.skim.records)
    container.skim.records = SkimmedRecords(container: container.name, file: intake.file)
  }

  /// Pending lines of more bytes are not kept from block to block.
  private static let mostPendingBytes = 1 << 20

  /// Copies the pending lines out of the block, which goes; false, and nothing is done, where they
  /// are too much to keep.
  func keepPending() -> Bool {
    var length = 0
    for container in touched { length += container.skim.pending?.line.text.count ?? 0 }
    guard length <= Self.mostPendingBytes else { return false }
    guard length > 0 else { return true }
    // Some of them were kept before.
    spareLines.removeAll()
    spareLines.reserve(length)
    for container in touched {
      guard let text = container.skim.pending?.line.text else { continue }
      let start = spareLines.count
      spareLines.append(text)
      container.skim.pending?.line.text = spareLines.text[start..<(start + text.count)]
    }
    swap(&keptLines, &spareLines)
    return true
  }

  /// The pending line that a line which is read in full may continue, if there is one; without a
  /// line, at the end of the block, any pending line.
  func continued(by line: FramedLine?, _ rule: PrefixRule) -> FramedLine? {
    guard let container = container(of: line, rule) else {
      for container in touched {
        if let pending = continued(container, by: line, rule) { return pending }
      }
      return nil
    }
    return continued(container, by: line, rule)
  }

  private func continued(
    _ container: ContainerState, by line: FramedLine?, _ rule: PrefixRule
  ) -> FramedLine? {
    guard let pending = container.skim.pending else { return nil }
    container.skim.pending = nil
    guard let line, startsRecord(line.text, rule) else { return pending.line }
    count(pending.line, pending.format, container, pending.time, pending.level)
    return nil
  }

  /// The container whose prefix a line has.
  private func container(of line: FramedLine?, _ rule: PrefixRule) -> ContainerState? {
    guard let line, rule.isExpected else { return nil }
    return prefix(line.text, rule)?.2
  }

  /// Whether a line surely begins a record, by what stands behind stamp and prefix.
  func startsRecord(_ line: ByteText, _ rule: PrefixRule) -> Bool {
    guard !JSONFileLine.looksLikeOne(line) else { return false }
    var start = 0
    if rule.isExpected {
      guard let found = prefix(line, rule) else { return false }
      start = found.1
    } else if CRILine.parse(line) != nil {
      return false
    }
    if let time = intake.stampTime(line, at: start) {
      start += EngineStamp.length + 1
      // What stands before the record of a next run is a text of its own.
      guard EngineStamp.innerRecord(line, from: start, after: time) == nil else { return false }
    } else if intake.foreignStamp(line, at: start) != nil {
      // The JSON text behind it need not be sound.
      return false
    }
    let payload = line.dropping(start)
    guard !payload.isEmpty, payload.count <= Self.longestLine, line.firstIndex(of: 0x1B) == nil
    else { return false }
    if payload.byte(0) == UInt8(ascii: "{") {
      return QuietJSON.places(payload, isWrapped: false) != nil
    }
    return TextHeader.parse(payload).isPresent
  }
}
