import Testing

@testable import Weaviate

@Suite struct WebAddressTests {
  @Test(
    arguments: [
      ("http://a", "a", 80, "/", "a"), ("http://a:8080/v1/x?y=1", "a", 8080, "/v1/x?y=1", "a:8080"),
      ("https://a", "a", 443, "/", "a"), ("HTTP://A.b", "A.b", 80, "/", "A.b"),
      ("http://[::1]:9/x", "::1", 9, "/x", "[::1]:9"), ("http://a?q", "a", 80, "/?q", "a"),
      ("http://a/x#part", "a", 80, "/x", "a"),
    ] as [(String, String, UInt16, String, String)])
  func partsAreRead(text: String, host: String, port: UInt16, target: String, authority: String) {
    let address = WebAddress(text)
    #expect(address?.host == host && address?.port == port)
    #expect(address?.target == target && address?.authority == authority)
  }

  @Test(
    arguments: [
      "", "a", "ftp://a", "file:///etc/passwd", "http://", "http:///x", "http://u:p@a",
      "http://a:0",
      "http://a:99999", "http://a:b", "http://a b/", "http://a/\r\nX: y", "http://[::1",
      "http://a:1:2",
      "http://é/",
    ])
  func othersAreRefused(text: String) {
    #expect(WebAddress(text) == nil)
  }
}
