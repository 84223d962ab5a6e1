/// What a part of a log cannot tell by itself: whether its containers' first lines continue records
/// that the parts before left open.
package struct PartEdges: Sendable {
  /// The first line of a container, where it has no header of its own.
  struct Start: Sendable {
    /// Empty for lines without a name.
    var container: String
    /// Nil for one that is too long to be kept.
    var line: [UInt8]?
    var isBehindBlank: Bool
  }

  /// The record that a container's next line may continue.
  struct OpenRecord: Sendable {
    var state: TraceState
    var indent: Int
    var hasHeader: Bool
    var level: Level?
    var lineCount: Int
    var heldLines: Int
    /// Nil for one that is too long to be kept.
    var firstLine: [UInt8]?
    /// Whether held lines, or pieces of a line, wait for what comes.
    var isTorn: Bool
  }

  /// In the order of the lines.
  var starts: [Start] = []
  /// What each container that wrote anything was left with; nil when nothing was open.
  var open: [String: OpenRecord?] = [:]

  /// Containers that wrote nothing but empty lines.
  var blank: [String] = []

  /// Longer lines are not kept, and no more starts than this.
  static let longestLine = 4096
  static let mostStarts = 4096

  /// The edges of nothing.
  package init() {}

  /// The first container of the part whose first line may continue a record; empty for lines without
  /// a name, nil where there is none.
  package var unsureStart: String? { starts.first?.container }

  /// Puts the next part of the log behind this one.
  ///
  /// - Returns: Whether all records of that part begin in it; where not, the two have to be read as one.
  package mutating func append(_ next: PartEdges) -> Bool {
    let isSound =
      next.starts.count < Self.mostStarts && !next.starts.contains { mayContinue($0) }
      && !next.open.keys.contains { (open[$0] ?? nil)?.isTorn == true }
    for container in next.blank {
      guard let before = open[container] ?? nil else { continue }
      // An empty line ends all but a trace, of which it may be part.
      if before.state == .none {
        open[container] = .some(nil)
      } else {
        open[container]??.isTorn = true
      }
    }
    open.merge(next.open) { _, later in later }
    return isSound
  }

  private func mayContinue(_ start: Start) -> Bool {
    guard let before = open[start.container] ?? nil else { return false }
    guard !before.isTorn, let line = start.line, let first = before.firstLine else { return true }
    if start.isBehindBlank { return before.state != .none }
    return first.withUnsafeBytes { first in
      let context = TraceContext(
        state: before.state, indent: before.indent, hasHeader: before.hasHeader,
        level: before.level, lineCount: before.lineCount, heldLines: before.heldLines,
        holdsText: false, firstLine: ByteText(first))
      return line.withUnsafeBytes { line in
        if case .starts = TraceRules.judge(ByteText(line), after: context) { false } else { true }
      }
    }
  }
}

extension PartEdges.OpenRecord {
  /// What a container is left with; nil when nothing waits for its next line.
  init?(_ container: ContainerState) {
    guard container.origin != nil || container.hasPieces else { return nil }
    let context = container.context
    let isShort = context.firstLine.count <= PartEdges.longestLine
    self.init(
      state: context.state, indent: context.indent, hasHeader: context.hasHeader,
      level: context.level, lineCount: context.lineCount, heldLines: context.heldLines,
      firstLine: isShort ? context.firstLine.withBytes { Array($0) } : nil,
      isTorn: context.holdsText || container.hasPieces)
  }
}
