import Testing

@testable import Compose

@Suite struct WeaviateVersionTests {
  @Test(arguments: [
    ("1.32.5", "1.32.5"), ("v1.27.0", "1.27.0"), ("1.25.0-rc.1", "1.25.0"), ("1.32", "1.32"),
    ("1.39.0-amd64", "1.39.0"),
  ])
  func tagsGiveReleases(_ tag: String, _ release: String) {
    #expect(WeaviateVersion(tag: tag)?.description == release)
  }

  @Test(arguments: ["latest", "nightly", "preview-abc", "1", "", "stable", "1.x.3", "1.32.5.1"])
  func otherTagsGiveNone(_ tag: String) {
    #expect(WeaviateVersion(tag: tag) == nil)
  }

  @Test(arguments: [
    ("1.31.16", false), ("1.31.17", true), ("1.32.5", false), ("1.32.11", true), ("1.33.0", false),
    ("1.33.1", true), ("1.34.0", true), ("1.30.30", false), ("1.39.0", true), ("1.32", true),
    ("2.0.0", true), ("0.9.9", false),
  ])
  func backPortsCount(_ tag: String, _ hasIt: Bool) throws {
    let version = try #require(WeaviateVersion(tag: tag))
    #expect(version.isAtLeast(.gossipFallback) == hasIt)
  }
}
