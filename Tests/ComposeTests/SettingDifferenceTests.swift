import Testing

@testable import Compose

@Suite struct SettingDifferenceTests {
  private static let project = ComposeProjectTests.project([
    "compose.yaml": """
    services:
      a:
        image: redis:7
        command: redis-server --port 1
        environment: {A: "1", B: two, C: "${UNSET}"}
        volumes: [data:/data, ./conf:/etc/conf:ro, /anonymous]
        tmpfs: /run
    volumes: {data: }
    """
  ])

  private func paths(_ change: (inout ObservedService) -> Void) -> [String] {
    var observed = ObservedService(
      service: "a", environment: ["A": "1", "B": "two", "PATH": "/bin", "C": "shell"],
      image: "docker.io/library/redis:7", command: ["redis-server", "--port", "1"],
      mounts: [
        .init(kind: "volume", source: "stack_data", target: "/data", isReadOnly: false),
        .init(kind: "bind", source: "/home/x/conf", target: "/etc/conf", isReadOnly: true),
        .init(kind: "volume", source: "0123abc", target: "/anonymous/", isReadOnly: false),
      ])
    change(&observed)
    return Self.project.differences(from: [observed]).map(\.path)
  }

  @Test func aContainerMadeFromTheFileHasNone() {
    #expect(paths { _ in }.isEmpty)
    #expect(Self.project.differences(from: [ObservedService(service: "a")]).isEmpty)
    #expect(Self.project.differences(from: [ObservedService(service: "other", image: "x")]).isEmpty)
  }

  @Test func eachKindOfDifferenceIsNamedWithItsPlace() throws {
    #expect(paths { $0.environment?["A"] = "2" } == ["environment.A"])
    #expect(paths { $0.environment?["B"] = nil } == ["environment.B"])
    #expect(paths { $0.image = "redis:6" } == ["image"])
    #expect(paths { $0.image = "redis" } == ["image"])
    #expect(paths { $0.command = ["redis-server"] } == ["command"])
    #expect(paths { $0.mounts?[0].source = "other" } == ["volumes./data"])
    #expect(paths { $0.mounts?[1].isReadOnly = false } == ["volumes./etc/conf"])
    #expect(paths { $0.mounts?.removeFirst() } == ["volumes./data"])
    let found = try #require(
      Self.project.differences(from: [ObservedService(service: "a", environment: ["A": "2"])]).first
    )
    #expect(found.written == "1" && found.observed == "2" && found.origin?.line == 5)
  }
}
