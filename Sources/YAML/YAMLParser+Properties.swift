extension YAMLParser {
  var isAtProperty: Bool { byte == .ampersand || byte == .exclamation }

  /// Reads anchors and tags on the current line into properties that were begun before.
  mutating func parseProperties(
    into properties: inout YAMLProperties?, inFlow: Bool
  ) throws(YAMLError) {
    while isAtProperty {
      let start = mark
      var (anchor, tag) = (properties?.anchor, properties?.tag)
      if byte == .ampersand {
        guard anchor == nil else {
          throw failure("a node has one anchor; remove one of the two", at: start)
        }
        position += 1
        anchor = try readAnchorName()
      } else {
        guard tag == nil else {
          throw failure("a node has one tag; remove one of the two", at: start)
        }
        tag = try readTag()
      }
      let lower = properties?.range?.lowerBound ?? start.position
      properties = YAMLProperties(anchor: anchor, tag: tag, range: lower..<position)
      endContent()
      guard isBlankOrEnd(at: position) || (inFlow && byte.isFlowIndicator) else {
        throw failure("a blank must follow an anchor or a tag")
      }
      skipBlanks()
    }
  }

  /// Joins the properties of an earlier line with those before the node itself.
  func merge(
    _ outer: YAMLProperties?, _ inner: YAMLProperties?
  ) throws(YAMLError) -> YAMLProperties? {
    guard let outer, let outerRange = outer.range else { return inner }
    guard let inner, let innerRange = inner.range else { return outer }
    guard outer.anchor == nil || inner.anchor == nil else {
      throw failure("a node has one anchor; remove one of the two")
    }
    guard outer.tag == nil || inner.tag == nil else {
      throw failure("a node has one tag; remove one of the two")
    }
    return YAMLProperties(
      anchor: outer.anchor ?? inner.anchor, tag: outer.tag ?? inner.tag,
      range: outerRange.lowerBound..<innerRange.upperBound)
  }

  /// Gives properties to the event at an index.
  mutating func apply(_ properties: YAMLProperties?, to index: Int) throws(YAMLError) {
    guard let properties else { return }
    if case .alias = events[index].kind {
      throw YAMLError(
        line: events[index].line, column: events[index].column,
        message: "an alias takes no anchor and no tag; remove them")
    }
    events[index].written = properties
  }

  /// Reads `*name`.
  mutating func parseAlias() throws(YAMLError) {
    let start = mark
    position += 1
    let name = try readAnchorName()
    endContent()
    emit(.alias(name), from: start, to: position)
  }

  private mutating func readAnchorName() throws(YAMLError) -> String {
    let start = position
    while !isBlankOrEnd(at: position), !byte.isFlowIndicator { position += 1 }
    guard position > start else { throw failure("a name must follow '&' and '*' at once") }
    return String(decoding: source[start..<position], as: UTF8.self)
  }
}

// MARK: - Tags

extension YAMLParser {
  private mutating func readTag() throws(YAMLError) -> String {
    let start = mark
    position += 1
    if byte == .less { return try readVerbatimTag(from: start) }
    let wordStart = position
    while byte.isWordByte { position += 1 }
    var handle = "!"
    if byte == .exclamation {
      position += 1
      handle = String(decoding: source[start.position..<position], as: UTF8.self)
    } else {
      position = wordStart
    }
    let suffixStart = position
    while !isBlankOrEnd(at: position), !byte.isFlowIndicator {
      guard byte != .exclamation else {
        throw failure("'!' inside a tag; write it as %21")
      }
      position += 1
    }
    let suffix = try decodePercents(suffixStart..<position, from: start)
    guard let prefix = tagHandles[handle] else {
      throw failure("the tag handle \(handle) needs a %TAG directive in this document", at: start)
    }
    guard handle == "!" || !suffix.isEmpty else {
      throw failure("a tag needs a name behind \(handle)", at: start)
    }
    return prefix + suffix
  }

  private mutating func readVerbatimTag(from start: Mark) throws(YAMLError) -> String {
    position += 1
    let first = position
    while !isBlankOrEnd(at: position), byte != .greater { position += 1 }
    guard byte == .greater, position > first else {
      throw failure("a tag that begins with '!<' ends with '>'", at: start)
    }
    let tag = String(decoding: source[first..<position], as: UTF8.self)
    guard tag != "!" else { throw failure("'!<!>' is no tag", at: start) }
    position += 1
    return tag
  }

  private func decodePercents(_ range: Range<Int>, from start: Mark) throws(YAMLError) -> String {
    var bytes: [UInt8] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      if source[offset] == .percent {
        guard offset + 2 < range.upperBound, let high = source[offset + 1].hexValue,
          let low = source[offset + 2].hexValue
        else { throw failure("'%' in a tag needs two hexadecimal digits", at: start) }
        bytes.append(UInt8(high << 4 | low))
        offset += 3
      } else {
        bytes.append(source[offset])
        offset += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
