import Foundation
import LogStream
import Testing

@Suite("Archives in archives, one level deep")
struct NestedArchiveTests {
  private static let outer: [(command: String, file: String)] = [
    ("tar cf", "x.tar"), ("tar czf", "x.tar.gz"), ("zip -r", "x.zip"), ("zip -0 -r", "stored.zip"),
  ]
  private static let inner: [(command: String, file: String)] = [
    ("tar cf", "in.tar"), ("tar czf", "in.tgz"), ("zip -r", "in.zip"), ("zip -0 -r", "in0.zip"),
  ]

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("bundle/a.log", "first\n")
    try folder.write("bundle/b.log", (0..<9000).map { "line \($0) of b\n" }.joined())
    try folder.shell("mkdir outer; echo beside > outer/beside.log; : > outer/empty.log")
    return folder
  }

  @Test("each kind in each kind gives the files", arguments: outer, inner)
  func pairs(
    _ outer: (command: String, file: String), _ inner: (command: String, file: String)
  ) throws {
    guard TemporaryFolder.has("zip") else {
      print("\(inner.file) in \(outer.file): skipped, no zip on this machine")
      return
    }
    let folder = try folder()
    try #require(folder.shell("\(inner.command) outer/\(inner.file) bundle") == 0)
    try #require(folder.shell("\(outer.command) \(outer.file) outer") == 0)
    let tree = try EvidenceTree(path: folder.path + "/" + outer.file)
    #expect(tree.refusals == [])
    let paths = ["beside.log", "empty.log", inner.file + "/a.log", inner.file + "/b.log"]
    #expect(tree.entries.map(\.path) == paths)
    let session = EvidenceSession(tree)
    for entry in session.readingOrder {
      let found = try session.open(entry).bytes(limit: 1 << 20)
      let name = entry.path.split(separator: "/").last.map(String.init) ?? ""
      let place = entry.path.contains("/") ? "bundle/" : "outer/"
      #expect(found == (try Array(Data(contentsOf: folder.url.appending(path: place + name)))))
    }
  }

  @Test("H19: zips two levels deep and bombs inside a zip are refused, the rest is read")
  func refusals() throws {
    guard TemporaryFolder.has("zip") else { return }
    let folder = try folder()
    try folder.shell(
      """
      head -c 60000000 /dev/zero > bundle/zero.log && zip -r deep.zip bundle \
      && cp deep.zip bundle/ && rm bundle/zero.log && zip -r outer/in.zip bundle && zip -r x.zip outer
      """)
    let tree = try EvidenceTree(path: folder.path + "/x.zip")
    #expect(
      tree.refusals.map { "\($0.path): \($0.reason)" } == [
        "in.zip/deep.zip: archive nested too deep"
      ])
    #expect(tree.entries.contains { $0.path == "in.zip/b.log" })
    try folder.shell(
      "rm -r outer/*; cp deep.zip outer/; echo ok > outer/ok.log; zip -r y.zip outer")
    let bomb = try EvidenceTree(path: folder.path + "/y.zip")
    #expect(
      bomb.refusals.contains { $0.path == "deep.zip/zero.log" && $0.reason.contains("no log") })
    #expect(bomb.entries.contains { $0.path == "ok.log" })
  }

  @Test("a damaged inner archive is refused with its reason, what lies beside it is read")
  func damaged() throws {
    guard TemporaryFolder.has("zip") else { return }
    let folder = try folder()
    try folder.shell(
      "zip -r in.zip bundle; head -c 700 in.zip > outer/in.zip; tar czf x.tar.gz outer")
    let tree = try EvidenceTree(path: folder.path + "/x.tar.gz")
    #expect(tree.entries.map(\.path) == ["beside.log", "empty.log"])
    #expect(
      tree.refusals.map { "\($0.path): \($0.reason)" } == [
        "in.zip: no central directory: damaged or cut off"
      ])
  }

  @Test("H19: layers of packing do not multiply how large a file may become")
  func layers() throws {
    guard TemporaryFolder.has("zip") else { return }
    let folder = try TemporaryFolder()
    // 300 MB of zeros: each layer alone stays below the ratio, both together do not.
    try folder.shell(
      """
      mkdir in out; head -c 300000000 /dev/zero | gzip -9 > in/zero.log.gz; echo ok > in/ok.log
      tar czf out/in.tar.gz in; cp in/ok.log out; tar czf x.tar.gz out
      """)
    let tree = try EvidenceTree(path: folder.path + "/x.tar.gz")
    #expect(tree.entries.contains { $0.path == "in.tar.gz/ok.log" })
    let bomb = try #require(tree.entries.first { $0.path == "in.tar.gz/zero.log.gz" })
    #expect(throws: LogStreamError.self) { try tree.open(bomb).bytes(limit: 1 << 30) }
    let size = try #require(
      FileManager.default.attributesOfItem(atPath: folder.path + "/x.tar.gz")[.size] as? Int)
    #expect(300_000_000 > size * 400)
  }

  @Test("H19: members of a zip that share their bytes are refused but for one")
  func overlapping() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "make.py",
      """
      import struct, zlib
      data = b'same bytes'
      local = struct.pack('<4sHHHHHIIIHH', b'PK\\3\\4', 20, 0, 0, 0, 0, zlib.crc32(data), len(data), len(data), 5, 0) + b'a.log' + data
      central = b''
      for name in (b'a.log', b'b.log', b'c.log'):
          central += struct.pack('<4sHHHHHHIIIHHHHHII', b'PK\\1\\2', 20, 20, 0, 0, 0, 0, zlib.crc32(data), len(data), len(data), len(name), 0, 0, 0, 0, 0, 0) + name
      end = struct.pack('<4sHHHHIIH', b'PK\\5\\6', 0, 0, 3, 3, len(central), len(local), 0)
      open('x.zip', 'wb').write(local + central + end)
      """)
    guard try folder.shell("python3 make.py") == 0 else {
      print("skipped: no python3 to make the archive")
      return
    }
    let tree = try EvidenceTree(path: folder.path + "/x.zip")
    #expect(tree.entries.count == 1)
    #expect(tree.refusals.map(\.reason) == Array(repeating: "lies over another member", count: 2))
  }
}
