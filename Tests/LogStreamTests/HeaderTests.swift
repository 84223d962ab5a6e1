import LogStream
import Testing

/// A line, and what its start says.
struct HeaderCase: Sendable, CustomTestStringConvertible {
  var line: String
  var level: Level?
  var message: String
  /// RFC 3339, in UTC; nil if the line has no whole time.
  var time: String?

  var testDescription: String { String(line.prefix(60)) }

  init(_ line: String, _ level: Level?, _ message: String, time: String? = nil) {
    self.line = line
    self.level = level
    self.message = message
    self.time = time
  }

  static let all: [HeaderCase] = [
    HeaderCase(
      "2026-11-23 00:21:28.666 UTC [51] FATAL:  password authentication failed", .fatal,
      "password authentication failed", time: "2026-11-23T00:21:28.666Z"),
    HeaderCase(
      "2026-11-23 00:21:28.666 UTC [51] DETAIL:  Connection matched", nil,
      "DETAIL:  Connection matched", time: "2026-11-23T00:21:28.666Z"),
    HeaderCase(
      "2026-11-23 00:21:28.666 UTC [1] LOG:  database system is ready", .info,
      "database system is ready", time: "2026-11-23T00:21:28.666Z"),
    HeaderCase(
      "waiting for server to start....2026-11-23 00:43:16.265 UTC [47] LOG:  starting", .info,
      "starting", time: "2026-11-23T00:43:16.265Z"),
    HeaderCase(
      "2026-11-23 00:21:28.666 GMT [51] app@shop ERROR:  no", .error, "no",
      time: "2026-11-23T00:21:28.666Z"),
    HeaderCase(
      "1:M 02 Jan 2026 03:04:05.678 # OOM command not allowed", .warning, "OOM command not allowed",
      time: "2026-01-02T03:04:05.678Z"),
    HeaderCase(
      "1:M 02 Jan 2026 03:04:05.678 * DB saved on disk", .info, "DB saved on disk",
      time: "2026-01-02T03:04:05.678Z"),
    HeaderCase(
      "2026-11-23T00:00:00.123456Z 0 [ERROR] [MY-010119] [Server] Aborting", .error,
      "[MY-010119] [Server] Aborting", time: "2026-11-23T00:00:00.123456Z"),
    HeaderCase(
      "2026-11-23  0:33:14 21 [Warning] Aborted connection 21", .warning, "Aborted connection 21",
      time: "2026-11-23T00:33:14Z"),
    HeaderCase(
      "2026-11-23 00:32:53+00:00 [Note] [Entrypoint]: Entrypoint started", .info,
      "[Entrypoint]: Entrypoint started", time: "2026-11-23T00:32:53Z"),
    HeaderCase(
      "2026/11/23 00:28:56 [error] 8#8: *17 upstream timed out (110: Connection timed out)", .error,
      "upstream timed out (110: Connection timed out)", time: "2026-11-23T00:28:56Z"),
    HeaderCase(
      "2026/11/23 00:29:20 [emerg] 1#1: chown(\"/var\", 101) failed", .fatal,
      "chown(\"/var\", 101) failed", time: "2026-11-23T00:29:20Z"),
    HeaderCase(
      "172.18.0.1 - - [23/Nov/2026:00:36:47 +0100] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"", nil,
      "172.18.0.1 - - [23/Nov/2026:00:36:47 +0100] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"",
      time: "2026-11-22T23:36:47Z"),
    HeaderCase(
      "2026-11-23 00:35:10.010622+00:00 [error] <0.223.0> Failed to start Ranch listener", .error,
      "Failed to start Ranch listener", time: "2026-11-23T00:35:10.010622Z"),
    HeaderCase(
      "2026-11-23 00:35:18.867403 W | pkg/fileutil: check file permission", .warning,
      "pkg/fileutil: check file permission", time: "2026-11-23T00:35:18.867403Z"),
    HeaderCase(
      "raft2026/11/23 00:35:18 INFO: 8e9e became leader", .info, "8e9e became leader",
      time: "2026-11-23T00:35:18Z"),
    HeaderCase(
      "2026-11-23 00:43:10,009 INFO     [orders] connecting", .info, "[orders] connecting",
      time: "2026-11-23T00:43:10.009Z"),
    HeaderCase(
      "2026-11-23 00:43:10,009 - app.db - ERROR - failed", .error, "failed",
      time: "2026-11-23T00:43:10.009Z"),
    HeaderCase(
      "[2026-11-23 00:36:28 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:7)", .fatal,
      "WORKER TIMEOUT (pid:7)", time: "2026-11-23T00:36:28Z"),
    HeaderCase(
      "[2026-11-23 00:43:09,585: ERROR/MainProcess] job lost", .error, "job lost",
      time: "2026-11-23T00:43:09.585Z"),
    HeaderCase(
      "INFO:     Uvicorn running on http://0.0.0.0:8000", .info,
      "Uvicorn running on http://0.0.0.0:8000"),
    HeaderCase(
      "WARNING: This is a development server.", .warning,
      "This is a development server."),
    HeaderCase(
      "[WARNING]  (8) : Server app/app1 is DOWN", .warning,
      "(8) : Server app/app1 is DOWN"),
    HeaderCase("FATAL ERROR: Reached heap limit", .fatal, "FATAL ERROR: Reached heap limit"),
    HeaderCase(
      "2026-11-23T00:00:00.123Z  INFO 1 --- [main] c.acme.Main : Started", .info,
      "1 --- [main] c.acme.Main : Started", time: "2026-11-23T00:00:00.123Z"),
    HeaderCase(
      "2026-11-23 00:00:00,123 [main] ERROR com.acme.Main - failed", .error,
      "com.acme.Main - failed", time: "2026-11-23T00:00:00.123Z"),
    HeaderCase(
      "2026-11-23T00:00:00.123Z\tinfo\tcaller.go:1\tstarting", .info, "caller.go:1\tstarting",
      time: "2026-11-23T00:00:00.123Z"),
    HeaderCase(
      "2026/11/23 20:00:00 listen tcp 0.0.0.0:8080: bind: address already in use", nil,
      "listen tcp 0.0.0.0:8080: bind: address already in use", time: "2026-11-23T20:00:00Z"),
    HeaderCase(
      "E1123 00:21:28.123456       1 reflector.go:138] failed to list", .error, "failed to list"),
    HeaderCase(
      "Mon Nov 23 00:06:25 UTC 2026 INFO Indexer - segment 1 loaded", .info,
      "Indexer - segment 1 loaded", time: "2026-11-23T00:06:25Z"),
    HeaderCase(
      "fail: Microsoft.AspNetCore.Server.Kestrel[13]", .error,
      "Microsoft.AspNetCore.Server.Kestrel[13]"),
    HeaderCase(
      "[2026-11-23T00:00:00.123456+00:00] app.ERROR: no route {\"x\":1} []", .error,
      "no route {\"x\":1} []", time: "2026-11-23T00:00:00.123456Z"),
    HeaderCase(
      "[Mon Nov 23 00:06:25.123456 2026] [core:error] [pid 1] denied", .error, "[pid 1] denied",
      time: "2026-11-23T00:06:25.123456Z"),
    HeaderCase(
      "[23-Nov-2026 00:00:00] NOTICE: fpm is running", .info, "fpm is running",
      time: "2026-11-23T00:00:00Z"),
    HeaderCase(
      "E, [2026-11-23T00:21:28.123456 #1] ERROR -- : failed", .error, "failed",
      time: "2026-11-23T00:21:28.123456Z"),
    HeaderCase(
      "2026-11-23T00:00:00.123Z pid=1 tid=abc ERROR: job lost", .error, "job lost",
      time: "2026-11-23T00:00:00.123Z"),
    HeaderCase(
      "00:21:28.123 [main] ERROR com.acme.Main - failed", .error,
      "com.acme.Main - failed"),
    HeaderCase("[00:21:28 ERR] failed", .error, "failed"),
    HeaderCase(
      "2026.11.23 00:00:00.123456 [ 1 ] {} <Error> Application: no", .error, "Application: no",
      time: "2026-11-23T00:00:00.123456Z"),
    HeaderCase(
      "[2026-11-23 00:00:00.123][1][error][main] [source/server.cc:1] no", .error,
      "[main] [source/server.cc:1] no", time: "2026-11-23T00:00:00.123Z"),
    HeaderCase(
      "[2026-11-23 00:00:00,123] ERROR [KafkaServer id=1] Fatal error", .error,
      "[KafkaServer id=1] Fatal error", time: "2026-11-23T00:00:00.123Z"),
    HeaderCase(
      "2026-11-23 00:00:00.123 | ERROR    | app:main:5 - no", .error, "app:main:5 - no",
      time: "2026-11-23T00:00:00.123Z"),
    HeaderCase(
      "2026-11-23T00:00:00.000Z [ERROR] agent: no leader", .error, "agent: no leader",
      time: "2026-11-23T00:00:00Z"),
    HeaderCase(
      #"time="2026-11-22T20:46:19Z" level=warning msg="failed to \"join\"" action=bootstrap"#,
      .warning,
      "failed to \"join\"", time: "2026-11-22T20:46:19Z"),
    HeaderCase(
      "ts=2026-11-23T00:00:00.123Z caller=main.go:1 level=info msg=ready", .info, "ready",
      time: "2026-11-23T00:00:00.123Z"),
    HeaderCase(
      "WARN[0012] failed to join cluster                        action=bootstrap attempts=3",
      .warning,
      "failed to join cluster"),
    HeaderCase(
      #"{"t":{"$date":"2026-11-23T00:00:00.123+00:00"},"s":"E","c":"NETWORK","msg":"no"}"#, .error,
      "no", time: "2026-11-23T00:00:00.123Z"),
    HeaderCase(
      #"{"level":50,"time":1795392000123,"pid":1,"msg":"pino"}"#, .error, "pino",
      time: "2026-11-23T00:00:00.123Z"),
    HeaderCase(
      #"{"level":"error","ts":1795392000.25,"caller":"x.go:1","msg":"zap"}"#, .error, "zap",
      time: "2026-11-23T00:00:00.25Z"),
    HeaderCase(
      #"{"time":"2026-11-23T00:00:00.1Z","level":"WARN","msg":"slog \u2192 \"x\"","a":{"b":1}}"#,
      .warning, "slog → \"x\"", time: "2026-11-23T00:00:00.1Z"),
    HeaderCase(#"{"a":1}"#, nil, #"{"a":1}"#),
    HeaderCase(#"{"msg":"no end"#, nil, #"{"msg":"no end"#),
    HeaderCase("{}", nil, "{}"),
    // Without a year: no time.
    HeaderCase(
      "Jun 14 15:16:01 combo sshd(pam_unix)[19939]: authentication failure", nil,
      "authentication failure"),
    HeaderCase("Jul  1 09:00:55 host-1 kernel[0]: ARPT: 620701.011328", nil, "ARPT: 620701.011328"),
    HeaderCase(
      "Nov 23 00:06:25 host dockerd[1]: time=\"2026-11-22T20:46:19Z\" level=error msg=\"no route\"",
      .error, "no route", time: "2026-11-22T20:46:19Z"),
    HeaderCase(
      "Nov 23 00:06:25 host app[1]: 2026-11-22 20:46:19 ERROR no", .error, "no",
      time: "2026-11-22T20:46:19Z"),
    HeaderCase("Nov 3 00:06:25 host app: ERROR: no", .error, "no"),
    HeaderCase("Nov 23 00:06:25 ERROR no route to host", .error, "no route to host"),
    HeaderCase(
      "03-17 16:13:38.811  1702  2395 D WindowManager: printFreezing", .debug,
      "WindowManager: printFreezing"),
    HeaderCase("03-17 16:13:38.811 1702 2395 A libc: abort", .fatal, "libc: abort"),
    HeaderCase("17/06/09 20:10:40 WARN storage.Manager: late", .warning, "storage.Manager: late"),
    HeaderCase("I1123 00:21:28.1       7 main.go:3] ready", .info, "ready"),
    // Not headers.
    HeaderCase("Jun 31x 15:16:01 host a: b", nil, "Jun 31x 15:16:01 host a: b"),
    HeaderCase("May 14 was a good day", nil, "May 14 was a good day"),
    HeaderCase(
      "13-17 16:13:38.811  1702  2395 E a: b", nil, "13-17 16:13:38.811  1702  2395 E a: b"),
    HeaderCase("17/06/09 20:10:40 plain words", nil, "17/06/09 20:10:40 plain words"),
    HeaderCase("Error: connect ECONNREFUSED", nil, "Error: connect ECONNREFUSED"),
    HeaderCase("errors=remount-ro", nil, "errors=remount-ro"),
    HeaderCase("LOG IN to continue", nil, "LOG IN to continue"),
    HeaderCase("ERRORS found: 0", nil, "ERRORS found: 0"),
    HeaderCase("no errors", nil, "no errors"),
    HeaderCase("2026-13-45 00:00:00 ERROR x", nil, "2026-13-45 00:00:00 ERROR x"),
    HeaderCase("info about the release", nil, "info about the release"),
    HeaderCase("0001-01-01T00:00:00Z", nil, ""),
  ]
}

@Suite("The start of a line of text gives its time, its level and its message")
struct HeaderTests {
  @Test("by product", arguments: HeaderCase.all)
  func header(_ sample: HeaderCase) throws {
    // Among lines of another kind, so that the source is not taken for syslog as a whole.
    let found = records(sample.line + "\n\nx\n\ny\n")
    let record = try #require(found.first)
    #expect(found.count == 3)
    #expect(record.level == sample.level)
    #expect(record.message == sample.message)
    #expect(record.text == sample.line)
    let wanted = try sample.time.map { try #require(instant($0)) }
    #expect(record.time == wanted)
    #expect(record.clock == wanted.map { _ in .application })
  }

  @Test("the engine's stamp wins over the application's")
  func engineClock() throws {
    let record = try #require(
      records("2026-11-23T01:54:37.647139523Z 2026/11/23 00:00:00 [error] 1#1: x\n").first)
    #expect(record.clock == .engine)
    #expect(record.time == instant("2026-11-23T01:54:37.647139523Z"))
    #expect(record.level == .error)
    #expect(record.message == "x")
  }
}

/// Nanoseconds of an RFC 3339 time in UTC, by another way than the reader's.
func instant(_ text: String) -> Int64? {
  let parts = text.dropLast().split(separator: ".")
  let fields = parts[0].split { "-T:".contains($0) }.compactMap { Int64($0) }
  guard fields.count == 6 else { return nil }
  var days: Int64 = fields[2] - 1
  for year in 1970..<fields[0] { days += isLeap(year) ? 366 : 365 }
  let lengths: [Int64] = [31, isLeap(fields[0]) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  for month in 0..<(Int(fields[1]) - 1) { days += lengths[month] }
  let seconds = days * 86_400 + fields[3] * 3600 + fields[4] * 60 + fields[5]
  let digits = parts.count > 1 ? String(parts[1]) : ""
  let fraction = Int64((digits + "000000000").prefix(9)) ?? 0
  return seconds * 1_000_000_000 + fraction
}

private func isLeap(_ year: Int64) -> Bool {
  year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}
