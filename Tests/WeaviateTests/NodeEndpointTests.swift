import Testing
import Weaviate

/// How `--node` is read.
struct NodeEndpointTests {
  @Test(arguments: [
    ("localhost:8080", "localhost:8080", "http://localhost:8080"),
    ("http://10.0.0.1:8080/", "10.0.0.1:8080", "http://10.0.0.1:8080"),
    ("https://db.example/weaviate/v1/", "db.example/weaviate", "https://db.example/weaviate"),
    ("node1=HTTP://h:1", "node1", "http://h:1"),
    ("[::1]:8080", "[::1]:8080", "http://[::1]:8080"),
  ])
  func `An address is read with and without scheme, name and path`(
    text: String, service: String, base: String
  ) throws {
    let endpoint = try #require(NodeEndpoint(text))
    #expect(endpoint.service == service)
    #expect(endpoint.base == base)
  }

  @Test(arguments: [
    "", "http://", "ftp://h", "http://user:secret@h:1", "h:1/?x=1", "h:1/#x", "=http://h",
    "h h:1", "h:1/\n", "file:///etc/passwd",
  ])
  func `What is no plain web address is refused`(text: String) {
    #expect(NodeEndpoint(text) == nil)
  }
}
