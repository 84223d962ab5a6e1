import Findings
import TestSupport
import Testing

@testable import Compose

/// Broken and hostile files: reading and patching end, without a trap, in bounded time.
@Suite struct HostileFilesTests {
  /// A small generator, so that a failure can be repeated.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let pieces: [String] = [
    "<<: *a", "&a", "*a", "${", "}", "$", ": ", "- ", "\n", "\r\n", "  ", "{", "}", "[", "]", "\"",
    "'", "#", "|", ">-", "null", "~", "!reset", "environment:", "extends:", "include:", "\t", ",",
    "? ", "\u{0}", "é", "-1", "99999999999999999999", "services:", "volumes:",
  ]

  private static let seed = """
    x-env: &env {A: "1", B: "${B:-x}"}
    services:
      a: &node
        image: x:${TAG}
        environment: *env
        volumes: [data:/data, "./x:/y:ro"]
        ports: ["80:80", 443]
        healthcheck: {test: [CMD, x], interval: 1m}
      b:
        <<: *node
        extends: {service: a}
        environment:
          <<: [*env]
          C: |
            text
        depends_on: [a]
      c:
        env_file: [.env]
        environment:
        - A=1
        - B
    volumes:
      data:

    """

  private static func damaged(_ text: String, _ dice: inout Dice) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &dice) {
      let place = Int.random(in: 0...bytes.count, using: &dice)
      let length = min(Int.random(in: 0...12, using: &dice), bytes.count - place)
      let piece = Bool.random(using: &dice) ? pieces.randomElement(using: &dice) ?? "" : ""
      bytes.replaceSubrange(place..<(place + length), with: Array(piece.utf8))
    }
    return bytes
  }

  @Test(arguments: 0..<4)
  func damagedFilesAreReadAndPatchedOrRefused(run: Int) throws {
    var dice = Dice(state: UInt64(run))
    let samples =
      [Self.seed]
      + ((try? ComposePatchPropertyTests.samples().map(\.text)) ?? []).shuffled(using: &dice)
      .prefix(20)
    for text in samples {
      for _ in 0..<(text == Self.seed ? 40 : 2) {
        let bytes = Self.damaged(text, &dice)
        let read: ComposeProject.FileReader = {
          $0 == "compose.yaml" ? bytes : $0 == ".env" ? Array("TAG=1\nA=2\n".utf8) : nil
        }
        let project = ComposeProject(readFile: read)
        guard let service = project.services.randomElement(using: &dice) else { continue }
        let changes: [SettingChange] = [
          .environment(service.name, "A", "new"), .environment(service.name, "NEW", "1"),
          .environment(service.name, service.environment.last?.name ?? "X", nil),
          SettingChange(service: service.name, path: "mem_limit", value: "1g"),
          SettingChange(service: service.name, path: "depends_on.z.condition", value: "x"),
          SettingChange(service: service.name, path: "volumes", value: "new:/data"),
          SettingChange(service: service.name, path: "healthcheck.test", value: nil),
        ]
        for change in changes {
          guard let patch = try? ComposePatch([change], readFile: read) else { continue }
          // What is promised holds for the bytes that the diff gives.
          let after = ComposeProject { path in
            patch.files.first { $0.path == path }?.after ?? read(path)
          }
          let wanted = try WantedSetting(change)
          #expect(wanted.isSatisfied(in: after), "\(change): \(patch.diff)")
        }
      }
    }
  }

  @Test func aBombOfAliasesIsRefused() {
    var text = "x0: &x0 {a: 1, b: 2, c: 3, d: 4}\n"
    for level in 1...12 {
      let list = (0..<9).map { _ in "*x\(level - 1)" }.joined(separator: ", ")
      text += "x\(level): &x\(level) [\(list)]\n"
    }
    text += "services: {a: {image: x}}\n"
    let project = ComposeProjectTests.project(["compose.yaml": text])
    #expect(!project.warnings.isEmpty)
  }

  @Test func aBombOfMergesIsRead() {
    var text = "x0: &x0 {a0: 1}\n"
    for level in 1...60 {
      text += "x\(level): &x\(level) {<<: [*x\(level - 1), *x\(level - 1)], a\(level): 1}\n"
    }
    text += "services: {a: {image: x}}\n"
    let project = ComposeProjectTests.project(["compose.yaml": text])
    #expect(project.services.count <= 1)
  }

  @Test func manyServicesAreReadInLinearTime() throws {
    var text = "services:\n"
    for number in 0..<2000 {
      text += "  s\(number):\n    image: x\n    environment:\n      - A=\(number)\n"
    }
    let bytes = Array(text.utf8)
    let patch = try ComposePatch([.environment("s1999", "A", "1")]) {
      $0 == "compose.yaml" ? bytes : nil
    }
    #expect(patch.files.count == 1)
  }
}
