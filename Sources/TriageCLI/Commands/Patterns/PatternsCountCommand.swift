import LogStream
import Signatures

/// `logtriage patterns count`: how many lines hold each literal by which signatures are found.
package enum PatternsCountCommand: Command {
  package static let syntax = CommandSyntax(
    "patterns", "count", summary: "how many lines of files hold each literal",
    operands: .words("FILE", 0...Int.max),
    options: [PatternFolders.option],
    discussion: [
      "Prints a count, a tab and the literal for each that is looked for in blocks of",
      "lines; without a file the literals alone. A literal in many lines slows the",
      "analysis down.",
    ],
    examples: ["logtriage patterns count samples/healthy/logs/weaviate.log"],
    statuses: PatternFolders.statuses)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    PatternFolders(words, surroundings).withLibrary { library in
      count(SignatureSieve(library.signatures), words.operands)
    }
  }

  private static func count(_ sieve: SignatureSieve, _ paths: [String])
    -> CommandLineProgram.Outcome
  {
    let literals = sieve.literals.map { String(decoding: $0, as: UTF8.self) }
    guard !paths.isEmpty else { return (literals.map { $0 + "\n" }.joined(), "", 0) }
    var census = LiteralCensus(sieve)
    for path in paths {
      do throws(LogStreamError) {
        try read(path) { census.add($0) }
      } catch {
        return ("", "error: \(EvidenceIntake.words(error))\n", ExitStatus.incomplete.rawValue)
      }
    }
    let lines = zip(census.counts, literals).map { "\($0)\t\($1)\n" }
    return (lines.joined(), "", 0)
  }

  /// Hands out blocks of whole lines of one file, all from one buffer.
  private static func read(
    _ path: String, _ body: (ByteText) -> Void
  ) throws(LogStreamError) {
    let source = try DescriptorSource(path: path)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var filled = 0
    while true {
      if filled == buffer.count { buffer += [UInt8](repeating: 0, count: buffer.count) }
      var failure: LogStreamError?
      let length = buffer.withUnsafeMutableBytes { bytes -> Int in
        do throws(LogStreamError) {
          return try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...]))
        } catch {
          failure = error
          return 0
        }
      }
      if let failure { throw failure }
      filled += length
      let last = buffer[..<filled].lastIndex(of: UInt8(ascii: "\n")) ?? -1
      let end = length == 0 ? filled : last + 1
      buffer.withUnsafeMutableBytes { bytes in
        body(ByteText(UnsafeRawBufferPointer(rebasing: bytes[..<end])))
        let rest = UnsafeRawBufferPointer(rebasing: bytes[end..<filled])
        UnsafeMutableRawBufferPointer(rebasing: bytes[..<rest.count]).copyMemory(from: rest)
      }
      filled -= end
      if length == 0 { return }
    }
  }
}
