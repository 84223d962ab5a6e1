import Testing

@testable import TriageCLI

/// `logtriage redact`: a text for a ticket.
@Suite struct RedactCommandTests {
  private static func redact(_ text: String) -> CommandLineProgram.Outcome {
    RedactCommand.run(arguments: ["-"]) { _ in Array(text.utf8) }
  }

  @Test func secretsGoAndTheRestStaysToTheByte() {
    let outcome = Self.redact("a\r\n\tPOSTGRES_PASSWORD=hunter2xyz\n\u{e9} last line")
    #expect(outcome.output == "a\r\n\tPOSTGRES_PASSWORD=<password-1>\n\u{e9} last line")
    #expect(outcome.errors == "note: hidden: 1 password\n")
  }

  @Test func aPasswordIsAlsoHiddenWhereItStandsBareBefore() {
    let outcome = Self.redact("tried S3cr3tS3cr3t!9\nDB_PASSWORD=S3cr3tS3cr3t!9\n")
    #expect(!outcome.output.contains("S3cr3t"))
  }

  @Test(arguments: ["", "plain text\n", "level=info msg=\"shard ready\" took=3ms\n"])
  func aTextWithoutSecretsIsUnchanged(text: String) {
    let outcome = Self.redact(text)
    #expect(outcome.output == text)
    #expect(outcome.errors == "note: hidden: nothing\n")
  }

  @Test(arguments: [1, 7, 40, 1000])
  func piecesAreWholeLinesAndNothingIsLost(size: Int) {
    let text = Array((0..<50).map { "line \($0)\n" }.joined().utf8)
    let pieces = RedactCommand.pieces(of: text, size: size)
    #expect(Array(pieces.joined()) == text)
    #expect(pieces.dropLast().allSatisfy { $0.last == UInt8(ascii: "\n") })
  }

  @Test func aKeyStaysInOnePiece() {
    let key =
      "-----BEGIN PRIVATE KEY-----\n" + String(repeating: "MIIEabcd\n", count: 5)
      + "-----END PRIVATE KEY-----\n"
    let pieces = RedactCommand.pieces(of: Array(("x\n" + key + "y\n").utf8), size: 40)
    #expect(pieces.contains { String(decoding: $0, as: UTF8.self).hasSuffix(key) })
  }

  @Test func aBlockWithoutAnEndDoesNotHoldTheFileTogether() {
    let text = "-----BEGIN X-----\n" + String(repeating: "line\n", count: 100)
    #expect(RedactCommand.pieces(of: Array(text.utf8), size: 10).count > 5)
  }
}
