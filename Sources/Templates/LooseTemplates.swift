package import Findings
package import LogStream

/// Loud lines that no signature knows, grouped by their shape, in bounded memory.
package struct LooseTemplates: Sendable {
  /// One shape of lines.
  package struct Group: Equatable, Sendable {
    package var template: String
    package var count: Int
    package var severity: Severity
    package var sample: Evidence
  }

  private var found: [Group] = []
  /// The place of each shape in `found`, by its bytes.
  private var places: [[UInt8]: Int] = [:]
  /// The shape at hand, reused from line to line.
  private var shape: [UInt8] = []
  /// Lines whose shape came after the table was full.
  package private(set) var overflow = 0

  /// The most shapes that are kept.
  private static let mostGroups = 500
  /// The most bytes of a line that make its shape.
  private static let longestTemplate = 160

  package init() {}

  /// Counts a line; the first one of a shape is its sample.
  ///
  /// - Complexity: Linear in the length of the shape; nothing is allocated for a known one.
  package mutating func add(
    _ text: ByteText, severity: Severity, sample: @autoclosure () -> Evidence
  ) {
    Self.write(text, to: &shape)
    if let place = places[shape] {
      found[place].count += 1
      found[place].severity = max(found[place].severity, severity)
    } else if found.count < Self.mostGroups {
      places[shape] = found.count
      let template = String(decoding: shape, as: UTF8.self)
      found.append(Group(template: template, count: 1, severity: severity, sample: sample()))
    } else {
      overflow += 1
    }
  }

  /// The groups, the loudest and most frequent first.
  package var groups: [Group] {
    found.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      if left.count != right.count { return left.count > right.count }
      return left.template < right.template
    }
  }

  /// The line with numbers, addresses and ids as `<*>` and single blanks.
  static func template(of text: String) -> String {
    var shape: [UInt8] = []
    Array(text.utf8).withUnsafeBytes { write(ByteText($0), to: &shape) }
    return String(decoding: shape, as: UTF8.self)
  }

  private static func write(_ text: ByteText, to shape: inout [UInt8]) {
    shape.removeAll(keepingCapacity: true)
    text[0..<longestTemplate].withBytes { bytes in
      var at = 0
      while at < bytes.count {
        guard bytes[at] != UInt8(ascii: " ") else {
          at += 1
          continue
        }
        let start = at
        var hasDigit = false
        while at < bytes.count, bytes[at] != UInt8(ascii: " ") {
          hasDigit = hasDigit || bytes[at].isDigit
          at += 1
        }
        if !shape.isEmpty { shape.append(UInt8(ascii: " ")) }
        if hasDigit {
          shape.append(contentsOf: "<*>".utf8)
        } else {
          shape.append(contentsOf: bytes[start..<at])
        }
      }
    }
  }
}
