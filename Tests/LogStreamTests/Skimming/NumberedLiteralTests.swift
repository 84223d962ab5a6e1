import LogStream
import TestSupport
import Testing

/// Marks one literal with digits.
private final class StatusSieve: LineSieve, LineMarker {
  private let literal: [UInt8]
  private let erased: [UInt8]

  let takesLines = true

  init(_ literal: String) {
    self.literal = Array(literal.utf8)
    erased = self.literal.map { $0.isDigit ? UInt8(ascii: "0") : $0 }
  }

  func marker() -> any LineMarker { self }

  func numberedLiterals(_ line: ByteText) -> [NumberedLiteral]? {
    let text = line.withBytes { $0.map { $0.isDigit ? UInt8(ascii: "0") : $0 } }
    return text.indices.filter { text[$0...].starts(with: erased) }
      .map { NumberedLiteral(place: $0, bytes: literal) }
  }

  func digitsMeanNothing(in line: ByteText) -> Bool { false }

  func mark(_ block: ByteText, into places: inout [Int]) {
    let text = block.withBytes { Array($0) }
    places += text.indices.filter { text[$0...].starts(with: literal) }
  }
}

@Suite("Lines that are known but for the digits of a literal")
struct NumberedLiteralTests {
  @Test(
    "those that hold the literal are handed out, in all formats",
    arguments: ["stamped", "json-file", "compose", "plain"], 0..<4)
  func literals(_ format: String, _ seed: Int) {
    var random = SeededGenerator(seed: UInt64(4200 + seed))
    var text = ""
    for _ in 0..<400 {
      let (minute, second) = (
        Int.random(in: 10...59, using: &random), Int.random(in: 10...59, using: &random)
      )
      let status = [200, 204, 404, 500, 501, 550].randomElement(using: &random) ?? 500
      let said = "answered with status \(status) in \(Int.random(in: 10...99, using: &random)) ms"
      let line =
        Bool.random(using: &random)
        ? "2026-11-23 00:\(minute):\(second) [info] \(said)"
        : #"{"level":"info","time":"2026-11-23T00:\#(minute):\#(second)Z","msg":"\#(said)"}"#
      let stamp = "2026-11-23T01:\(minute):\(second).123456789Z"
      switch format {
      case "stamped": text += "\(stamp) \(line)\n"
      case "compose":
        text += "\(["web-1", "db-1"].randomElement(using: &random) ?? "")     | \(line)\n"
      case "plain": text += line + "\n"
      default:
        let escaped = line.map { $0 == "\"" ? "\\\"" : String($0) }.joined()
        text += #"{"log":"\#(escaped)\n","stream":"stdout","time":"\#(stamp)"}"# + "\n"
      }
    }
    let comparison = SkimComparison([Array(text.utf8)])
    // The second is too short to be kept with a line.
    for literal in ["status 500 ", " 500 "] {
      #expect(comparison.difference(sieve: StatusSieve(literal)) == nil, "\(literal)")
    }
  }
}
