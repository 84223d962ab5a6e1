/// Makes the trees of a stream from its events and resolves aliases.
struct YAMLTreeBuilder {
  /// What the limits are about.
  private struct Measure {
    /// Nodes in it, aliases expanded.
    var count: Int
    /// Bytes of the scalars in it, aliases expanded.
    var bytes: Int
    /// Nested collections in it, aliases expanded.
    var depth: Int
  }

  /// A collection that is still open.
  private struct Frame {
    let start: YAMLEvent
    let isMapping: Bool
    let isFlow: Bool
    /// The items of a sequence.
    var items: [YAMLNode] = []
    /// The entries of a mapping, and the key whose value comes next.
    var entries: [YAMLNode.Entry] = []
    var key: YAMLNode?
    var count = 1
    var bytes = 0
    var depth = 0

    mutating func add(_ node: consuming YAMLNode) {
      if !isMapping {
        items.append(node)
      } else if let key = key.take() {
        entries.append(YAMLNode.Entry(key: key, value: node))
      } else {
        key = node
      }
    }

    var content: YAMLNode.Content { isMapping ? .mapping(entries) : .sequence(items) }
  }

  private enum Anchor {
    /// Its node is still open, so an alias to it would contain itself.
    case open
    case complete(YAMLNode, Measure)
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
    case .mappingStart(let isFlow): open(event, isMapping: true, isFlow: isFlow)
    case .sequenceStart(let isFlow): open(event, isMapping: false, isFlow: isFlow)
    case .mappingEnd, .sequenceEnd: try close(at: event)
    case .scalar(let text, let style):
      let node = node(event, .scalar(text, style))
      try finish(node, Measure(count: 1, bytes: text.utf8.count, depth: 0), at: event)
    case .alias(let name):
      let (node, measure) = try resolve(name, at: event)
      try finish(node, measure, at: event)
    }
  }

  private mutating func open(_ event: YAMLEvent, isMapping: Bool, isFlow: Bool) {
    if let anchor = event.anchor { anchors[anchor] = .open }
    frames.append(Frame(start: event, isMapping: isMapping, isFlow: isFlow))
  }

  private func node(
    _ event: YAMLEvent, _ content: YAMLNode.Content, upTo end: Int? = nil, isFlow: Bool = false
  ) -> YAMLNode {
    YAMLNode(
      content: content, range: event.range.lowerBound..<(end ?? event.range.upperBound),
      line: event.line, column: event.column, isFlow: isFlow, written: event.written)
  }

  private mutating func close(at event: YAMLEvent) throws(YAMLError) {
    guard let frame = frames.popLast() else { return }
    let node = node(
      frame.start, frame.content, upTo: event.range.upperBound, isFlow: frame.isFlow)
    try finish(
      node, Measure(count: frame.count, bytes: frame.bytes, depth: frame.depth + 1),
      at: frame.start)
  }

  private func resolve(
    _ name: String, at event: YAMLEvent
  ) throws(YAMLError) -> (YAMLNode, Measure) {
    switch anchors[name] {
    case .complete(var node, let measure):
      node.range = event.range
      node.line = event.line
      node.column = event.column
      node.written = YAMLProperties(anchor: nil, tag: node.tag, range: nil, alias: name)
      return (node, measure)
    case .open:
      throw failure("the alias *\(name) stands inside the node that it names", at: event)
    case nil:
      throw failure("no anchor &\(name) stands before this alias", at: event)
    }
  }

  /// Puts a complete node into the collection or the document around it.
  private mutating func finish(
    _ node: consuming YAMLNode, _ measure: Measure, at event: YAMLEvent
  ) throws(YAMLError) {
    if let anchor = node.anchor { anchors[anchor] = .complete(node, measure) }
    guard !frames.isEmpty else {
      documents.append(node)
      return
    }
    let last = frames.count - 1
    frames[last].add(node)
    frames[last].count += measure.count
    frames[last].bytes += measure.bytes
    frames[last].depth = max(frames[last].depth, measure.depth)
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
    guard frames.count + measure.depth <= limits.depth else {
      throw failure(
        "collections are nested deeper than \(limits.depth), aliases expanded; flatten the text",
        at: event)
    }
  }

  private func failure(_ message: String, at event: YAMLEvent) -> YAMLError {
    YAMLError(line: event.line, column: event.column, message: message)
  }
}
