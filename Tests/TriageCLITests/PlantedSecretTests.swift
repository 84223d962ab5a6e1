import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// Secrets of many kinds in every sort of input, and none in anything that is written.
@Suite struct PlantedSecretTests {
  /// A text with `@` for the secret, and what the secret looks like; `#` becomes the place's letter.
  private static let kinds: [(text: String, secret: String)] = [
    ("POSTGRES_PASSWORD=@", "hunter#-Zx91q"), ("DB_PASSWORD: @", "pw#-Qm72Lk"),
    ("postgres://app:@@db:5432/app", "pg#w0rdXy"), ("redis://:@@cache:6379/0", "r3d#sPass"),
    ("amqp://guest:@@rabbitmq:5672/", "gu3#stPw9"), ("mysql://u:@@db/x", "my#sqlPw88"),
    ("host=db user=app password=@ dbname=app", "ds#nPw55x"),
    ("{\"user\":\"app\",\"password\":\"@\"}", "js#onPw31"),
    ("ALTER USER app WITH PASSWORD '@'", "al#terPw47"),
    ("redis-server --requirepass @", "rq#Pass63z"), ("curl -u admin:@ http://x/", "cu#rlPw29"),
    ("Authorization: Bearer @", "b#earerTok3n77"),
    ("Authorization: Basic @", "dXNlcjpw#YXNzd29yZDE="),
    ("key @ used", "sk-abcdefghij0123456789abc#ef"),
    ("key @ used", "sk-proj-Ab1#Cd2Ef3Gh4Ij5Kl6Mn7"),
    ("key @ used", "sk-ant-api03-Ab1Cd2E#f3Gh4Ij5"),
    ("token @ used", "hf_AbCdEfGhIjKlMnOpQrSt#vWx12"),
    ("id @ used", "AKIAIOSFODNN7#XAMPLE"),
    ("AWS_SECRET_ACCESS_KEY=@", "wJalrXUtnFEMI/K7MDENG/bPxRfi#YEXAMPLEKE"),
    ("key @ used", "AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p#Q"),
    ("token @ used", "ghp_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7#8"),
    ("token @ used", "glpat-a1b2c3d4e5f6g7h8i9#0"), ("token @ used", "xoxb-1234567890-abcd#fghij"),
    ("post https://hooks.slack.com/services/@", "T0#A/B0A/XyzAbc"),
    ("jwt @ end", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbm#dXJl"),
    ("-----BEGIN PRIVATE KEY-----\\n@\\n-----END PRIVATE KEY-----", "MIIE#efAbC12"),
    ("AccountKey=@;x=1", "Zm9vYm#yQmF6MTI="), ("GET /v1?api_key=@&x=1", "q1#w2e3r4t5"),
    ("Cookie: sid=@", "c0ok#1eV4lue"), ("user @ signed in", "jane#.doe@example.com"),
    ("X-Cohere-Api-Key: @", "kQ2w9e#8r7t6yU5i4"), ("OPENAI_APIKEY=@", "oa#iK3yV4l"),
    ("AUTHENTICATION_APIKEY_ALLOWED_KEYS=@", "adm#nK3y-x9"), ("client_secret=@", "cl#ntS3cr3t"),
    ("GF_SECURITY_ADMIN_PASSWORD=@", "gr#fanaPw1"), ("refresh_token: @", "rf#shT0k3n9"),
  ]

  private static func secrets(_ place: String) -> [String] {
    kinds.map { $0.secret.replacing("#", with: place) }
  }

  private static func texts(_ place: String) -> [String] {
    kinds.map {
      $0.text.replacing("@", with: $0.secret.replacing("#", with: place), maxReplacements: 1)
    }
  }

  static let everySecret: [String] = ["L", "C", "E", "A", "I"].flatMap { secrets($0) }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let encoded = try? encoder.encode(text)
    return encoded.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }

  /// A bundle with every kind in logs, compose file, .env, API answers and inspect.
  private static func bundle() -> [String: String] {
    let log = texts("L").enumerated().map { index, text in
      "2026-01-02T03:04:\(10 + index).000000000Z FATAL ERROR: \(text)\n"
    }
    let settings = texts("C").enumerated().map {
      "      SETTING_\($0): \(quoted($1.replacing("$", with: "$$")))\n"
    }
    let environment = texts("E").enumerated().map { "VALUE_\($0)=\(quoted($1))\n" }
    let answer = texts("A").map { "{\"message\": \(quoted($0))}" }.joined(separator: ", ")
    let inspect = texts("I").map(quoted).joined(separator: ", ")
    return [
      "logs/app.log": log.joined(),
      "docker-compose.yml":
        "services:\n  app:\n    image: x:1\n    env_file: .env\n    environment:\n"
        + settings.joined(),
      ".env": environment.joined(),
      "api/weaviate/nodes.json": "{\"error\": [\(answer)]}",
      "api/weaviate/schema.json": "{\"error\": [\(answer)]}",
      "inspect.json": """
      [{"Id": "a", "Name": "/app", "RestartCount": 9, "Image": "sha256:1", "Path": "app", "Args": [],
        "State": {"Status": "exited", "ExitCode": 1, "OOMKilled": false,
          "StartedAt": "2026-01-02T03:04:00Z", "FinishedAt": "2026-01-02T03:05:00Z",
          "Error": \(quoted(texts("I")[2]))},
        "Config": {"Image": "x:1", "Env": [\(inspect)], "Cmd": [\(inspect)],
          "Labels": {"com.docker.compose.service": "app"}}, "HostConfig": {}, "Mounts": [],
        "NetworkSettings": {"Networks": {}}}]
      """,
    ]
  }

  /// Writes the bundle; the caller removes it.
  private static func makeBundle() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "planted-\(UUID())")
    for (path, text) in bundle() {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return folder
  }

  private static func shown(in text: String) -> [String] {
    var list: [String] = []
    for secret in everySecret where forms(secret).contains(where: { text.contains($0) }) {
      list.append(secret)
    }
    return list
  }

  private static func run(_ words: [String]) -> String {
    let outcome = CommandLineProgram.dispatch(
      words,
      terminal: Terminal(
        environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false))
    return outcome.output + outcome.errors
  }

  /// The secret as it could stand in an output: bare, escaped, percent-encoded or in base64.
  private static func forms(_ secret: String) -> [String] {
    let base64 = Data(secret.utf8).base64EncodedString()
    let percent = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? secret
    return [secret, secret.replacing("/", with: "\\/"), percent, base64]
  }

  static let commands: [[String]] = [
    ["analyze", "BUNDLE", "--verbose"], ["analyze", "BUNDLE", "--format", "markdown"],
    ["analyze", "BUNDLE", "--format", "json"], ["analyze", "BUNDLE", "--format", "html"],
    ["analyze", "BUNDLE", "--format", "sarif"], ["analyze", "BUNDLE", "--format", "junit"],
    ["analyze", "BUNDLE", "--format", "github"],
    ["analyze", "BUNDLE", "--explain", "app/unhandled-error"],
    ["compare", "BUNDLE", "BUNDLE/logs", "--verbose"],
    ["compare", "BUNDLE/docker-compose.yml", "BUNDLE", "--format", "json"],
    ["compose", "check", "BUNDLE/docker-compose.yml", "--all"],
    ["compose", "check", "BUNDLE/docker-compose.yml", "--all", "--format", "json"],
    ["cluster", "--saved", "BUNDLE"], ["cluster", "--saved", "BUNDLE", "--format", "json"],
    ["inspect-input", "BUNDLE"],
  ]

  @Test func thereAreThirtyKindsAndMore() {
    #expect(Self.kinds.count >= 30)
    #expect(Set(Self.everySecret).count == 5 * Self.kinds.count)
  }

  @Test(arguments: commands)
  func nothingLeaks(command: [String]) throws {
    let folder = try Self.makeBundle()
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = Self.run(command.map { $0.replacing("BUNDLE", with: folder.path()) })
    #expect(!text.isEmpty)
    #expect(Self.shown(in: text) == [])
  }

  /// The test above would hold for empty outputs; without redaction the secrets are shown.
  @Test(
    arguments: [
      (["analyze", "BUNDLE", "--format", "json", "--no-redact"], 15),
      (["compare", "BUNDLE/docker-compose.yml", "BUNDLE", "--format", "json", "--no-redact"], 25),
    ])
  func withoutRedactionTheyWouldBeSeen(command: [String], count: Int) throws {
    let folder = try Self.makeBundle()
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = Self.run(command.map { $0.replacing("BUNDLE", with: folder.path()) })
    #expect(Self.shown(in: text).count >= count)
  }
}
