import Testing

@testable import YAML

struct YAMLSchemaTests {
  /// Text, then its meaning in YAML 1.2, for compose, and in YAML 1.1.
  private static let table: [(String, YAMLValue, YAMLValue, YAMLValue)] = [
    ("", .null, .null, .null),
    ("~", .null, .null, .null),
    ("nULL", .string("nULL"), .string("nULL"), .string("nULL")),
    ("True", .bool(true), .bool(true), .bool(true)),
    ("yes", .string("yes"), .string("yes"), .bool(true)),
    ("OFF", .string("OFF"), .string("OFF"), .bool(false)),
    ("y", .string("y"), .string("y"), .string("y")),
    ("12", .integer(12), .integer(12), .integer(12)),
    ("-12", .integer(-12), .integer(-12), .integer(-12)),
    ("017", .integer(17), .integer(15), .integer(15)),
    ("08", .integer(8), .float(8), .string("08")),
    ("0o17", .integer(15), .integer(15), .string("0o17")),
    ("0x1F", .integer(31), .integer(31), .integer(31)),
    ("-0x1F", .string("-0x1F"), .integer(-31), .integer(-31)),
    ("0b101", .string("0b101"), .integer(5), .integer(5)),
    ("1_000", .string("1_000"), .integer(1000), .integer(1000)),
    ("_1", .string("_1"), .string("_1"), .string("_1")),
    ("1:30", .string("1:30"), .string("1:30"), .integer(90)),
    ("190:20:30", .string("190:20:30"), .string("190:20:30"), .integer(685_230)),
    ("80:80", .string("80:80"), .string("80:80"), .string("80:80")),
    ("22:22", .string("22:22"), .string("22:22"), .integer(1342)),
    ("1.5", .float(1.5), .float(1.5), .float(1.5)),
    (".5", .float(0.5), .float(0.5), .float(0.5)),
    ("1e3", .float(1000), .float(1000), .string("1e3")),
    ("1.e+3", .float(1000), .float(1000), .float(1000)),
    ("-.inf", .float(-.infinity), .float(-.infinity), .float(-.infinity)),
    ("1.2.3", .string("1.2.3"), .string("1.2.3"), .string("1.2.3")),
    ("9223372036854775808", .float(0x1p63), .float(0x1p63), .float(0x1p63)),
    ("-", .string("-"), .string("-"), .string("-")),
    ("0x", .string("0x"), .string("0x"), .string("0x")),
    ("3s", .string("3s"), .string("3s"), .string("3s")),
  ]

  @Test(arguments: table)
  func aTextMeansWhatItsSchemaSays(
    text: String, core: YAMLValue, compose: YAMLValue, yaml11: YAMLValue
  ) {
    #expect(YAMLSchema.core.value(of: text) == core)
    #expect(YAMLSchema.compose.value(of: text) == compose)
    #expect(YAMLSchema.yaml11.value(of: text) == yaml11)
  }

  private static func node(_ text: String) throws -> YAMLNode {
    try #require(try YAMLStream(Array(text.utf8)).documents.first)
  }

  @Test(
    arguments: [
      ("'12'", .string("12")), ("!!str 12", .string("12")), ("! 12", .string("12")),
      ("!!int '12'", .integer(12)), ("!!float 12", .float(12)), ("!own 12", .string("12")),
      ("!!int x", .string("x")), ("[]", nil),
    ] as [(String, YAMLValue?)])
  func quotesAndTagsDecideBeforeTheSchema(text: String, expected: YAMLValue?) throws {
    #expect(try Self.node(text).value(in: .core) == expected)
  }

  @Test(
    arguments: [
      ("yes", true), ("Off", false), ("y", true), ("N", false), ("true", true), ("'true'", nil),
      ("1", nil), ("tRUE", nil),
    ])
  func typedBoolsTakeTheWordsOfYAML11(text: String, expected: Bool?) throws {
    #expect(try Self.node(text).resolvedBool == expected)
  }

  @Test func typedNumbersFollowCompose() throws {
    #expect(try Self.node("0o17").resolvedInt == 15)
    #expect(try Self.node("1:30").resolvedInt == nil)
    #expect(try Self.node("1:30").resolvedInt(in: .yaml11) == 90)
    #expect(try Self.node("2").resolvedFloat == 2)
    #expect(try Self.node("0.5").resolvedFloat == 0.5)
    #expect(try Self.node("'0.5'").resolvedFloat == nil)
  }
}
