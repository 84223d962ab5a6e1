import Docker
import Findings
import Foundation
import TestSupport
import Testing

@Suite struct InspectionTests {
  private static let shapes: [String] = [
    // A current engine.
    """
    [{"Id":"\(id)","Name":"/shop-db-1","Created":"2026-11-22T10:00:00Z",
      "RestartCount":2,"Image":"sha256:1","State":{"Status":"exited","Running":false,"OOMKilled":true,
      "ExitCode":137,"Error":"","StartedAt":"2026-11-22T10:01:00Z","FinishedAt":"2026-11-22T10:02:00.5Z"},
      "HostConfig":{"Memory":67108864,"NanoCpus":500000000,"PidsLimit":50,"ShmSize":4194304,
      "RestartPolicy":{"Name":"always"},"CapDrop":["ALL"],"ReadonlyRootfs":true,
      "Ulimits":[{"Name":"nofile","Hard":40,"Soft":40}],"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}]}},
      "Mounts":[{"Type":"volume","Name":"data","Source":"/var/lib/x","Destination":"/data","RW":false}],
      "Config":{"Image":"postgres:15","Env":["A=1","B=x=y"],"Cmd":["postgres"],"Entrypoint":["e.sh"],
      "Labels":{"com.docker.compose.service":"db","com.docker.compose.project":"shop"}},
      "NetworkSettings":{"Networks":{"shop_default":{"NetworkID":"n","Aliases":["db"],"IPAddress":"172.18.0.2"}}}}]
    """,
    // One object, odd types, an old engine without Status and mount types.
    """
    {"Id":"\(id)","Name":"/shop-db-1","Created":"2026-11-22T10:00:00Z","RestartCount":"2",
      "Image":"sha256:1","State":{"Running":false,"OOMKilled":true,"ExitCode":137,
      "StartedAt":"2026-11-22T10:01:00Z","FinishedAt":"2026-11-22T10:02:00.5Z"},
      "HostConfig":{"Memory":67108864,"CpuQuota":50000,"CpuPeriod":100000,"PidsLimit":50,"ShmSize":4194304,
      "RestartPolicy":{"Name":"always"},"CapDrop":["ALL"],"ReadonlyRootfs":true,"Binds":7,
      "Ulimits":[{"Name":"nofile","Hard":40,"Soft":40}],"PortBindings":{"80/tcp":[{"HostPort":"8080"}]}},
      "Mounts":[{"Name":"data","Driver":"local","Source":"/var/lib/x","Destination":"/data","RW":false}],
      "Config":{"Image":"postgres:15","Env":["A=1","B=x=y"],"Cmd":["postgres"],"Entrypoint":["e.sh"],
      "Labels":{"com.docker.compose.service":"db","com.docker.compose.project":"shop"}},
      "NetworkSettings":{"Networks":{"shop_default":{"NetworkID":"n","Aliases":["db"],"IPAddress":"172.18.0.2"}}}}
    """,
  ]
  private static let id = String(repeating: "ab", count: 32)

  @Test func oldAndNewEnginesGiveTheSameContainer() throws {
    let read = try Self.shapes.map { try ContainerInspection.list(json: Array($0.utf8)) }
    let first = try #require(read.first?.first)
    #expect(first.service == "db" && first.name == "shop-db-1" && first.project == "shop")
    #expect(first.state.status == "exited" && first.state.wasOutOfMemory)
    #expect(first.state.exitCode == 137 && first.restartCount == 2)
    #expect(first.variable("B") == "x=y" && first.variable("C") == nil)
    #expect(first.limits.memory == 64 << 20 && first.limits.processors == 0.5)
    #expect(first.limits.processes == 50 && first.limits.ulimits.first?.soft == 40)
    #expect(first.mounts.first?.isWritable == false && first.mounts.first?.identity == "data")
    #expect(
      first.mount(holding: "/data/pg")?.name == "data" && first.mount(holding: "/database") == nil)
    #expect(first.networks.first?.addresses == ["172.18.0.2"])
    #expect(first.publishedPorts.map(\.hostPort) == ["8080"])
    #expect(first.hasReadOnlyRoot && first.droppedCapabilities == ["ALL"])
    #expect(first.state.finished?.description == "2026-11-22T10:02:00.500Z")
    #expect(read.allSatisfy { $0.count == 1 && $0.first == first })
  }

  @Test(arguments: ["", "[{", "\"x\"", "nonsense", String(repeating: "[", count: 5000)])
  func whatIsNoInspectionIsRefused(_ text: String) {
    #expect(throws: EngineInputError.self) {
      try ContainerInspection.list(json: Array(text.utf8))
    }
  }

  @Test func imagesAndNetworksAreLeftOut() throws {
    let text = #"[{"Id":"sha256:1","RepoTags":[]},{"Name":"bridge","Driver":"bridge"},5,null]"#
    #expect(try ContainerInspection.list(json: Array(text.utf8)).isEmpty)
  }

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func everyRecordedInspectionNamesItsServices() throws {
    let folder = try #require(Repository.shared).appending(path: "recordings")
    var containers = 0
    for recording in try FileManager.default.contentsOfDirectory(atPath: folder.path()) {
      let file = folder.appending(path: recording).appending(path: "inspect.json")
      guard let data = try? Data(contentsOf: file) else { continue }
      let list = try ContainerInspection.list(json: Array(data))
      containers += list.count
      #expect(!list.isEmpty, "\(recording)")
      #expect(list.allSatisfy { !$0.service.isEmpty && !$0.state.status.isEmpty }, "\(recording)")
    }
    #expect(containers > 200)
  }
}
