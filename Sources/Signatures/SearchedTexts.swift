import LogStream

/// The texts of one record in which templates are searched: message and errors of a structured
/// record, all of any other.
///
/// Made once per record and without allocation, since every signature that may match asks for it.
struct SearchedTexts {
  private let first: ByteText
  private let second: ByteText?
  private let third: ByteText?
  private let fourth: ByteText?

  private static let error: StaticString = "error"
  private static let err: StaticString = "err"
  private static let exception: StaticString = "exception"

  init(_ record: Record) {
    let isStructured = !record.fields.isEmpty
    first = isStructured ? record.message : record.text
    second = isStructured ? record.fields[Self.error] : nil
    third = isStructured ? record.fields[Self.err] : nil
    fourth = isStructured ? record.fields[Self.exception] : nil
  }

  init(only text: ByteText) {
    first = text
    (second, third, fourth) = (nil, nil, nil)
  }

  /// The first text for which `body` gives something.
  @inline(__always)
  func first<Result>(_ body: (ByteText) -> Result?) -> Result? {
    if let result = body(first) { return result }
    if let second, let result = body(second) { return result }
    if let third, let result = body(third) { return result }
    if let fourth, let result = body(fourth) { return result }
    return nil
  }

  /// Whether a template is found in any of the texts.
  func hold(_ template: Template) -> Bool {
    first { template.isFound(in: $0) ? true : nil } ?? false
  }

  /// All texts, for messages and samples.
  var all: [ByteText] {
    [first] + [second, third, fourth].compactMap { $0 }
  }
}
