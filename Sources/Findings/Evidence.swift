/// One place in the input that shows a finding.
package struct Evidence: Hashable, Sendable, Codable {
  /// The path of the input, relative to what the user named (`logs/weaviate-node1.log`).
  package var source: String
  /// The 1-based number of the line in that source; nil where lines mean nothing (JSON answers).
  package var line: Int?
  /// When it was written, as far as the source says.
  package var time: Timestamp?
  /// What stands there: one line, cut to `longestText` characters, not yet redacted.
  package var text: String

  /// The most characters of text that a sample keeps.
  package static let longestText = 400

  package init(source: String, line: Int? = nil, time: Timestamp? = nil, text: String = "") {
    self.source = source
    self.line = line
    self.time = time
    // A character has one byte or more, which is known without reading the text.
    let isLong = text.utf8.count > Self.longestText && text.count > Self.longestText
    self.text = isLong ? String(text.prefix(Self.longestText - 1)) + "…" : text
  }

  /// `source:line`, or the source alone.
  package var location: String {
    line.map { "\(source):\($0)" } ?? source
  }
}

extension Evidence: Comparable {
  /// Orders by time (unknown times last), then source, then line, then text.
  package static func < (left: Evidence, right: Evidence) -> Bool {
    let never = Timestamp(nanoseconds: .max)
    let (leftTime, rightTime) = (left.time ?? never, right.time ?? never)
    if leftTime != rightTime { return leftTime < rightTime }
    if left.source != right.source { return left.source < right.source }
    if left.line != right.line { return (left.line ?? .max) < (right.line ?? .max) }
    return left.text < right.text
  }
}
