import Testing

@testable import Compose

/// The texts that one setting alone is made of.
@Suite struct SmallFormsTests {
  @Test(
    arguments: [
      ("64m", 64 << 20), ("64M", 64 << 20), ("1gb", 1 << 30), ("1GiB", 1 << 30), ("1.5g", 3 << 29),
      ("1024", 1024), ("10b", 10), ("2 kb", 2048), ("-1", -1), ("1t", 1 << 40),
      ("", nil), ("m", nil), ("1x", nil), ("-5m", nil), ("1e400", nil), ("99999999999t", nil),
    ] as [(String, Int?)])
  func sizes(text: String, bytes: Int?) {
    #expect(ByteSize.bytes(text) == bytes)
  }

  @Test(arguments: [1, 1000, 1024, 64 << 20, 3 << 29, 5 << 30])
  func sizesAreReadBack(bytes: Int) {
    #expect(ByteSize.bytes(ByteSize.text(bytes)) == bytes)
  }

  @Test(
    arguments: [
      ("1m30s", .seconds(90)), ("1.5h", .seconds(5400)), ("500ms", .milliseconds(500)),
      ("10s", .seconds(10)), ("0", .zero), ("2us", .microseconds(2)), ("1h1m1s", .seconds(3661)),
      ("", nil), ("10", nil), ("s", nil), ("1y", nil), ("-1s", nil), ("1e999s", nil),
    ] as [(String, Duration?)])
  func durations(text: String, duration: Duration?) {
    #expect(TimeSpan.duration(text) == duration)
  }

  @Test(
    arguments: [
      ("a b  c", ["a", "b", "c"]), ("sh -c 'echo \"a b\"'", ["sh", "-c", "echo \"a b\""]),
      ("a\\ b", ["a b"]), ("\"a\\\"b\\n\"", ["a\"b\\n"]), ("--x=''", ["--x="]), ("''", [""]),
      ("", []), ("  ", []), ("'open end", ["open end"]), ("a\nb", ["a", "b"]), ("\\", []),
    ])
  func words(text: String, words: [String]) {
    #expect(ShellWords.split(text) == words)
  }

  private static let place = SettingOrigin(file: "f", line: 1)

  @Test(
    arguments: [
      ("80", nil, nil, 80...80, "tcp"), ("8080:80", nil, 8080...8080, 80...80, "tcp"),
      ("127.0.0.1:8080:80/udp", "127.0.0.1", 8080...8080, 80...80, "udp"),
      ("127.0.0.1::80", "127.0.0.1", nil, 80...80, "tcp"),
      ("9000-9010:80-90", nil, 9000...9010, 80...90, "tcp"),
      ("9000-9010:80", nil, 9000...9010, 80...80, "tcp"),
      ("[::1]:8080:80", "::1", 8080...8080, 80...80, "tcp"),
      ("3000-3005", nil, nil, 3000...3005, "tcp"),
    ] as [(String, String?, ClosedRange<Int>?, ClosedRange<Int>, String)])
  func ports(
    text: String, address: String?, published: ClosedRange<Int>?, target: ClosedRange<Int>,
    name: String
  ) throws {
    let port = try #require(PortMapping(short: text, origin: Self.place))
    #expect(port.hostAddress == address && port.published == published)
    #expect(port.target == target && port.networkProtocol == name)
  }

  @Test(arguments: ["", "x", "70000", "80:", "9000-9005:80-90", "90-80", "1:2:3:x", "80/tcp/udp"])
  func whatIsNoPort(text: String) {
    #expect(PortMapping(short: text, origin: Self.place) == nil)
  }

  @Test(
    arguments: [
      ("data:/var/lib/x", .volume, "data", "/var/lib/x", false),
      ("./conf:/etc/x:ro", .bind, "./conf", "/etc/x", true),
      ("/a:/b:z,ro", .bind, "/a", "/b", true), ("~/x:/y", .bind, "~/x", "/y", false),
      ("/only", .anonymous, nil, "/only", false), ("/only:ro", .anonymous, nil, "/only", true),
      ("C:\\data:/data:rw", .bind, "C:\\data", "/data", false),
    ] as [(String, VolumeMount.Kind, String?, String, Bool)])
  func mounts(
    text: String, kind: VolumeMount.Kind, source: String?, target: String, isReadOnly: Bool
  )
    throws
  {
    let mount = try #require(VolumeMount(short: text, origin: Self.place))
    #expect(mount.kind == kind && mount.source == source)
    #expect(mount.target == target && mount.isReadOnly == isReadOnly)
  }

  @Test(
    arguments: [
      ("", "a.yaml", "a.yaml"), ("x/y", "../a", "x/a"), ("x", "./a/./b", "x/a/b"),
      ("", "../a", nil), ("x", "../../a", nil), ("x", "/etc/passwd", nil), ("x", "~/a", nil),
      ("x", "", nil), ("x", "..", nil),
    ] as [(String, String, String?)])
  func pathsStayInTheProject(folder: String, path: String, joined: String?) {
    #expect(ProjectPath.joined(folder, path) == joined)
  }
}
