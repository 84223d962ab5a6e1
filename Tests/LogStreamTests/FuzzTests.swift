import Foundation
import LogStream
import Testing

/// What mutated inputs are read as, and what must hold for each of them.
enum FuzzedReader: String, CaseIterable, Sendable {
  case dockerLogs, jsonFile, compose, cri, shippers, journal, frames, syslog, tar, zip

  /// Sound inputs to start from.
  func seed(_ generator: inout SeededGenerator) -> [UInt8] {
    switch self {
    case .dockerLogs: lines([.plain, .stamped, .details], &generator)
    case .jsonFile: lines([.jsonFile], &generator)
    case .compose: lines([.composeV1, .composeV2, .composeStamped], &generator)
    case .cri: lines([.cri, .podman], &generator)
    case .shippers: lines([.fluentd, .kubectl], &generator) + Self.shipped
    case .syslog: lines([.syslog], &generator)
    case .journal: Bool.random(using: &generator) ? Self.journalJSON : Self.journalExport
    case .frames: Bool.random(using: &generator) ? Self.localDriver : Self.engineStream
    case .tar, .zip: []
    }
  }

  private func lines(
    _ wrappings: [LineCorpus.Wrapping], _ generator: inout SeededGenerator
  ) -> [UInt8] {
    let wrapping = wrappings.randomElement(using: &generator) ?? .plain
    return (0..<20).flatMap { tick -> [UInt8] in
      let text = LineCorpus.application.randomElement(using: &generator) ?? ""
      return Array(LineCorpus.wrap(text, as: wrapping, at: tick).utf8)
    }
  }

  private static let shipped = Array(
    #"""
    {"version":"1.1","host":"h","short_message":"one","timestamp":1795392001.5,"level":3,"_container_name":"web"}
    {"Line":"one","Source":"stderr","Timestamp":"2026-11-23T00:00:01.5Z","MetaData":{"Last":true}}
    {"labels":{"container":"web","job":"x"},"line":"one","timestamp":"2026-11-23T00:00:01.5Z"}

    """#.utf8)

  private static let journalJSON = Array(
    #"""
    {"__REALTIME_TIMESTAMP":"1795378936978702","PRIORITY":"3","CONTAINER_NAME":"w-1","MESSAGE":"panic: boom"}
    {"__REALTIME_TIMESTAMP":"1795378936978703","CONTAINER_NAME":"web-1","MESSAGE":[27,91,51,49,109,114]}
    {"__REALTIME_TIMESTAMP":"1795378936978704","CONTAINER_NAME":"web-1","MESSAGE":null}
    {"__REALTIME_TIMESTAMP":"1795378936978706","CONTAINER_NAME":"db-1","CONTAINER_PARTIAL_MESSAGE":"true","MESSAGE":["a","b"]}

    """#.utf8)

  private static let journalExport: [UInt8] =
    Array("__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795378936978702\nPRIORITY=3\n".utf8)
    + Array("CONTAINER_NAME=weaviate-1\nMESSAGE=panic: boom\n\n".utf8)
    + Array("__REALTIME_TIMESTAMP=1795378936978703\nCONTAINER_NAME=web-1\nMESSAGE\n".utf8)
    + [5, 0, 0, 0, 0, 0, 0, 0] + Array("a\nb\u{FC}\n\n".utf8)

  private static let localDriver: [UInt8] = ["one", "two", "a third line"].flatMap { text in
    let body: [UInt8] =
      [0x0A, 6] + "stdout".utf8 + [0x10, 0xE1, 0xB3, 0xF7, 1, 0x1A, UInt8(text.utf8.count)]
      + text.utf8 + [0x20, 1, 0x2A, 4, 8, 1, 0x18, 1]
    let size: [UInt8] = [0, 0, 0, UInt8(body.count)]
    return size + body + size
  }

  private static let engineStream: [UInt8] = ["one\n", "two", "2026-11-23T01:54:37.647139523Z x\n"]
    .flatMap { text in [1, 0, 0, 0, 0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8) }

  /// What does not hold for an input; nil if all does.
  func fault(of bytes: [UInt8], _ generator: inout SeededGenerator) -> String? {
    let whole = records(bytes)
    let sum = whole.statistics
    if sum.bytes != bytes.count { return "\(sum.bytes) bytes of \(bytes.count)" }
    if sum.readBytes + sum.damagedBytes + sum.cutBytes + sum.skippedBytes != bytes.count {
      return "the books do not balance"
    }
    let cut = records(bytes, chunk: Int.random(in: 1...200, using: &generator))
    if cut.records != whole.records || cut.statistics != sum { return "other records in chunks" }
    let comparison = SkimComparison([bytes])
    return comparison.difference() == nil ? nil : comparison.explanation()
  }
}

@Suite("Seeded mutations, for as long as LOGTRIAGE_FUZZ_SECONDS says for each reader")
struct FuzzTests {
  /// Seconds for each reader; without it a fixed number of inputs.
  static let seconds =
    ProcessInfo.processInfo.environment["LOGTRIAGE_FUZZ_SECONDS"].flatMap(Double.init)
  /// Another seed gives other inputs.
  static let seed =
    ProcessInfo.processInfo.environment["LOGTRIAGE_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  @Test("readers of bytes", arguments: FuzzedReader.allCases.filter { $0 != .tar && $0 != .zip })
  func bytes(_ reader: FuzzedReader) {
    var generator = SeededGenerator(seed: Self.seed)
    let began = ContinuousClock.now
    var inputs = 0
    while goesOn(inputs, since: began, atLeast: 150) {
      var bytes = reader.seed(&generator)
      LineCorpus.damage(&bytes, &generator)
      inputs += 1
      guard let fault = reader.fault(of: bytes, &generator) else { continue }
      Issue.record("\(reader) input \(inputs): \(fault): \(bytes)")
      return
    }
    tell(reader, inputs)
  }

  @Test("archives", arguments: [FuzzedReader.tar, .zip])
  func archives(_ reader: FuzzedReader) throws {
    guard TemporaryFolder.has(reader.rawValue) else {
      print("\(reader): skipped, no \(reader) on this machine")
      return
    }
    let folder = try TemporaryFolder()
    try folder.write("bundle/a.log", "first\n")
    try folder.write("bundle/b.log", String(repeating: "b\n", count: 300))
    try folder.shell("tar cf inner.tar bundle; zip -r inner.zip bundle; mv inner.* bundle")
    try folder.shell("tar cf x.tar bundle; zip -r x.zip bundle")
    let sound = Array(try Data(contentsOf: folder.url.appending(path: "x.\(reader)")))
    var generator = SeededGenerator(seed: Self.seed)
    let began = ContinuousClock.now
    var inputs = 0
    while goesOn(inputs, since: began, atLeast: 60) {
      var bytes = sound
      LineCorpus.damage(&bytes, &generator)
      try folder.write("mutated", bytes)
      inputs += 1
      // What is at the path is there, whatever it holds.
      let tree = try EvidenceTree(path: folder.path + "/mutated")
      for entry in tree.entries { _ = try? tree.open(entry).bytes(limit: 1 << 20) }
    }
    tell(reader, inputs)
  }

  private func goesOn(
    _ inputs: Int, since began: ContinuousClock.Instant, atLeast count: Int
  ) -> Bool {
    guard let seconds = Self.seconds else { return inputs < count }
    return ContinuousClock.now - began < .seconds(seconds)
  }

  private func tell(_ reader: FuzzedReader, _ inputs: Int) {
    guard let seconds = Self.seconds else { return }
    print("fuzz \(reader): \(inputs) inputs in \(Int(seconds)) s, 0 crashes, 0 faults")
  }
}
