import Findings
import Testing

@Suite struct VersionRangeTests {
  @Test(
    arguments: [
      (">=1.25.0 <1.31.17", "1.25", true),
      (">=1.25.0 <1.31.17", "1.31.16", true),
      (">=1.25.0 <1.31.17", "1.31.17", false),
      (">=1.25.0 <1.31.17", "1.24.26", false),
      ("<1.24, >=1.30", "1.23.9", true),
      ("<1.24, >=1.30", "1.27.0", false),
      ("<1.24, >=1.30", "1.30.0", true),
      ("1.27", "1.27.27", true),
      ("=1.27", "1.28.0", false),
      ("=1.27.0", "1.27", true),
      ("=1.30", "1.30.4", true),
      ("=1.30.0", "1.30.4", false),
      (">=1.30.0", "1.30.0-rc.1", false),
      ("<1.30.0", "1.30.0-rc.1", true),
      (">16", "16.4 (Debian 16.4-1.pgdg120+1)", true),
      ("<=v1.9", "v1.10.0", false),
    ])
  func containsWhatItSays(range: String, version: String, expected: Bool) throws {
    #expect(try #require(VersionRange(range)).admits(version) == expected)
  }

  @Test(arguments: ["", " ", ">=", "1.2,", ">= 1.2", "~1.2", "1.x.?"])
  func refusesWhatIsNoRange(text: String) {
    #expect(VersionRange(text) == nil)
  }

  @Test(arguments: [nil, "latest", "", "preview-abc", "2a0e8a3", "99999999999999999999"])
  func admitsUnknownVersions(version: String?) throws {
    #expect(try #require(VersionRange(">=1.25 <1.26")).admits(version))
  }
}
