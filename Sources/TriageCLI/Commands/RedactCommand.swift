import Report

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `logtriage redact FILE`: a text without its secrets, for a ticket.
package enum RedactCommand: Command {
  package static let syntax = CommandSyntax(
    "redact", summary: "print a log or a settings file without its secrets",
    operands: .paths("FILE", 1...1), wanted: "a file, or - for standard input",
    options: [
      OptionSyntax("--redact-addresses", summary: "hide public IP addresses too"),
      OptionSyntax(
        "--redaction-map", .file,
        summary: "write which value stands behind each pseudonym to a new file only you can read"),
    ],
    discussion: [
      "Hides what a report would hide, with the same kind of names (<password-1>): read twice, so "
        + "that a password which one line names is hidden where another line repeats it bare. How "
        + "many were hidden is said on standard error."
    ],
    examples: ["docker logs app 2>&1 | logtriage redact - > app.log"],
    statuses: [
      .init(.nothingFound, "printed"), .init(.usage, "the command was not understood"),
      .init(.incomplete, "the file cannot be read, or the map not be written"),
    ])

  /// The file is read whole, because it is gone through twice.
  private static let longestFile = 1 << 30
  /// Texts are worked through in pieces of about this many bytes.
  private static let pieceSize = 1 << 20

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let file = words.operands[0]
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    if let size = attributes?[.size] as? Int, size > longestFile {
      let limit = longestFile >> 20
      return (
        "", "error: \(file): larger than \(limit) MB, which is read whole; split it\n",
        ExitStatus.incomplete.rawValue
      )
    }
    let bytes: [UInt8]
    do {
      bytes = try surroundings.readFile(file)
    } catch {
      return ("", "error: \(file): cannot be read\n", ExitStatus.incomplete.rawValue)
    }
    var redactor = Redactor(hidesAddresses: words.has("--redact-addresses"))
    let pieces = pieces(of: bytes).map { String(decoding: $0, as: UTF8.self) }
    for piece in pieces { redactor.learn(piece) }
    let text = pieces.map { redactor.redact($0) }.joined()
    let counts = redactor.counts.sorted { $0.key < $1.key }
    let hidden = counts.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    let note = "note: hidden: \(hidden.isEmpty ? "nothing" : hidden)\n"
    guard let map = words["--redaction-map"] else { return (text, note, 0) }
    do {
      try RedactionMap.write(redactor.originals, to: map)
      return (text, note, 0)
    } catch {
      return (
        text, note + "error: --redaction-map \(map): \(error.reason)\n",
        ExitStatus.incomplete.rawValue
      )
    }
  }

  /// Whole lines; a PEM block (RFC 7468) stays in one piece.
  static func pieces(of bytes: [UInt8], size: Int = pieceSize) -> [ArraySlice<UInt8>] {
    let (begin, end) = (Array("-----BEGIN ".utf8), Array("-----END ".utf8))
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    var line = 0
    var isInBlock = false
    while line < bytes.count {
      let next = bytes[line...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      if contains(bytes[line..<next], begin) { isInBlock = true }
      if contains(bytes[line..<next], end) { isInBlock = false }
      line = next
      // A block without an end must not hold everything together.
      if line - start >= size, !isInBlock || line - start >= 4 * size {
        pieces.append(bytes[start..<line])
        start = line
      }
    }
    if start < bytes.count { pieces.append(bytes[start...]) }
    return pieces
  }

  private static func contains(_ line: ArraySlice<UInt8>, _ mark: [UInt8]) -> Bool {
    var rest = line
    while let place = rest.firstIndex(of: mark[0]) {
      if rest[place...].starts(with: mark) { return true }
      // The marks begin with five dashes: a run of other ones is left behind quickly.
      rest = rest[(place + 1)...]
    }
    return false
  }
}
