import Testing

@testable import Report

/// Which IP addresses tell where a stack runs.
@Suite struct PublicAddressTests {
  private static func redact(_ text: String) -> String {
    var redactor = Redactor(hidesAddresses: true)
    return redactor.redact(text)
  }

  @Test(
    arguments: [
      ("from 8.8.8.8:53 to", "from <address-1>:53 to"), ("8.8.8.8", "<address-1>"),
      ("172.15.0.1 and 172.32.0.1", "<address-1> and <address-2>"),
      ("client 93.184.216.34.", "client <address-1>."),
      ("[2a00:1450:4001:81b::200e]:443", "[<address-1>]:443"),
      ("at 2600:1901:0:38d7:0:0:0:1 now", "at <address-1> now"),
      ("8.8.8.8 8.8.8.8", "<address-1> <address-1>"),
    ])
  func publicOnesAreHidden(text: String, hidden: String) {
    #expect(Self.redact(text) == hidden)
  }

  @Test(
    arguments: [
      "10.0.0.1", "172.16.0.1 172.31.255.255", "192.168.1.1", "127.0.0.1", "169.254.1.1",
      "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "203.0.113.9",
      "fe80::1", "::1", "fd00::1", "2001:db8::1", "version 1.32.5", "12:34:56",
      "2026-01-02T03:04:05.123Z",
      "1.2.3.4.5", "256.1.1.1", "node-8.8.8.8", "abcd:ef01", "sha256:2a00deadbeef",
    ])
  func othersStay(text: String) {
    #expect(Self.redact(text) == text)
  }

  @Test func theyStayUnlessThatIsAskedFor() {
    var redactor = Redactor()
    #expect(redactor.redact("from 8.8.8.8") == "from 8.8.8.8")
  }
}
