import YAML

extension ComposeText {
  /// Takes out the entry or item at the end of a trail; a map or list that becomes empty goes too.
  func removing(_ trail: [Slot]) throws(EditRefusal) -> [TextEdit] {
    guard let slot = trail.last else { throw EditRefusal("no place in \(path)") }
    if slot.count > 1 {
      return [slot.container.isFlow ? removingFromFlow(slot) : try removingLines(slot)]
    }
    let outer = Array(trail.dropLast())
    guard let holder = outer.last else { throw EditRefusal("the file would become empty") }
    // A service and a shared map must not vanish.
    let mustStay = outer.count <= 2 || holder.value.anchor != nil || holder.key == nil
    guard mustStay else { return try removing(outer) }
    let empty = slot.key == nil ? "[]" : "{}"
    if slot.container.isFlow { return [TextEdit(slot.container.range, empty)] }
    guard let key = holder.key, isFirstOnLine(slot.container.range.lowerBound) else {
      throw EditRefusal("the last entry of this map cannot be removed")
    }
    let colon = bytes[key.range.upperBound...].firstIndex(of: UInt8(ascii: ":")) ?? holder.start
    let head = max(colon + 1, slot.container.properties?.upperBound ?? 0)
    return [TextEdit(head..<head, " " + empty), TextEdit(linesOfBlock(slot.container), "")]
  }

  private func removingFromFlow(_ slot: Slot) -> TextEdit {
    if slot.index + 1 < slot.count {
      return TextEdit(slot.start..<slot.start(of: slot.index + 1), "")
    }
    return TextEdit(slot.end(of: slot.index - 1)..<slot.end, "")
  }

  private func removingLines(_ slot: Slot) throws(EditRefusal) -> TextEdit {
    let first = slot.key == nil ? dash(of: slot.value) ?? slot.start : slot.start
    let end = lineEnd(max(slot.end - 1, first))
    guard isFirstOnLine(first) else {
      // `- a: 1`: the next entry takes the place of the first.
      guard slot.index + 1 < slot.count else {
        throw EditRefusal("it shares its line with something else")
      }
      return TextEdit(slot.start..<slot.start(of: slot.index + 1), "")
    }
    guard end == bytes.count, lineStart(first) > 0 else {
      return TextEdit(lineStart(first)..<min(end + 1, bytes.count), "")
    }
    // The last line of a file without a final line end: the one before becomes such a line.
    var before = lineStart(first) - 1
    if before > 0, bytes[before - 1] == UInt8(ascii: "\r") { before -= 1 }
    return TextEdit(before..<end, "")
  }
}
