import Testing

@testable import YAML

/// Expects that node ranges and the gaps between them make up the text, and that places agree.
func expectByteExact(
  _ source: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let stream = try YAMLStream(source)
  var emitter = SourceEmitter(source: source)
  for document in stream.documents { emitter.emit(document) }
  emitter.finish()
  #expect(emitter.output == source, "\(name)", sourceLocation: sourceLocation)
  #expect(emitter.faults == [], "\(name)", sourceLocation: sourceLocation)
  for comment in stream.comments {
    let bytes = source[comment.range]
    let isComment = bytes.first == UInt8(ascii: "#") && !bytes.contains(UInt8(ascii: "\n"))
    #expect(isComment, "\(name)", sourceLocation: sourceLocation)
  }
}

/// Writes a text again from the ranges of its nodes.
private struct SourceEmitter {
  let source: [UInt8]
  var output: [UInt8] = []
  var faults: [String] = []
  private var lineStarts = [0]

  init(source: [UInt8]) {
    self.source = source
    for offset in source.indices {
      let isReturn = source[offset] == UInt8(ascii: "\r")
      let isPair = isReturn && source[(offset + 1)...].first == UInt8(ascii: "\n")
      if source[offset] == UInt8(ascii: "\n") || (isReturn && !isPair) {
        lineStarts.append(offset + 1)
      }
    }
    if source.starts(with: [0xEF, 0xBB, 0xBF]) { lineStarts[0] = 3 }
  }

  mutating func emit(_ node: YAMLNode) {
    let place = "\(node.line):\(node.column)"
    if node.range.lowerBound < output.count { faults.append("\(place) overlaps its neighbour") }
    if node.range.upperBound > source.count { faults.append("\(place) is beyond the text") }
    if lineStarts[node.line - 1] + node.column - 1 != node.range.lowerBound {
      faults.append("\(place) is not at \(node.range.lowerBound)")
    }
    if let properties = node.properties, properties.upperBound > node.range.lowerBound {
      faults.append("\(place) begins before its properties end")
    }
    expectTrimmed(node)
    output += source[output.count..<max(node.range.lowerBound, output.count)]
    if node.alias == nil {
      for item in node.items { emit(item) }
      for entry in node.entries {
        emit(entry.key)
        emit(entry.value)
      }
    }
    if output.count > node.range.upperBound { faults.append("\(place) ends before its children") }
    output += source[output.count..<max(node.range.upperBound, output.count)]
  }

  private mutating func expectTrimmed(_ node: YAMLNode) {
    guard let first = source[node.range].first, let last = source[node.range].last else { return }
    let breaks: [UInt8] = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    let blanks = breaks + [UInt8(ascii: " "), UInt8(ascii: "\t")]
    let isLines =
      switch node.content {
      case .scalar(_, .literal), .scalar(_, .folded): true
      // A collection may end in a block text whose last line ends in blanks.
      case .mapping, .sequence: true
      default: false
      }
    if blanks.contains(first) || (isLines ? breaks : blanks).contains(last) {
      faults.append("\(node.line):\(node.column) is not trimmed")
    }
  }

  mutating func finish() { output += source[output.count...] }
}
