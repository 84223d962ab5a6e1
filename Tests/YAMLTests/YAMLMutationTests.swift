import TestSupport
import Testing

@testable import YAML

/// Whatever the bytes: a tree or a `YAMLError`, soon.
struct YAMLMutationTests {
  private static let seeds = [
    "services:\n  web: &web\n    image: nginx # c\n    ports: [\"80:80\", '443']\n  b:\n    <<: *web\n",
    "a: |+\n  text\n\n   more\n\nb: >-2\n    x\n    y\n",
    "%YAML 1.2\n%TAG !e! tag:e,2000:\n---\n!e!x &a [a, ? b : c, \"d\\u00e9\\\n  e\", *a]\n...\n# end\n",
    "? - a\n  - {b: c, \"d\":e}\n: - - x\n    y: z\n  - \n",
    "'a': \"b\n\n  c\"\n\"d\\x41\": plain\n  more # c\ne: ~\n",
  ]

  /// SplitMix64, so that a failure can be repeated.
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let alphabet = Array(
    "\n\n\n   \t\r-?:,[]{}#&*!|>'\"%@`\\~<=.0aé \u{FEFF}".utf8)

  private static func mutate(
    _ seed: [UInt8], with other: [UInt8], using random: inout Random
  ) -> [UInt8] {
    var bytes = seed
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0...6, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 2: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: place)
      case 3: bytes.replaceSubrange(place..<end, with: [.random(in: 0...255, using: &random)])
      default:
        let cut = Int.random(in: 0...other.count, using: &random)
        bytes.replaceSubrange(place..., with: other[cut...])
      }
    }
    return bytes
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func everyMutantEndsInATreeOrAnError(seed: UInt64) throws {
    let suite = Repository.shared == nil ? [] : try SuiteCase.all().map(\.yaml)
    let inputs = (suite + Self.seeds).map { Array($0.utf8) }
    var random = Random(state: seed)
    var trees = 0
    var refusals = 0
    for _ in 0..<2_500 {
      let mutant = Self.mutate(
        inputs.randomElement(using: &random) ?? [],
        with: inputs.randomElement(using: &random) ?? [],
        using: &random)
      if try Self.isReadExactly(mutant) { trees += 1 } else { refusals += 1 }
    }
    #expect(trees > 100)
    #expect(refusals > 100)
  }

  @Test func everyRunOfIndicatorsEndsInATreeOrAnError() throws {
    var random = Random(state: 9)
    var trees = 0
    for _ in 0..<5_000 {
      let count = Int.random(in: 0...24, using: &random)
      let bytes = (0..<count).map { _ in Self.alphabet.randomElement(using: &random) ?? 0 }
      if try Self.isReadExactly(bytes) { trees += 1 }
    }
    #expect(trees > 100)
  }

  /// Whether the bytes are YAML; then the ranges are exact, and events agree with the tree.
  private static func isReadExactly(_ bytes: [UInt8]) throws -> Bool {
    do throws(YAMLError) {
      let stream = try YAMLStream(bytes)
      _ = stream.documents.map { $0.json(schema: .compose) }
      _ = try YAMLStream(bytes, dialect: .lenient)
    } catch {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(
        error.line >= 1 && error.column >= 1 && !error.message.isEmpty, "\(text.debugDescription)")
      return false
    }
    try expectByteExact(bytes, String(decoding: bytes, as: UTF8.self).debugDescription)
    return true
  }
}
