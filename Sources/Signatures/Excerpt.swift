import Findings
import LogStream

/// What a sample shows of a record: one line, whatever the record's length.
enum Excerpt {
  private static let longest = 4 * Evidence.longestText  // bytes
  private static let gap = " … "

  /// The place and the text of a record that a signature matches.
  static func evidence(
    _ record: Record, of entry: CompiledSignature, source: String
  ) -> Evidence {
    Evidence(
      source: source, line: record.line, time: record.time.map { Timestamp(nanoseconds: $0) },
      text: record.fields.isEmpty ? plain(record.text, entry) : structured(record))
  }

  /// The first line of a record and, of a stack trace, the line that was recognised in it.
  private static func plain(_ text: ByteText, _ entry: CompiledSignature) -> String {
    let head = line(at: 0, in: text)
    guard head.upperBound < text.count else { return text.string(limit: longest) }
    let places = entry.signature.match.compactMap { $0.firstMatch(in: text)?.range.lowerBound }
    let first = text[head].string(limit: longest)
    guard let place = places.first, place > head.upperBound else { return first }
    let found = text[line(at: place, in: text)].string(limit: longest)
    return String(first.prefix(Evidence.longestText / 4)) + gap + found.drop { $0.isWhitespace }
  }

  /// The record as it is; of a long one what it says, without the rest of its fields.
  private static func structured(_ record: Record) -> String {
    if record.text.count <= Evidence.longestText { return oneLine([record.text]) }
    return oneLine(SearchedTexts(record).all.filter { !$0.isEmpty })
  }

  /// Texts behind each other, their lines in one.
  private static func oneLine(_ texts: [ByteText]) -> String {
    let text = texts.map { $0.string(limit: longest) }.joined(separator: ": ")
    guard texts.contains(where: { $0.firstIndex(of: UInt8(ascii: "\n")) != nil }) else {
      return text
    }
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// The range of the line around a place, without its end.
  private static func line(at place: Int, in text: ByteText) -> Range<Int> {
    text.withBytes { bytes in
      let newline = UInt8(ascii: "\n")
      let start = bytes[..<place].lastIndex(of: newline).map { $0 + 1 } ?? 0
      return start..<(ByteSearch.first(newline, in: bytes, from: place) ?? bytes.count)
    }
  }
}
