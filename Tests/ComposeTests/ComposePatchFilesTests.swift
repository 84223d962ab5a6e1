import Findings
import Testing

@testable import Compose

/// Which file a patch changes, and what it refuses.
@Suite struct ComposePatchFilesTests {
  private func after(
    _ files: [String: String], _ changes: [SettingChange], environment: [String: String] = [:]
  ) throws -> [String: String] {
    let patch = try ComposePatch(changes, environment: environment) {
      files[$0].map { Array($0.utf8) }
    }
    return Dictionary(
      uniqueKeysWithValues: patch.files.map { ($0.path, String(decoding: $0.after, as: UTF8.self)) }
    )
  }

  private static let twoServices = """
    services:
      a:
        environment:
          X: ${X}
      b:
        environment:
          X: ${X}

    """

  @Test func dotEnvIsChangedWhenAllUsersWantIt() throws {
    let files = ["compose.yaml": Self.twoServices, ".env": "# c\nX=1 # one\nY=\"2\"\n"]
    let result = try after(files, [.environment("a", "X", "5"), .environment("b", "X", "5")])
    #expect(result == [".env": "# c\nX=5 # one\nY=\"2\"\n"])
  }

  @Test func theComposeFileIsChangedWhenOnlyOneWantsIt() throws {
    let files = ["compose.yaml": Self.twoServices, ".env": "X=1\n"]
    let result = try after(files, [.environment("b", "X", "5")])
    #expect(result.keys.sorted() == ["compose.yaml"])
    #expect(result["compose.yaml"]?.contains("X: ${X}\n  b:") == true)
  }

  @Test func theComposeFileIsChangedWhenTheVariableIsUsedElsewhere() throws {
    let files = [
      "compose.yaml": "services:\n  a:\n    image: x:${X}\n    environment:\n      X: ${X}\n",
      ".env": "X=1\n",
    ]
    let result = try after(files, [.environment("a", "X", "5")])
    #expect(
      result == [
        "compose.yaml": "services:\n  a:\n    image: x:${X}\n    environment:\n      X: \"5\"\n"
      ])
  }

  @Test func theShellIsNotDotEnv() throws {
    let files = ["compose.yaml": Self.twoServices, ".env": "X=1\n"]
    let changes = [SettingChange.environment("a", "X", "5"), .environment("b", "X", "5")]
    let result = try after(files, changes, environment: ["X": "shell"])
    #expect(result.keys.sorted() == ["compose.yaml"])
  }

  @Test func anUnsetVariableIsAddedToDotEnv() throws {
    let files = ["compose.yaml": Self.twoServices, ".env": "Y=1"]
    let result = try after(files, [.environment("a", "X", "5"), .environment("b", "X", "5")])
    #expect(result == [".env": "Y=1\nX=5"])
  }

  @Test func envFilesAreChangedWhenAllUsersWantIt() throws {
    let files = [
      "compose.yaml": "services:\n  a:\n    env_file: x.env\n  b:\n    env_file: [x.env]\n",
      "x.env": "A=1\nB=2\n",
    ]
    let both = try after(files, [.environment("a", "A", "9"), .environment("b", "A", "9")])
    #expect(both == ["x.env": "A=9\nB=2\n"])
    let one = try after(files, [.environment("a", "A", "9")])
    #expect(
      one == [
        "compose.yaml":
          "services:\n  a:\n    env_file: x.env\n    environment:\n      A: \"9\"\n  b:\n    env_file: [x.env]\n"
      ])
    let removed = try after(files, [.environment("a", "A", nil), .environment("b", "A", nil)])
    #expect(removed == ["x.env": "B=2\n"])
  }

  @Test func theOverrideIsChangedWhereItDecides() throws {
    let files = [
      "compose.yaml": "services:\n  a:\n    environment:\n      A: one\n      B: two\n",
      "compose.override.yaml": "services:\n  a:\n    environment:\n      A: over\n",
    ]
    let set = try after(files, [.environment("a", "A", "x")])
    #expect(set == ["compose.override.yaml": "services:\n  a:\n    environment:\n      A: x\n"])
    let removed = try after(files, [.environment("a", "A", nil)])
    #expect(
      removed == [
        "compose.yaml": "services:\n  a:\n    environment:\n      B: two\n",
        "compose.override.yaml": "services:\n  a: {}\n",
      ])
  }

  @Test func anExtendedServiceIsChangedWhenAllWantIt() throws {
    let files = [
      "compose.yaml": """
      services:
        a:
          extends: {file: base.yaml, service: node}
        b:
          extends: {file: base.yaml, service: node}

      """,
      "base.yaml": "services:\n  node:\n    environment:\n      A: one\n",
    ]
    let both = try after(files, [.environment("a", "A", "x"), .environment("b", "A", "x")])
    #expect(both == ["base.yaml": "services:\n  node:\n    environment:\n      A: x\n"])
    let one = try after(files, [.environment("b", "A", "x")])
    #expect(one.keys.sorted() == ["compose.yaml"])
  }

  @Test func whatCannotBeDoneIsSaid() {
    let read: ComposeProject.FileReader = { path in
      path == "compose.yaml" ? Array("services:\n  a:\n    image: x\n".utf8) : nil
    }
    #expect(throws: ComposePatchError.unknownService("b")) {
      try ComposePatch([.environment("b", "A", "1")], readFile: read)
    }
    #expect(throws: ComposePatchError.contradiction(service: "a", path: "environment.A")) {
      try ComposePatch(
        [.environment("a", "A", "1"), .environment("a", "A", "2")], readFile: read)
    }
    #expect(throws: ComposePatchError.self) {
      try ComposePatch(
        [SettingChange(service: "a", path: "image.tag", value: "1")], readFile: read)
    }
    #expect(throws: ComposePatchError.self) {
      try ComposePatch([.environment("a", "A", "1")]) { _ in Array("services: [".utf8) }
    }
    #expect(throws: ComposePatchError.self) {
      try ComposePatch([SettingChange(service: "a", path: "", value: "1")], readFile: read)
    }
  }
}
