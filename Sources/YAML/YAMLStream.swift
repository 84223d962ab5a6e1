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
    /// Bytes of all scalars after the expansion of aliases.
    package var expandedBytes = 64 << 20

    package init() {}
  }

  /// The text as it was read.
  package let source: [UInt8]
  /// The root node of each document.
  package let documents: [YAMLNode]
  /// All comments in the order of the text.
  package let comments: [YAMLComment]

  /// Reads all documents of a text.
  ///
  /// - Throws: A `YAMLError` with line and column for anything that is not YAML 1.2 or that is
  ///   beyond the limits.
  /// - Complexity: O(*n*) in the bytes of the text.
  package init(
    _ source: [UInt8], limits: Limits = Limits(), dialect: YAMLDialect = .yaml12
  ) throws(YAMLError) {
    let parser = try Self.parse(source, limits: limits, dialect: dialect)
    var builder = YAMLTreeBuilder(limits: limits)
    for event in parser.events { try builder.add(event) }
    self.source = source
    documents = builder.documents
    comments = parser.comments
  }

  /// Reads a text into events, without resolving aliases.
  ///
  /// - Throws: As the initialiser, but for unknown aliases.
  package static func events(
    of source: [UInt8], limits: Limits = Limits(), dialect: YAMLDialect = .yaml12
  ) throws(YAMLError) -> [YAMLEvent] {
    try parse(source, limits: limits, dialect: dialect).events
  }

  private static func parse(
    _ source: [UInt8], limits: Limits, dialect: YAMLDialect
  ) throws(YAMLError) -> YAMLParser {
    guard source.count <= limits.bytes else {
      throw YAMLError(line: 1, column: 1, message: "the text is larger than \(limits.bytes) bytes")
    }
    let isPrintable = try checkEncoding(of: source)
    var parser = YAMLParser(source, limits: limits, dialect: dialect)
    try parser.parseStream()
    if !isPrintable { try requirePrintable(source, outsideQuotesOf: parser.events) }
    return parser
  }
}
