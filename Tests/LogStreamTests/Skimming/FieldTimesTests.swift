import Testing

@testable import LogStream

@Suite("Times in fields, read beside the one before")
struct FieldTimesTests {
  @Test(
    "each says what it says alone",
    arguments: [
      ["2026-11-23T00:25:27Z", "2026-11-23T00:25:28Z", "2026-11-23T24:00:00Z"],
      ["2026-11-23T00:25:27Z", "2026-11-24T00:25:27Z", "2026-11-24T13:25:27Z"],
      ["2026-11-23T00:25:27.123Z", "2026-11-23T00:25:28.123Z", "2026-11-23T00:25:28.124Z"],
      ["2026-11-23T00:25:27+01:00", "2026-11-23T00:26:27+01:00", "2026-11-23T00:26:27+02:00"],
      ["2026-11-23 00:21:48,392", "2026-11-23 00:21:49,392", "2026-11-23 0:21:49,3921"],
      ["1795398470.5", "1795398471.5", "1795398470"], ["1795398470123", "1795398471123", "x"],
      ["2026-11-23", "2026-11-24", ""], ["2026/11/23 00:25:27", "2026/11/23 00:25:28"],
    ])
  func asAlone(_ values: [String]) {
    var times = FieldTimes()
    for value in values + values.reversed() {
      let bytes = Array(value.utf8)
      let (found, alone) = bytes.withUnsafeBytes {
        (times.read(ByteText($0)), FieldRole.instant(ByteText($0)))
      }
      #expect(found == alone, "\(value)")
    }
  }
}
