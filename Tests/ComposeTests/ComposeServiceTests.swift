import Testing

@testable import Compose

/// The typed settings of a service, each form of each.
@Suite struct ComposeServiceTests {
  private func service(_ settings: String, top: String = "") throws -> ComposeService {
    let lines = settings.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    let project = ComposeProjectTests.project([
      "compose.yaml": "services:\n  a:\n\(lines)\n\(top)"
    ])
    #expect(project.warnings == [])
    return try #require(project.services.first)
  }

  @Test func commandsAreSplitLikeAShellDoes() throws {
    #expect(try service("command: sh -c \"a b\"").command?.value == ["sh", "-c", "a b"])
    #expect(try service("command: [sh, -c, a b]").command?.value == ["sh", "-c", "a b"])
    #expect(try service("entrypoint: []").entrypoint?.value == [])
    #expect(try service("image: x").command == nil)
  }

  @Test func healthchecks() throws {
    let check = try service(
      """
      healthcheck:
        test: ["CMD", "curl", "-f", "x"]
        interval: 1m30s
        timeout: 5s
        retries: 3
        start_period: 10s
      """
    ).healthcheck
    #expect(check?.test == .arguments(["curl", "-f", "x"]))
    #expect(check?.interval == .seconds(90) && check?.retries == 3)
    #expect(check?.startPeriod == .seconds(10) && check?.timeout == .seconds(5))
    #expect(try service("healthcheck: {test: curl x}").healthcheck?.test == .shell("curl x"))
    #expect(
      try service("healthcheck: {test: [CMD-SHELL, a || b]}").healthcheck?.test == .shell("a || b"))
    #expect(try service("healthcheck: {test: [NONE]}").healthcheck?.test == .disabled)
    #expect(try service("healthcheck: {disable: true}").healthcheck?.test == .disabled)
    #expect(try service("healthcheck: {interval: 1s}").healthcheck?.test == .image)
  }

  @Test func limitsComeFromBothPlaces() throws {
    let old = try service("mem_limit: 1g\ncpus: 0.5\nmemswap_limit: -1\npids_limit: 100")
    #expect(old.memoryLimit?.value == 1 << 30 && old.cpuLimit?.value == 0.5)
    #expect(old.memorySwapLimit?.value == -1 && old.processLimit?.value == 100)
    let new = try service(
      "deploy: {replicas: 3, resources: {limits: {memory: 512M, cpus: '1'}, reservations: {memory: 1k}}}"
    )
    #expect(new.memoryLimit?.value == 512 << 20 && new.cpuLimit?.value == 1)
    #expect(new.memoryReservation?.value == 1024 && new.replicas?.value == 3)
  }

  @Test func ulimitsAndSharedMemory() throws {
    let service = try service("ulimits: {nofile: 1024, nproc: {soft: 10, hard: 20}}\nshm_size: 64m")
    #expect(
      service.ulimits.map(\.soft) == [1024, 10] && service.ulimits.map(\.hard) == [1024, 20])
    #expect(service.sharedMemory?.value == 64 << 20)
  }

  @Test func networks() throws {
    #expect(try service("image: x").networks.map(\.name) == ["default"])
    #expect(try service("networks: [b, a]").networks.map(\.name) == ["b", "a"])
    let map = try service("networks: {a: {aliases: [x, y], ipv4_address: 10.0.0.2}, b: }").networks
    #expect(map.map(\.aliases) == [["x", "y"], []] && map[0].ipv4Address == "10.0.0.2")
    let shared = try service("network_mode: service:db")
    #expect(shared.networkMode?.value == .service("db") && shared.networks.isEmpty)
    #expect(try service("network_mode: host").networkMode?.value == .host)
  }

  @Test func dependencies() throws {
    #expect(try service("depends_on: [b]").dependencies.map(\.condition) == [.started])
    let map = try service(
      "depends_on: {b: {condition: service_healthy, required: false}, c: {condition: service_completed_successfully}}"
    ).dependencies
    #expect(
      map.map(\.condition) == [.healthy, .completed] && map.map(\.isRequired) == [false, true])
  }

  @Test func mountsInTheLongForm() throws {
    let volumes = try service(
      """
      volumes:
      - {type: bind, source: ./x, target: /x, read_only: true}
      - {type: volume, source: data, target: /data}
      - {type: tmpfs, target: /tmp}
      - {type: volume, target: /anonymous}
      tmpfs: /run:size=1m
      """
    )
    #expect(volumes.volumes.map(\.kind) == [.bind, .volume, .tmpfs, .anonymous, .tmpfs])
    #expect(volumes.volumes.map(\.target) == ["/x", "/data", "/tmp", "/anonymous", "/run"])
    #expect(volumes.mount(holding: "/data/sub")?.source == "data")
    #expect(volumes.mount(holding: "/database") == nil)
  }

  @Test func portsInTheLongForm() throws {
    let port = try #require(
      try service(
        "ports: [{target: 80, published: \"8080-8081\", protocol: UDP, host_ip: 127.0.0.1}]"
      )
      .ports.first)
    #expect(port.target == 80...80 && port.published == 8080...8081)
    #expect(port.networkProtocol == "udp" && port.hostAddress == "127.0.0.1")
  }

  @Test func theRest() throws {
    let service = try service(
      """
      build: {context: ., args: [A=1, B]}
      user: "1000:1000"
      cap_drop: [ALL]
      cap_add: [CHOWN]
      read_only: true
      stop_grace_period: 1m
      extra_hosts: ["host.docker.internal:host-gateway", "a=::1"]
      hostname: h
      container_name: c
      platform: linux/amd64
      restart: on-failure:3
      labels: [a.b=c]
      secrets: [s, {source: t, target: /t}]
      sysctls: {net.core.somaxconn: 1024}
      privileged: yes
      """)
    #expect(service.build?.arguments == ["A": "1", "B": nil])
    #expect(service.user?.value == "1000:1000" && service.restart?.value == "on-failure:3")
    #expect(service.extraHosts.map(\.name) == ["host.docker.internal", "a"])
    #expect(service.extraHosts.map(\.address.value) == ["host-gateway", "::1"])
    #expect(service.droppedCapabilities.map(\.value) == ["ALL"])
    #expect(service.isReadOnly?.value == true && service.isPrivileged?.value == true)
    #expect(service.stopGracePeriod?.value == .seconds(60))
    #expect(
      service.labels["a.b"]?.value == "c" && service.sysctls["net.core.somaxconn"]?.value == "1024")
    #expect(service.secrets.map(\.source) == ["s", "t"])
  }

  @Test func topLevelResources() {
    let project = ComposeProjectTests.project([
      "compose.yaml": """
      name: stack
      services: {a: {image: x}}
      volumes:
        data:
        nfs: {driver: local, driver_opts: {type: nfs, device: ":/x"}}
        old: {external: {name: real}}
      networks: {back: {external: true, name: shared}}
      secrets: {s: {file: ./secret.txt}}
      """
    ])
    #expect(project.warnings == [])
    #expect(project.name?.value == "stack")
    #expect(project.volumes.map(\.name) == ["data", "nfs", "old"])
    #expect(project.volumes[1].driverOptions["type"] == "nfs")
    #expect(project.volumes[2].isExternal && project.volumes[2].givenName == "real")
    #expect(project.networks[0].isExternal && project.networks[0].givenName == "shared")
    #expect(project.secrets[0].file == "secret.txt")
  }
}
