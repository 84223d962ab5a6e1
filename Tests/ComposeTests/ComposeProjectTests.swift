import TestSupport
import Testing

@testable import Compose

@Suite struct ComposeProjectTests {
  static func project(
    _ files: [String: String], names: [String] = [], environment: [String: String] = [:],
    profiles: [String] = []
  ) -> ComposeProject {
    ComposeProject(files: names, environment: environment, profiles: profiles) {
      files[$0].map { Array($0.utf8) }
    }
  }

  private func service(_ text: String, environment: [String: String] = [:]) throws -> ComposeService
  {
    let project = Self.project(["compose.yaml": text], environment: environment)
    #expect(project.warnings == [])
    return try #require(project.services.first)
  }

  @Test func bothFormsOfEnvironmentGiveTheSame() throws {
    let map = try service(
      "services: {a: {environment: {A: 1, B: \"\", C: , D: x=y}}}", environment: ["C": "c"])
    let list = try service(
      "services:\n  a:\n    environment:\n    - A=1\n    - B=\n    - C\n    - D=x=y\n",
      environment: ["C": "c"])
    for service in [map, list] {
      #expect(service.environment.map(\.name) == ["A", "B", "C", "D"])
      #expect(service.environment.map(\.value) == ["1", "", "c", "x=y"])
      #expect(service[environment: "C"]?.origin.kind == .shell)
    }
  }

  @Test func aVariableWithoutAValueIsAbsentWhenTheShellLacksIt() throws {
    let service = try service("services: {a: {environment: {A: , B: 1}}}")
    #expect(service.environment.map(\.name) == ["B"])
    #expect(service.unsetPassThroughs.map(\.value) == ["A"])
  }

  @Test func valuesKnowWhereTheyAreWritten() throws {
    let project = Self.project([
      "compose.yaml": """
      x-env: &env
        SHARED: "1"
        FROM: ${VALUE}
      services:
        a:
          env_file: [a.env]
          environment:
            <<: *env
            OWN: ${MISSING}
      """,
      ".env": "# c\nVALUE=v\n", "a.env": "SHARED=0\nFILE=f\n",
    ])
    let service = try #require(project[service: "a"])
    let shared = try #require(service[environment: "SHARED"])
    #expect(shared.value == "1" && shared.origin.anchor == "env" && shared.origin.line == 2)
    let from = try #require(service[environment: "FROM"])
    #expect(from.value == "v" && from.written == "${VALUE}")
    guard case .set(let origin) = from.variables.first?.outcome else {
      Issue.record("VALUE is set in .env")
      return
    }
    #expect(origin.description == ".env:2")
    let file = try #require(service[environment: "FILE"])
    #expect(file.value == "f" && file.origin.description == "a.env:2")
    let own = try #require(service[environment: "OWN"])
    #expect(own.value == "" && own.unsetVariables == ["MISSING"] && own.origin.anchor == nil)
    #expect(project.unsetVariables.keys.sorted() == ["MISSING"])
    #expect(project.warnings.map(\.line) == [9])
  }

  @Test func envFilesComeInOrderAndSomeMayBeMissing() throws {
    let project = Self.project([
      "compose.yaml": """
      services:
        a:
          env_file:
          - one.env
          - {path: two.env, required: false}
          - {path: no.env, required: false}
          - {path: raw.env, format: raw}
          - gone.env
      """,
      "one.env": "A=1\nB=1\n", "two.env": "B=2\n", "raw.env": "C=\"$A\"\n",
    ])
    let service = try #require(project[service: "a"])
    #expect(service.environment.map(\.value) == ["1", "2", "\"$A\""])
    #expect(service.environmentFiles.map(\.exists) == [true, true, false, true, false])
    #expect(
      project.warnings.map(\.description) == ["compose.yaml:8: env_file gone.env is not there"])
  }

  @Test func theShellIsStrongerThanDotEnv() throws {
    let files = ["compose.yaml": "services: {a: {image: \"x:${TAG}\"}}", ".env": "TAG=1"]
    #expect(Self.project(files).services.first?.image?.value == "x:1")
    #expect(Self.project(files, environment: ["TAG": "2"]).services.first?.image?.value == "x:2")
  }

  @Test func mergeKeysGiveTheEarlierMapPriority() throws {
    let service = try service(
      """
      x-a: &a {A: a, B: a}
      x-b: &b {<<: *a, B: b, C: b}
      services:
        s:
          environment:
            <<: [*a, *b]
            D: own
      """)
    let values = service.environment.map { "\($0.name)=\($0.value)@\($0.origin.anchor ?? "-")" }
    #expect(Set(values) == ["A=a@a", "B=a@a", "C=b@b", "D=own@-"])
  }

  @Test func overridesMergeByTheRules() throws {
    let project = Self.project([
      "compose.yaml": """
      services:
        a:
          image: one
          command: [old, command]
          environment: [A=1, B=1]
          ports: ["80:80"]
          volumes: [data:/data, ./conf:/conf]
          depends_on: [b]
          cap_add: [X]
          logging: {driver: json-file, options: {max-size: 1m}}
        b: {image: b}
      """,
      "compose.override.yaml": """
      services:
        a:
          image: two
          command: new
          environment: {B: "2", C: "3"}
          ports: ["81:81", "80:80"]
          volumes: [other:/data:ro]
          depends_on: {c: {condition: service_healthy}}
          cap_add: [X, Y]
          logging: {driver: local, options: {max-file: "3"}}
          restart: !reset null
      """,
    ])
    let service = try #require(project[service: "a"])
    #expect(service.image?.value == "two" && service.image?.origin.file == "compose.override.yaml")
    #expect(service.command?.value == ["new"])
    #expect(service.environment.map { "\($0.name)=\($0.value)" } == ["A=1", "B=2", "C=3"])
    #expect(service.ports.map(\.target) == [80...80, 81...81])
    #expect(service.volumes.map(\.source) == ["other", "./conf"])
    #expect(service.dependencies.map(\.condition) == [.started, .healthy])
    #expect(service.addedCapabilities.map(\.value) == ["X", "Y"])
    #expect(service.logging?.options == ["max-file": "3"])
    #expect(project.files == ["compose.yaml", "compose.override.yaml"])
  }

  @Test func extendsTakesFromThisFileAndOthers() throws {
    let project = Self.project([
      "compose.yaml": """
      services:
        base: {image: base, environment: {A: base, B: base}}
        a:
          extends: base
          environment: [B=a]
        b:
          extends: {file: sub/common.yaml, service: node}
      """,
      "sub/common.yaml": """
      services:
        root: {image: root, env_file: [node.env]}
        node: {extends: {service: root}, user: "1"}
      """,
      "sub/node.env": "N=1",
    ])
    #expect(project.warnings == [])
    let a = try #require(project[service: "a"])
    #expect(a.image?.value == "base" && a[environment: "B"]?.value == "a")
    #expect(a[environment: "A"]?.origin.line == 2)
    let b = try #require(project[service: "b"])
    #expect(b.image?.value == "root" && b.user?.value == "1" && b[environment: "N"]?.value == "1")
    #expect(b.image?.origin.file == "sub/common.yaml")
  }

  @Test func includedProjectsBringTheirOwnDotEnv() throws {
    let project = Self.project([
      "compose.yaml": "include: [db/compose.yaml]\nservices: {a: {image: \"a:$TAG\"}}",
      "db/compose.yaml": "services: {db: {image: \"db:$TAG\"}}\nvolumes: {data: }",
      "db/.env": "TAG=db", ".env": "",
    ])
    #expect(project[service: "db"]?.image?.value == "db:db")
    #expect(project[service: "a"]?.image?.value == "a:")
    #expect(project.volumes.map(\.name) == ["data"])
  }

  @Test(
    arguments: [
      ["compose.yaml": "include: [compose.yaml]\nservices: {a: {image: x}}"],
      [
        "compose.yaml": "include: [b.yaml]\nservices: {a: {image: x}}",
        "b.yaml": "include: [compose.yaml]\nservices: {b: {image: x}}",
      ],
      ["compose.yaml": "services:\n  a: {extends: b, image: x}\n  b: {extends: a}"],
      ["compose.yaml": "services:\n  a: {extends: a, image: x}"],
      [
        "compose.yaml": "services: {a: {image: x, extends: {file: b.yaml, service: b}}}",
        "b.yaml": "services: {b: {extends: {file: compose.yaml, service: a}}}",
      ],
      ["compose.yaml": "include: [../out.yaml]\nservices: {a: {image: x}}"],
      ["compose.yaml": "services: {a: {image: x, extends: {file: no.yaml, service: b}}}"],
    ])
  func cyclesAndMissingFilesAreSaidAndTheRestIsRead(files: [String: String]) {
    let project = Self.project(files)
    #expect(!project.warnings.isEmpty)
    #expect(project[service: "a"]?.image?.value == "x")
  }

  @Test func longChainsEnd() {
    var services = "  s0: {image: x}\n"
    for number in 1...100 { services += "  s\(number): {extends: s\(number - 1)}\n" }
    let project = Self.project(["compose.yaml": "services:\n\(services)"])
    #expect(project.services.count == 101)
    #expect(!project.warnings.isEmpty)

    var files = ["compose.yaml": "include: [f1.yaml]\nservices: {a: {image: x}}"]
    for number in 1...100 { files["f\(number).yaml"] = "include: [f\(number + 1).yaml]" }
    #expect(!Self.project(files).warnings.isEmpty)
  }

  @Test func profilesDecideWhatIsActive() {
    let files = ["compose.yaml": "services: {a: {image: x}, b: {image: x, profiles: [debug]}}"]
    #expect(Self.project(files).services.map(\.isActive) == [true, false])
    #expect(Self.project(files, profiles: ["debug"]).services.map(\.isActive) == [true, true])
    #expect(
      Self.project(files, environment: ["COMPOSE_PROFILES": "x,debug"]).services.map(\.isActive)
        == [true, true])
  }

  @Test func brokenPartsAreWarnedAboutWithTheirLine() throws {
    let project = Self.project([
      "compose.yaml": """
      services:
        a:
          image: x
          mem_limit: lots
          healthcheck: {test: [CURL, x], interval: 10}
          ports: ["80:x", 22:22]
          depends_on: {b: {condition: never}}
          unknown_key: 1
          environment: {A: [1]}
        b: 3
      """
    ])
    #expect(Set(project.warnings.map(\.line)) == [4, 5, 6, 7, 8, 9, 10])
    #expect(project[service: "a"]?.image?.value == "x")
    #expect(project.warnings.allSatisfy { $0.file == "compose.yaml" })
  }

  @Test func aFileThatIsNoYAMLIsAWarning() {
    let project = Self.project(["compose.yaml": "services:\n  a: [\n"])
    #expect(project.services.isEmpty && project.warnings.count == 1)
    #expect(Self.project([:]).services.isEmpty)
    #expect(Self.project(["compose.yaml": "- a\n"]).warnings.map(\.line) == [1])
  }
}
