import Findings
import LogStream
import Signatures
import TestSupport
import Testing

/// Whatever the bytes are, nothing traps and what is found lies within them.
@Suite struct RandomInputTests {
  @Test func templatesTakeAnyText() {
    var random = SeededGenerator(seed: 3)
    let pieces = [
      "{a}", "{", "}", "{b:word}", "{c:quoted}", "{:ip}", "^", "$", "\r", "\"", "x", "é",
    ]
    var tried = 0
    for _ in 0..<3000 {
      let source = (0..<(1 + random.below(7))).map { _ in pieces[random.below(pieces.count)] }
        .joined()
      guard let template = try? Template(source) else { continue }
      tried += 1
      for _ in 0..<5 {
        let alphabet: [UInt8] = [
          0x0A, 0x0D, 0x22, 0x5C, 0x20, 0x78, 0x31, 0x2E, 0x3A, 0xC3, 0xFF, 0,
        ]
        let text = (0..<random.below(30)).map { _ in alphabet[random.below(alphabet.count)] }
        text.withUnsafeBytes { bytes in
          guard let match = template.firstMatch(in: ByteText(bytes)) else { return }
          let all = 0..<text.count
          #expect(match.range.isEmpty || all.contains(match.range.lowerBound), "\(source) \(text)")
          #expect(match.range.upperBound <= text.count, "\(source) \(text)")
          #expect(match.captures.allSatisfy { $0.upperBound <= text.count }, "\(source) \(text)")
        }
      }
    }
    #expect(tried > 300)
  }

  @Test func filesTakeAnyBytes() {
    var random = SeededGenerator(seed: 5)
    let sound = Array(
      """
      title: T
      severity: info
      match: ['a {x:int} text', "other \\" text"]
      where: {level: [error], action: '^x$'}
      rate: {count: 3, within: 5s}
      source: s
      examples: {match: [a], no-match: [b]}
      """.utf8)
    for _ in 0..<600 {
      var bytes = sound
      for _ in 0..<(1 + random.below(4)) {
        let place = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.below(256))
        case 1: bytes.remove(at: place)
        default: bytes.insert(bytes[random.below(bytes.count)], at: place)
        }
      }
      var problems: [PatternProblem] = []
      let file = SignatureFile(path: "a", id: "x/a", bytes: bytes)
      let signature = file.read(problems: &problems)
      #expect(signature != nil || !problems.isEmpty, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
