/// One step of reading a YAML text, as YAML 1.2 (3.1) serialises a stream.
package struct YAMLEvent: Sendable {
  /// What was read; starts and ends come in pairs.
  package enum Kind: Sendable, Equatable {
    case streamStart
    case streamEnd
    /// Explicit: written as `---`.
    case documentStart(isExplicit: Bool)
    /// Explicit: written as `...`.
    case documentEnd(isExplicit: Bool)
    case mappingStart(isFlow: Bool)
    case mappingEnd
    case sequenceStart(isFlow: Bool)
    case sequenceEnd
    /// The text after unescaping and folding.
    case scalar(String, YAMLNode.Style)
    /// The name without `*`.
    case alias(String)
  }

  package var kind: Kind
  /// Anchor and tag, nil when none was written.
  var written: YAMLProperties?
  /// The bytes in the source, 0-based, without anchor and tag; a start event has no end yet, so
  /// its range is empty, and an end event's range is the place where the collection's bytes end.
  package var range: Range<Int>
  /// 1-based line of the range's first byte.
  package var line: Int
  /// 1-based column of the range's first byte, counted in bytes.
  package var column: Int
}

extension YAMLEvent {
  /// The anchor's name without `&`.
  package var anchor: String? { written?.anchor }

  /// The tag as resolved, nil when none was written.
  package var tag: String? { written?.tag }

  /// The bytes of anchor and tag in the source, 0-based, nil when none was written.
  package var properties: Range<Int>? { written?.range }
}

extension YAMLEvent: CustomStringConvertible {
  /// The event in the notation of the official test suite, as in `=VAL &a <tag:…:str> "text`.
  package var description: String {
    switch kind {
    case .streamStart: "+STR"
    case .streamEnd: "-STR"
    case .documentStart(let isExplicit): isExplicit ? "+DOC ---" : "+DOC"
    case .documentEnd(let isExplicit): isExplicit ? "-DOC ..." : "-DOC"
    case .mappingStart(let isFlow): (isFlow ? "+MAP {}" : "+MAP") + writtenProperties
    case .mappingEnd: "-MAP"
    case .sequenceStart(let isFlow): (isFlow ? "+SEQ []" : "+SEQ") + writtenProperties
    case .sequenceEnd: "-SEQ"
    case .scalar(let text, let style):
      "=VAL" + writtenProperties + " " + Self.mark(of: style) + Self.escaped(text)
    case .alias(let name): "=ALI *" + name
    }
  }

  private var writtenProperties: String {
    (anchor.map { " &" + $0 } ?? "") + (tag.map { " <" + $0 + ">" } ?? "")
  }

  private static func mark(of style: YAMLNode.Style) -> String {
    switch style {
    case .plain: ":"
    case .singleQuoted: "'"
    case .doubleQuoted: "\""
    case .literal: "|"
    case .folded: ">"
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
