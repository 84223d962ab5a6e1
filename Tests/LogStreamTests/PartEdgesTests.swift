import Testing

@testable import LogStream

/// Parts of a compose log whose first lines have no header: what stood before decides.
@Suite struct PartEdgesTests {
  /// Reads both halves as parts; says whether the second begins with records of its own, and what
  /// both said.
  private static func read(
    _ halves: [String], sieve: (any LineSieve)?
  ) throws -> (isSound: Bool, records: [String], count: Int) {
    var joined = PartEdges()
    var isSound = true
    var records: [String] = []
    var count = 0
    for (place, half) in halves.enumerated() {
      var options = LogReader.Options()
      options.head = Array("a-1  | x\nb-1  | y\nc-1  | z\na-1  | x\nb-1  | y\n".utf8)
      options.isPart = true
      options.isLaterPart = place > 0
      let reader = LogReader(options: options, sieve: sieve)
      var own: [String] = []
      try reader.read(from: MemorySource(Array(half.utf8))) {
        own.append(($0.container ?? "-") + ": " + $0.text.string)
      }
      let fits = joined.append(reader.edges)
      isSound = isSound && (place == 0 || fits)
      records += own
      count += reader.statistics.records
    }
    return (isSound, records, count)
  }

  private static let header = "2026-11-23 00:00:01 ERROR "

  @Test(
    "a line without a header begins a record where nothing before it waits for one like it",
    arguments: [
      ("a-1  | \(header)failed\n", "a-1  | started\n"),
      ("a-1  | {\"level\":\"error\",\"msg\":\"x\"}\n", "a-1  |   at f (x.js:1)\n"),
      ("a-1  | one\nb-1  | TypeError: x\n", "a-1  | two\n"),
      ("b-1  | TypeError: x\n", "a-1  |   at f (x.js:1)\n"),
      ("a-1  | plain\n", "a-1  | \na-1  |   indented\n"),
      (
        "a-1  | Traceback (most recent call last):\na-1  |   File \"a\"\na-1  | E: x\n",
        "a-1  | next\n"
      ),
      ("a-1  | TypeError: x\na-1  | {\"a\":1}\n", "a-1  |   at f (x.js:1)\n"),
      ("a-1  | \(header)x\n", "a-1  | \(header)y\na-1  |   behind it\n"),
    ])
  func sound(before: String, after: String) throws {
    let found = try Self.read([before, after], sieve: nil)
    #expect(found.isSound)
    #expect(
      found.records.sorted() == (try Self.read([before + after], sieve: nil)).records.sorted())
  }

  @Test(
    "one that may continue a record does not",
    arguments: [
      ("a-1  | \(header)failed\n", "a-1  |   at f (x.js:1)\n"),
      (
        "a-1  | \(header)failed\nb-1  | x\n",
        "b-1  | y\na-1  | Traceback (most recent call last):\n"
      ),
      ("a-1  | Traceback (most recent call last):\n", "b-1  | x\na-1  | ValueError: x\n"),
      ("a-1  | TypeError: x\n", "a-1  | whatever\n"),
      ("a-1  | TypeError: x\na-1  | held\n", "a-1  |     at f (x.js:1)\n"),
      ("a-1  | TypeError: x\n", "a-1  | \na-1  |     at f (x.js:1)\n"),
      ("a-1  | thread 'main' panicked at src/main.rs:1:\n", "a-1  | index out of bounds\n"),
      ("a-1  | \(header)\(String(repeating: "x", count: 5000))\n", "a-1  |   at f (x.js:1)\n"),
      ("a-1  | x\n", "a-1  |   \(String(repeating: "y", count: 5000))\n"),
    ])
  func torn(before: String, after: String) throws {
    for sieve in [nil, OpenSieve()] {
      #expect(try Self.read([before, after], sieve: sieve).isSound == false)
    }
  }

  @Test("what a container was left with is known behind parts in which it is silent")
  func silence() throws {
    let parts = ["a-1  | TypeError: x\n", "b-1  | x\n", "a-1  |     at f (x.js:1)\n"]
    #expect(try !Self.read(parts, sieve: nil).isSound)
    #expect(try Self.read([parts[1], parts[1], parts[2]], sieve: nil).isSound)
  }

  /// Lines of three services, of which some are traces that go on while others write.
  private static func lines(_ random: inout SeededGenerator) -> [String] {
    let texts = [
      "\(header)failed", "2026-11-23 00:00:02 INFO fine", "2026-11-23 00:00:03 INFO well",
      "plain", "plain too", "{\"level\":\"info\",\"msg\":\"x\"}",
      "Traceback (most recent call last):", "  File \"a.py\", line 1, in f", "KeyError: 'x'",
      "TypeError: x is not a function", "    at f (/app/x.js:1:2)", "started without a header",
      "", "Caused by: java.io.IOException: x", "panic: oh", "goroutine 1 [running]:", "main.f(0x1)",
      "thread 'main' panicked at src/main.rs:2:5:", "stack backtrace:", " one blank", "}",
      "During handling of the above exception, another exception occurred:", "/app/x.js:3",
    ]
    return (0..<40).map { _ in
      let name = ["a-1", "b-1", "c-1"][Int.random(in: 0..<3, using: &random)]
      return "\(name)  | \(texts[Int.random(in: 0..<texts.count, using: &random)])\n"
    }
  }

  @Test("sound parts hold the records of the whole", arguments: 0..<20)
  func soundPartsAreTheWhole(seed: Int) throws {
    var sound = 0
    for run in 0..<10 { sound += try Self.sound(seed: seed * 10 + run) }
    #expect(sound > 0)
  }

  /// Cuts lines everywhere, and once more soon after; says how often the parts are sound.
  private static func sound(seed: Int) throws -> Int {
    var random = SeededGenerator(seed: UInt64(seed))
    let lines = Self.lines(&random)
    let whole = try Self.read([lines.joined()], sieve: nil)
    var sound = 0
    for cut in 1..<lines.count {
      let second = min(lines.count, cut + Int.random(in: 0..<6, using: &random))
      let parts = [lines[..<cut], lines[cut..<second], lines[second...]]
        .map { $0.joined() }.filter { !$0.isEmpty }
      let found = try Self.read(parts, sieve: nil)
      let skimmed = try Self.read(parts, sieve: OpenSieve())
      #expect(skimmed.isSound == found.isSound && skimmed.count == found.count)
      guard found.isSound else { continue }
      sound += 1
      #expect(
        found.records.sorted() == whole.records.sorted(), "\(parts.joined(separator: "=====\n"))")
    }
    return sound
  }
}
