package import LogStream

/// A line pasted into a signature file or typed at a prompt.
package enum ExampleLine {
  /// Reads a line as the records it is, through the reader that logs go through.
  ///
  /// - Parameters:
  ///   - line: One line of a log, or the lines of one stack trace.
  ///   - body: Called for each record; one, unless the text is no line of a log.
  package static func read(_ line: String, _ body: (Record) -> Void) {
    let reader = LogReader()
    let bytes = Array(line.utf8)
    bytes.withUnsafeBytes { reader.consume(ByteText($0), body) }
    reader.finish(body)
  }
}
