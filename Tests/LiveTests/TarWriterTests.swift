import Foundation
import Testing

@testable import Live

/// Archives that the program `tar` reads.
@Suite struct TarWriterTests {
  @Test(arguments: [0, 1, 511, 512, 513, 70_000], [5, 100, 101, 240])
  func tarReadsWhatIsWritten(size: Int, nameLength: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tar-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "x.tar").path()
    let name = "a/" + String(repeating: "n", count: nameLength - 2)
    let bytes = (0..<size).map { UInt8($0 % 251) }
    let writer = try TarWriter(path: path, time: 1_790_000_000)
    try writer.add(name, bytes)
    try writer.add("second", [1])
    try writer.finish()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["tar", "xf", path, "-C", folder.path()]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let read = try Data(contentsOf: folder.appending(path: name))
    #expect(Array(read) == bytes)
    #expect(try Data(contentsOf: folder.appending(path: "second")) == Data([1]))
  }

  @Test func onlyTheOwnerMayReadIt() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "tar-\(UUID()).tar").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try TarWriter(path: path, time: 0).finish()
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test(arguments: [("", 10), ("a\nbb\nccc\n", 4), ("a\nbb\nccc\n", 100), ("abcdef", 3)])
  func theNewestLinesAreKept(text: String, limit: Int) {
    var bytes = Array(text.utf8)
    LogTail.keepNewest(&bytes, limit)
    #expect(bytes.count <= limit)
    #expect(Array(text.utf8).suffix(bytes.count) == bytes[...])
  }
}
