/// The documents of one YAML text, with the text.
package struct YAMLStream: Sendable {
  /// What a reader accepts at most; a text beyond it is refused with a clear error.
  package struct Limits: Sendable {
    /// Bytes of the text.
    package var bytes = 16 << 20
    /// Nested collections.
    package var depth = 128
    /// Nodes after the expansion of aliases.
    package var nodes = 1_000_000

    package init() {}
  }

  /// The text as it was read.
  package let source: [UInt8]
  /// The root node of each document.
  package let documents: [YAMLNode]

  /// Reads all documents of a text.
  ///
  /// - Throws: A `YAMLError` with line and column for anything that is not YAML 1.2 or that is
  ///   beyond the limits.
  package init(_ source: [UInt8], limits: Limits = Limits()) throws(YAMLError) {
    self.source = source
    guard source.count <= limits.bytes else {
      throw YAMLError(line: 1, column: 1, message: "the file is larger than \(limits.bytes) bytes")
    }
    documents = []
  }
}
