import Foundation
import LogStream
import Testing

/// A folder of its own that is removed with the value.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "logstream-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path }

  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func write(_ name: String, _ text: String) throws { try write(name, text.utf8) }

  /// Runs a shell command in the folder.
  @discardableResult
  func shell(_ command: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  static func has(_ program: String) -> Bool {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + program)
    }
  }
}

@Suite("The entries of what the user named")
struct EvidenceTreeTests {
  private func read(_ tree: EvidenceTree) throws -> [String: String] {
    var found: [String: String] = [:]
    for entry in tree.entries {
      found[entry.path] = String(
        decoding: try tree.open(entry).bytes(limit: 1 << 24), as: UTF8.self)
    }
    return found
  }

  private func bundle() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("bundle/logs/a.log", "first\n")
    try folder.write("bundle/logs/deep/b.log", String(repeating: "line of b\n", count: 20_000))
    try folder.write("bundle/inspect.json", "[]\n")
    try folder.write("bundle/" + String(repeating: "long", count: 40) + ".log", "long name\n")
    return folder
  }

  @Test("a folder, sorted, each entry readable twice")
  func folder() throws {
    let folder = try bundle()
    let tree = try EvidenceTree(path: folder.path + "/bundle")
    let long = String(repeating: "long", count: 40) + ".log"
    #expect(tree.entries.map(\.path) == ["inspect.json", "logs/a.log", "logs/deep/b.log", long])
    #expect(try read(tree) == (try read(tree)))
    #expect(try read(tree)["logs/a.log"] == "first\n")
  }

  @Test("links and pipes inside a folder are refused, with the reason")
  func links() throws {
    let folder = try bundle()
    try folder.shell(
      "ln -s /etc/passwd bundle/logs/outside.log; mkfifo bundle/pipe; ln -s . bundle/loop")
    let tree = try EvidenceTree(path: folder.path + "/bundle")
    #expect(
      tree.refusals.map { "\($0.path): \($0.reason)" } == [
        "logs/outside.log: symbolic link, not followed", "loop: symbolic link, not followed",
        "pipe: neither a file nor a folder",
      ])
    #expect(tree.entries.count == 4)
  }

  private static let packings: [(command: String, file: String, program: String)] = [
    ("tar cf", "x.tar", "tar"), ("tar --format=gnu -czf", "x.tar.gz", "gzip"),
    ("tar --format=pax -czf", "x.tgz", "gzip"), ("tar --zstd -cf", "x.tar.zst", "zstd"),
    ("tar -cJf", "x.tar.xz", "xz"), ("tar -cjf", "x.tar.bz2", "bzip2"), ("zip -r", "x.zip", "zip"),
    ("zip -0 -r", "stored.zip", "zip"),
  ]

  @Test("real archives give the files of the folder", arguments: packings)
  func archives(_ packing: (command: String, file: String, program: String)) throws {
    guard TemporaryFolder.has(packing.program) else {
      print("\(packing.file): skipped, no \(packing.program) on this machine")
      return
    }
    let folder = try bundle()
    try #require(folder.shell("\(packing.command) \(packing.file) bundle") == 0)
    let unpacked = try EvidenceTree(path: folder.path + "/bundle")
    let packed = try EvidenceTree(path: folder.path + "/" + packing.file)
    #expect(packed.refusals == [])
    #expect(packed.entries.map(\.path) == unpacked.entries.map(\.path))
    #expect(try read(packed) == (try read(unpacked)))
  }

  @Test(
    "single packed files keep their name",
    arguments: [("gzip", "gz"), ("zstd", "zst"), ("xz", "xz"), ("bzip2", "bz2")])
  func single(_ packing: (program: String, suffix: String)) throws {
    guard TemporaryFolder.has(packing.program) else { return }
    let folder = try bundle()
    try #require(folder.shell("\(packing.program) -k bundle/logs/a.log") == 0)
    let tree = try EvidenceTree(path: folder.path + "/bundle/logs/a.log." + packing.suffix)
    #expect(try read(tree) == ["a.log." + packing.suffix: "first\n"])
  }

  @Test("UTF-16 of PowerShell is read as text", arguments: [false, true])
  func wide(_ isBigEndian: Bool) throws {
    let folder = try TemporaryFolder()
    let text = "2026-11-23T00:00:01.000000001Z caf\u{E9} \u{1F433}\r\nsecond\r\n"
    let units = [0xFEFF] + Array(text.utf16)
    try folder.write(
      "x.log",
      units.flatMap { unit -> [UInt8] in
        let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
        return isBigEndian ? [high, low] : [low, high]
      })
    let tree = try EvidenceTree(path: folder.path + "/x.log")
    #expect(try read(tree) == ["x.log": text])
  }

  @Test("large members of a packed archive are read to their end")
  func largeMembers() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b", "c"] {
      try folder.write(
        "big/\(name).log",
        (0..<30_000).map { "\(name) line \($0) \($0 &* 2_654_435_761)\n" }.joined())
    }
    try folder.shell("tar czf big.tar.gz big")
    let packed = try EvidenceTree(path: folder.path + "/big.tar.gz")
    let plain = try EvidenceTree(path: folder.path + "/big")
    #expect(try read(packed) == (try read(plain)))
    #expect(packed.entries.map(\.size) == plain.entries.map(\.size))
    let session = EvidenceSession(packed)
    for _ in 0..<2 {
      for entry in session.readingOrder {
        let bytes = try session.open(entry).bytes(limit: 1 << 24)
        #expect(bytes == (try packed.open(entry).bytes(limit: 1 << 24)))
      }
    }
    #expect(session.unpackings == 2)
  }

  @Test("archives in archives, one level deep")
  func nested() throws {
    let folder = try bundle()
    try #require(
      folder.shell(
        """
        mkdir outer && tar czf outer/node1.tar.gz bundle && gzip -k bundle/logs/a.log \
        && cp bundle/logs/a.log.gz outer/ && tar czf outer.tar.gz outer \
        && mkdir third && cp outer.tar.gz third && tar czf third.tar.gz third
        """) == 0)
    let tree = try EvidenceTree(path: folder.path + "/outer.tar.gz")
    #expect(tree.refusals == [])
    let found = try read(tree)
    #expect(found["node1.tar.gz/logs/a.log"] == "first\n")
    #expect(found["node1.tar.gz/logs/deep/b.log"]?.utf8.count == 200_000)
    #expect(found["a.log.gz"] == "first\n")
    let deep = try EvidenceTree(path: folder.path + "/third.tar.gz")
    #expect(deep.entries.map(\.path) == ["outer.tar.gz/a.log.gz"])
    #expect(deep.refusals.map(\.reason) == ["archive nested too deep"])
  }

  @Test("H19: hostile members of a tar are refused, the others are read")
  func hostileTar() throws {
    let folder = try TemporaryFolder()
    let script = """
      import tarfile, io
      t = tarfile.open('h.tar', 'w')
      def add(name, data=b'x', type=tarfile.REGTYPE, link=''):
          i = tarfile.TarInfo(name); i.type = type; i.linkname = link
          i.size = len(data) if type == tarfile.REGTYPE else 0
          t.addfile(i, io.BytesIO(data))
      add('top/../../escape.log'); add('/etc/absolute.log'); add('top/good.log', b'good')
      add('top/link', type=tarfile.SYMTYPE, link='/etc/passwd')
      add('top/hard', type=tarfile.LNKTYPE, link='/etc/passwd')
      add('top/dev', type=tarfile.CHRTYPE); add('top/bad\\nname.log')
      add('top/twice.log', b'old'); add('top/twice.log', b'new')
      t.close()
      """
    try folder.write("make.py", script)
    guard try folder.shell("python3 make.py") == 0 else {
      print("skipped: no python3 to make the archive")
      return
    }
    let tree = try EvidenceTree(path: folder.path + "/h.tar")
    #expect(try read(tree) == ["good.log": "good", "twice.log": "new"])
    #expect(
      Set(tree.refusals.map(\.reason)) == [
        "path leaves the archive", "absolute path", "symbolic link, not followed",
        "hard link, not followed", "device or pipe", "control characters in the name",
      ])
  }

  @Test("H19: a bomb is refused while it is read, and everything else goes on")
  func bomb() throws {
    let folder = try TemporaryFolder()
    try folder.shell(
      """
      mkdir b && head -c 60000000 /dev/zero > b/zero.log && echo ok > b/ok.log \
      && tar cf b.tar b && gzip -k b.tar && gzip b/zero.log
      """)
    let packed = try EvidenceTree(path: folder.path + "/b")
    let bomb = try #require(packed.entries.first { $0.path == "zero.log.gz" })
    #expect(throws: LogStreamError.self) { try packed.open(bomb).bytes(limit: .max >> 8) }
    #expect(packed.entries.contains { $0.path == "ok.log" })
    let whole = try EvidenceTree(path: folder.path + "/b.tar.gz")
    #expect(whole.refusals.contains { $0.reason.contains("which is no log") })
  }

  @Test(
    "cut off archives give what is there and say so", arguments: ["x.tar", "x.tar.gz", "x.zip"])
  func cutOff(_ name: String) throws {
    guard TemporaryFolder.has("zip") else { return }
    let folder = try bundle()
    try folder.shell("tar cf x.tar bundle; tar czf x.tar.gz bundle; zip -r x.zip bundle")
    let bytes = try Data(contentsOf: folder.url.appending(path: name))
    try folder.write("cut-" + name, bytes.prefix(bytes.count * 3 / 4))
    let tree = try EvidenceTree(path: folder.path + "/cut-" + name)
    #expect(tree.refusals.isEmpty == false)
  }

  @Test("seeded damage anywhere in an archive never traps or hangs", arguments: ["x.tar", "x.zip"])
  func mutations(_ name: String) throws {
    guard TemporaryFolder.has("zip") else { return }
    let folder = try TemporaryFolder()
    try folder.write("bundle/a.log", "first\n")
    try folder.write("bundle/b.log", String(repeating: "b\n", count: 300))
    try folder.shell("tar cf x.tar bundle; zip -r x.zip bundle")
    let bytes = Array(try Data(contentsOf: folder.url.appending(path: name)))
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<150 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let at = Int.random(in: 0..<damaged.count, using: &generator)
        damaged[at] = UInt8.random(in: 0...255, using: &generator)
      }
      try folder.write("m-" + name, damaged)
      let tree = try EvidenceTree(path: folder.path + "/m-" + name)
      for entry in tree.entries { _ = try? tree.open(entry).bytes(limit: 1 << 20) }
    }
  }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
