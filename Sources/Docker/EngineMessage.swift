/// Something that `docker compose up` (v1 or v2) or the engine said about a service.
package struct EngineMessage: Equatable, Sendable {
  /// What was said.
  package enum Meaning: Equatable, Sendable {
    case failure(StartFailure)
    /// A variable of the compose file has no value, so an empty text stands in its place.
    case variableNotSet(String)
  }

  package var meaning: Meaning
  /// The service or container that the line names; empty when it names none.
  package var name: String
  package var text: String
  /// The 1-based line in its input.
  package var line: Int

  /// The most bytes that are read of one such output.
  package static let mostBytes = 4 << 20

  /// Reads the messages of an output; progress and build lines say nothing here.
  package static func list(output bytes: [UInt8]) -> [EngineMessage] {
    let lines = bytes.prefix(mostBytes).split(separator: 10, omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { index, line in
      let text = withoutColours(String(decoding: line.prefix(8192), as: UTF8.self)).trimmingBlanks
      return read(text, line: index + 1)
    }
  }

  private static func read(_ text: String, line: Int) -> EngineMessage? {
    if let variable = unsetVariable(text) {
      return EngineMessage(meaning: .variableNotSet(variable), name: "", text: text, line: line)
    }
    let isComplaint =
      text.hasPrefix("ERROR") || text.contains("Error response from daemon")
      || text.contains("dependency failed to start") || text.hasPrefix("failed to solve")
      || text.hasPrefix("env file ") || text.hasPrefix("no matching manifest")
      || text.contains("declared as external, but could not be found")
    guard isComplaint else { return nil }
    return EngineMessage(
      meaning: .failure(StartFailure(text)), name: named(text), text: text, line: line)
  }

  /// The variable that v1 (`The X variable`) or v2 (`The \"X\" variable`) names.
  private static func unsetVariable(_ text: String) -> String? {
    let parts = text.split(separator: " ")
    guard text.contains("variable is not set. Defaulting to a blank string"),
      let place = parts.firstIndex(of: "variable"), place > 0
    else { return nil }
    return parts[place - 1].filter { $0 != "\"" && $0 != "\\" }
  }

  private static func named(_ text: String) -> String {
    for mark in ["Cannot start service ", "Cannot create container for service ", "ERROR: for "] {
      if let found = word(after: mark, in: text) { return found }
    }
    for mark in ["on endpoint ", "failed to start: container ", "Container "] {
      if let found = word(after: mark, in: text) { return found }
    }
    return ""
  }

  private static func word(after mark: String, in text: String) -> String? {
    guard let range = firstRange(of: mark, in: text) else { return nil }
    let word = text[range...].prefix { !$0.isWhitespace && $0 != ":" }
    return word.isEmpty ? nil : word.filter { $0 != "\"" }
  }

  /// The index behind the first occurrence of `mark`.
  private static func firstRange(of mark: String, in text: String) -> String.Index? {
    var start = text.startIndex
    while start < text.endIndex {
      let rest = text[start...]
      if rest.hasPrefix(mark) { return text.index(start, offsetBy: mark.count) }
      start = text.index(after: start)
    }
    return nil
  }

  private static func withoutColours(_ text: String) -> String {
    guard text.contains("\u{1B}") else { return text }
    var plain = ""
    var isEscape = false
    for character in text {
      if character == "\u{1B}" {
        isEscape = true
      } else if isEscape {
        if character.isLetter { isEscape = false }
      } else {
        plain.append(character)
      }
    }
    return plain
  }
}
