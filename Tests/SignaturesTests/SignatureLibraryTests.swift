import Foundation
import Signatures
import Testing

@Suite struct SignatureLibraryTests {
  private static let sound = """
    title: T
    severity: info
    match: some text
    source: s
    examples: {match: [some text], no-match: [a]}
    """

  /// Calls a closure with a folder that holds these files and is removed afterwards.
  private static func withFolder(_ files: [String: String], _ body: (String) -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    body(folder.path())
  }

  @Test func takesIDsFromPathsAndLeavesCausesAside() throws {
    let files = [
      "x/deep/a.yaml": Self.sound, "x/b.yaml": Self.sound, "causes/x/c.yaml": "anything: at all",
      "README.md": "text", ".hidden/a.yaml": "[",
    ]
    try Self.withFolder(files) { folder in
      let library = SignatureLibrary(folders: [folder])
      #expect(library.problems == [])
      #expect(library.signatures.map(\.id) == ["x/b", "x/deep/a"])
      #expect(library.signatures.map(\.product) == ["x", "x"])
      #expect(library.causeFiles.map(\.id) == ["x/c"])
      #expect(library.digest.count == 16)
    }
  }

  @Test func namesFilesThatNothingReads() throws {
    try Self.withFolder(["a.yaml": Self.sound, "x/b.yml": "", "x/c.yaml": "a: ["]) { folder in
      let messages = SignatureLibrary(folders: [folder]).problems.map(\.message)
      #expect(messages.contains("put it into the folder of its product"))
      #expect(messages.contains("name it .yaml"))
      #expect(messages.count == 3)
    }
    #expect(
      SignatureLibrary(folders: ["/no/such"]).problems.map(\.message) == ["no such file or folder"])
  }

  @Test func laterFoldersWin() throws {
    try Self.withFolder(["x/a.yaml": Self.sound, "x/b.yaml": Self.sound]) { first in
      let other = Self.sound.replacing("title: T", with: "title: Mine")
      try? Self.withFolder(["x/a.yaml": other]) { second in
        let library = SignatureLibrary(folders: [first, second])
        #expect(library.signature("x/a")?.title == "Mine")
        #expect(library.signatures.count == 2)
        #expect(library.replacements.count == 1)
        #expect(library.replacements.allSatisfy { $0.contains(" replaces ") })
        #expect(library.digest != SignatureLibrary(folders: [first]).digest)
      }
    }
  }

  @Test func theDigestDependsOnContentOnly() throws {
    var digests: Set<String> = []
    for text in [Self.sound, Self.sound, Self.sound + "\n# more"] {
      try Self.withFolder(["x/a.yaml": text]) {
        digests.insert(SignatureLibrary(folders: [$0]).digest)
      }
    }
    #expect(digests.count == 2)
  }

  @Test func locatesTheFolder() throws {
    let files = [
      "share/logtriage/Patterns/x/a.yaml": "", "bin/logtriage": "", "own/x/a.yaml": "",
      "build/debug/logtriage_Signatures.resources/Patterns/x/a.yaml": "",
    ]
    try Self.withFolder(files) { root in
      let root = root.hasSuffix("/") ? String(root.dropLast()) : root
      func located(_ named: String?, _ program: String) -> String? {
        PatternLocator.locate(named: named, executable: "\(root)/\(program)").folder
      }
      #expect(located(nil, "bin/logtriage") == "\(root)/share/logtriage/Patterns")
      let resources = "build/debug/logtriage_Signatures.resources/Patterns"
      #expect(located(nil, "build/debug/logtriage") == "\(root)/\(resources)")
      #expect(located(nil, "a/b/logtriage") == nil)
      #expect(located("\(root)/own", "bin/logtriage") == "\(root)/own")
      let missing = PatternLocator.locate(named: "/no/such", executable: "\(root)/bin/logtriage")
      #expect(missing.folder == nil && missing.tried == ["/no/such"])
      #expect(PatternLocator.locate(named: nil, executable: "/x/y").tried.count == 3)
      // A program at the top of an otherwise empty root, as in a container image.
      let top = PatternLocator.locate(named: nil, executable: "/logtriage").tried.first
      #expect(top == "/share/logtriage/Patterns")
    }
  }

  @Test func findsTheFolderOfTheBuild() {
    #expect(PatternLocator.executablePath()?.isEmpty == false)
  }
}
