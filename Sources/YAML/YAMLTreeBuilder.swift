/// Makes the trees of a stream from its events and resolves aliases.
struct YAMLTreeBuilder {
  /// A node with what the limits are about.
  private struct Measured {
    var node: YAMLNode
    /// Nodes in it, aliases expanded.
    var count: Int
    /// Bytes of the scalars in it, aliases expanded.
    var bytes: Int
    /// Nested collections in it, aliases expanded.
    var depth: Int
  }

  /// A collection that is still open.
  private struct Frame {
    var start: YAMLEvent
    var children: [YAMLNode] = []
    var count = 1
    var bytes = 0
    var depth = 0
  }

  private enum Anchor {
    /// Its node is still open, so an alias to it would contain itself.
    case open
    case complete(Measured)
  }

  private let limits: YAMLStream.Limits
  private var frames: [Frame] = []
  private var anchors: [String: Anchor] = [:]
  private(set) var documents: [YAMLNode] = []

  init(limits: YAMLStream.Limits) { self.limits = limits }

  /// Takes the next event.
  mutating func add(_ event: YAMLEvent) throws(YAMLError) {
    switch event.kind {
    case .streamStart, .streamEnd, .documentEnd: break
    case .documentStart: anchors = [:]
    case .mappingStart, .sequenceStart:
      if let anchor = event.anchor { anchors[anchor] = .open }
      frames.append(Frame(start: event))
    case .mappingEnd, .sequenceEnd: try close(at: event)
    case .scalar(let text, let style):
      let node = node(event, .scalar(text, style))
      try finish(Measured(node: node, count: 1, bytes: text.utf8.count, depth: 0), at: event)
    case .alias(let name): try finish(resolve(name, at: event), at: event)
    }
  }

  private func node(
    _ event: YAMLEvent, _ content: YAMLNode.Content, upTo end: Int? = nil, isFlow: Bool = false
  ) -> YAMLNode {
    var node = YAMLNode(
      content: content, range: event.range.lowerBound..<(end ?? event.range.upperBound),
      line: event.line, column: event.column, tag: event.tag, anchor: event.anchor, isFlow: isFlow)
    node.properties = event.properties
    return node
  }

  private mutating func close(at event: YAMLEvent) throws(YAMLError) {
    guard let frame = frames.popLast() else { return }
    let content: YAMLNode.Content
    let isFlow: Bool
    if case .mappingStart(let flow) = frame.start.kind {
      isFlow = flow
      content = .mapping(
        stride(from: 0, to: frame.children.count - 1, by: 2).map {
          YAMLNode.Entry(key: frame.children[$0], value: frame.children[$0 + 1])
        })
    } else {
      isFlow = frame.start.kind == .sequenceStart(isFlow: true)
      content = .sequence(frame.children)
    }
    let node = node(frame.start, content, upTo: event.range.upperBound, isFlow: isFlow)
    try finish(
      Measured(node: node, count: frame.count, bytes: frame.bytes, depth: frame.depth + 1),
      at: frame.start)
  }

  private func resolve(_ name: String, at event: YAMLEvent) throws(YAMLError) -> Measured {
    switch anchors[name] {
    case .complete(var measured):
      measured.node.range = event.range
      measured.node.line = event.line
      measured.node.column = event.column
      measured.node.anchor = nil
      measured.node.alias = name
      measured.node.properties = nil
      return measured
    case .open:
      throw failure("the alias *\(name) stands inside the node that it names", at: event)
    case nil:
      throw failure("no anchor &\(name) stands before this alias", at: event)
    }
  }

  /// Puts a complete node into the collection or the document around it.
  private mutating func finish(_ measured: Measured, at event: YAMLEvent) throws(YAMLError) {
    if let anchor = measured.node.anchor { anchors[anchor] = .complete(measured) }
    guard !frames.isEmpty else {
      documents.append(measured.node)
      return
    }
    let last = frames.count - 1
    frames[last].children.append(measured.node)
    frames[last].count += measured.count
    frames[last].bytes += measured.bytes
    frames[last].depth = max(frames[last].depth, measured.depth)
    guard frames[last].count <= limits.nodes else {
      throw failure(
        "more than \(limits.nodes) nodes, aliases expanded; split the text or use fewer aliases",
        at: event)
    }
    guard frames[last].bytes <= limits.expandedBytes else {
      throw failure(
        "more than \(limits.expandedBytes) bytes of text, aliases expanded; use fewer aliases",
        at: event)
    }
    guard frames.count + measured.depth <= limits.depth else {
      throw failure(
        "collections are nested deeper than \(limits.depth), aliases expanded; flatten the text",
        at: event)
    }
  }

  private func failure(_ message: String, at event: YAMLEvent) -> YAMLError {
    YAMLError(line: event.line, column: event.column, message: message)
  }
}
