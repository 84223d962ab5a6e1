import Diagnosis
import Foundation
import Testing

@testable import Report

@Suite struct PatchContextTests {
  private static func isSecret(_ line: String) -> Bool { line.contains("PASSWORD") }

  private static let original = (1...12).map { number in
    number.isMultiple(of: 4) ? "  PASSWORD: s\(number)\n" : "  line \(number)\n"
  }.joined()

  private static let hunk = """
    @@ -2,10 +2,11 @@ services:
       line 2
       line 3
       PASSWORD: s4
    -  line 5
    +  line five
       line 6
    +  new
       line 7
       PASSWORD: s8
       line 9
       line 10
       line 11

    """

  @Test func contextWithASecretIsCutAndTheRestStaysWhole() {
    let patch = PatchContext("--- a/f\n+++ b/f\n" + Self.hunk, holdsSecret: Self.isSecret)
    #expect(patch.exposed == 0)
    #expect(
      patch.patch == """
        --- a/f
        +++ b/f
        @@ -5,3 +5,4 @@
        -  line 5
        +  line five
           line 6
        +  new
           line 7

        """)
  }

  @Test func aDiffWithoutSecretsStaysAsItIs() {
    let text = "--- a/f\n+++ b/f\n" + Self.hunk
    #expect(PatchContext(text, holdsSecret: { _ in false }).patch == text)
  }

  @Test func changedLinesStayAndAreCounted() {
    let text = "--- a/f\n+++ b/f\n@@ -4 +4 @@\n-  PASSWORD: s4\n+  PASSWORD: new\n"
    let patch = PatchContext(text, holdsSecret: Self.isSecret)
    #expect(patch.exposed == 2)
    #expect(patch.patch.contains("-  PASSWORD: s4\n+  PASSWORD: new\n"))
  }

  /// `patch` of the system is the judge: what is left must apply without fuzz.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/patch"), "needs patch"),
    arguments: [
      hunk, "@@ -3,4 +3,5 @@\n   line 3\n   PASSWORD: s4\n+  new\n   line 5\n   line 6\n",
      "@@ -3,2 +3,3 @@\n   line 3\n+  new\n   PASSWORD: s4\n",
      "@@ -7,3 +7,4 @@\n   line 7\n+  new\n   PASSWORD: s8\n   line 9\n",
      "@@ -10,3 +10,4 @@\n   line 10\n   line 11\n   PASSWORD: s12\n+  new\n",
      "@@ -3,5 +3,4 @@\n   line 3\n   PASSWORD: s4\n-  line 5\n   line 6\n   line 7\n",
    ])
  func whatIsLeftApplies(hunk: String) throws {
    let text = "--- a/f\n+++ b/f\n" + hunk
    let cut = PatchContext(text, holdsSecret: Self.isSecret).patch
    #expect(!cut.contains("PASSWORD"))
    let results = try [text, cut].map { try Self.apply($0) }
    #expect(results[0] == results[1])
  }

  /// The file after `patch -p1 --fuzz=0`.
  private static func apply(_ patch: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(original.utf8).write(to: folder.appending(path: "f"))
    try Data(patch.utf8).write(to: folder.appending(path: "p"))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/patch")
    process.arguments = ["-p1", "--batch", "--fuzz=0", "-s", "-i", "p"]
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(patch)")
    return try String(contentsOf: folder.appending(path: "f"), encoding: .utf8)
  }
}
