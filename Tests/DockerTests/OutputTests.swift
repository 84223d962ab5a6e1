import Docker
import Testing

@Suite struct OutputTests {
  @Test(arguments: [
    (
      "driver failed programming external connectivity on endpoint s_admin_1 (f8): Bind for 0.0.0.0:80 failed: port is already allocated",
      StartFailure.portTaken
    ),
    (
      "OCI runtime create failed: runc create failed: unable to start container process: exec: \"celery\": executable file not found in $PATH: unknown",
      .commandMissing
    ),
    (
      "OCI runtime create failed: container_linux.go:380: starting container process caused: exec: \"/e.sh\": stat /e.sh: no such file or directory: unknown",
      .entrypointMissing
    ),
    (
      "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"/e.sh\": permission denied: unknown",
      .notExecutable
    ),
    (
      "unable to start container process: error during container init: error mounting \"/a\" to rootfs at \"/b\": not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?",
      .mountNotDirectory
    ),
    ("exec /bin/app: exec format error", .execFormat),
    ("network 5f3a not found", .networkMissing),
    ("unable to find user app: no matching entries in passwd file", .userUnknown),
    ("no matching manifest for linux/arm64/v8 in the manifest list entries", .platformMissing),
    (
      "pull access denied for shop/api, repository does not exist or may require 'docker login'",
      .imageMissing
    ),
    ("something else entirely", .other),
  ])
  func engineWordsAreUnderstood(_ text: String, _ failure: StartFailure) {
    #expect(StartFailure(text) == failure)
  }

  @Test func composeOneAndTwoNameTheServiceOrContainer() {
    let text = """
      Creating shop_admin_1 ... error
      ERROR: for admin  Cannot start service admin: driver failed: Bind for 0.0.0.0:80 failed: port is already allocated
      The DB_PASSWORD variable is not set. Defaulting to a blank string.
      time="2026-01-01T00:00:00Z" level=warning msg="The \\"API_KEY\\" variable is not set. Defaulting to a blank string."
      dependency failed to start: container shop-db-1 is unhealthy
       Container shop-web-1  Started
      """
    let messages = EngineMessage.list(output: Array(text.utf8))
    #expect(messages.map(\.line) == [2, 3, 4, 5])
    #expect(messages.map(\.name) == ["admin", "", "", "shop-db-1"])
    #expect(
      messages.map(\.meaning) == [
        .failure(.portTaken), .variableNotSet("DB_PASSWORD"), .variableNotSet("API_KEY"),
        .failure(.dependencyUnhealthy),
      ])
  }

  @Test func tablesAndJSONListingsAreRead() throws {
    let table = """
      CONTAINER ID   IMAGE         COMMAND       CREATED          STATUS                      PORTS     NAMES
      6f6330d5f122   shop_api      "python …"    40 seconds ago   Up About a minute (healthy)   80/tcp    shop_api_1
      59d9921da0c9   postgres:15   "docker …"    41 seconds ago   Exited (137) 1 second ago             shop_db_1
      """
    let rows = ListedContainer.list(Array(table.utf8))
    #expect(rows.map(\.status) == ["running", "exited"])
    #expect(rows.map(\.exitCode) == [nil, 137])
    #expect(rows.map(\.seconds) == [60, 1])
    #expect(rows.first?.health == "healthy" && rows.last?.name == "shop_db_1")
    let json =
      #"{"Name":"shop-api-1","Service":"api","State":"exited","ExitCode":3,"Status":"Exited (3) 2 seconds ago"}"#
    let row = try #require(ListedContainer.list(Array(json.utf8)).first)
    #expect(row.service == "api" && row.exitCode == 3 && row.status == "exited")
  }

  @Test(
    arguments: [
      ("com.docker.compose.service=api", "api"),
      (
        "a=b,com.docker.compose.project.config_files=x.yml,y.yml,com.docker.compose.service=db",
        "db"
      ),
      ("a=com.docker.compose.service=no", ""), ("", ""),
    ])
  func theServiceIsReadOfTheLabels(labels: String, service: String) throws {
    let json = #"{"ID":"1","Names":"x","Status":"Up 2 seconds","Labels":"\#(labels)"}"#
    #expect(try #require(ListedContainer.list(Array(json.utf8)).first).service == service)
  }
}
