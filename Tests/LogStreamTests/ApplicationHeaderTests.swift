import LogStream
import Testing

/// More starts of lines, by the programs that write them.
extension HeaderCase {
  static let servers: [HeaderCase] = [
    .init(
      #"nginx: [emerg] host not found in upstream "api:80" in /etc/nginx/nginx.conf:4"#, .fatal,
      #"host not found in upstream "api:80" in /etc/nginx/nginx.conf:4"#),
    .init(
      "nginx: [warn] 1024 worker_connections exceed open file resource limit: 40", .warning,
      "1024 worker_connections exceed open file resource limit: 40"),
    .init("nginx: [alert] could not open error log file", .error, "could not open error log file"),
    .init("php-fpm: [notice] ready", .info, "ready"),
    .init(
      "nginx: configuration file /etc/nginx/nginx.conf test failed", nil,
      "nginx: configuration file /etc/nginx/nginx.conf test failed"),
    .init("nginx: [page] 3", nil, "nginx: [page] 3"),
    .init("note: [errors] are listed below", nil, "note: [errors] are listed below"),
    .init("Error: [error] tag in words", nil, "Error: [error] tag in words"),
    .init("array: [error]", nil, "array: [error]"),
    // An access line tells what was answered, and nothing of how the server is.
    .init(
      #"172.18.0.1 - bob [23/Nov/2026:00:36:47 +0000] "GET /a HTTP/1.1" 502 157 "-" "curl/8.5.0""#,
      nil,
      #"172.18.0.1 - bob [23/Nov/2026:00:36:47 +0000] "GET /a HTTP/1.1" 502 157 "-" "curl/8.5.0""#,
      time: "2026-11-23T00:36:47Z"),
    .init(
      #"::1 - - [23/Nov/2026:00:36:47 +0000] "GET /error HTTP/1.1" 200 5"#, nil,
      #"::1 - - [23/Nov/2026:00:36:47 +0000] "GET /error HTTP/1.1" 200 5"#,
      time: "2026-11-23T00:36:47Z"),
    .init(
      "23-Nov-2026 00:00:00.123 SEVERE [main] org.apache.catalina.core.StandardContext no",
      .error, "[main] org.apache.catalina.core.StandardContext no",
      time: "2026-11-23T00:00:00.123Z"),
    .init(
      "[23-Nov-2026 00:00:00 UTC] PHP Fatal error:  Uncaught Error: no", .fatal,
      "PHP Fatal error:  Uncaught Error: no", time: "2026-11-23T00:00:00Z"),
    .init(
      "[23-Nov-2026 01:00:00 Europe/Berlin] PHP Deprecated:  f() is old", .info,
      "PHP Deprecated:  f() is old"),
    .init("[23-Nov-2026 00:00:00 ERROR] words", .error, "words", time: "2026-11-23T00:00:00Z"),
    .init(
      "PHP Warning:  Undefined variable $a in /a.php on line 3", .warning,
      "PHP Warning:  Undefined variable $a in /a.php on line 3"),
    .init(
      "PHP 8.2.7 Development Server (http://0.0.0.0:80) started", nil,
      "PHP 8.2.7 Development Server (http://0.0.0.0:80) started"),
    .init(
      #"fe80::1 - - [23/Nov/2026:00:36:47 +0000] "GET / HTTP/1.1" 200 5"#, nil,
      #"fe80::1 - - [23/Nov/2026:00:36:47 +0000] "GET / HTTP/1.1" 200 5"#,
      time: "2026-11-23T00:36:47Z"),
    .init("[ALERT]    (1) : config : no", .error, "(1) : config : no"),
  ]

  static let databases: [HeaderCase] = [
    .init(
      "2026-11-23T00:00:00.123456Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.",
      .warning, "[MY-010068] [Server] CA certificate ca.pem is self signed.",
      time: "2026-11-23T00:00:00.123456Z"),
    .init(
      "2026-11-23T00:00:00.123456Z 0 [System] [MY-010931] [Server] mysqld: ready for connections.",
      .info, "[MY-010931] [Server] mysqld: ready for connections.",
      time: "2026-11-23T00:00:00.123456Z"),
    .init(
      "2026-11-23 00:33:14 0 [ERROR] mysqld: Can't lock aria control file", .error,
      "mysqld: Can't lock aria control file", time: "2026-11-23T00:33:14Z"),
    .init(
      "2026-11-23 00:21:28.666 UTC [51] PANIC:  could not write to file", .fatal,
      "could not write to file", time: "2026-11-23T00:21:28.666Z"),
    .init(
      "2026-11-23 00:21:28.666 UTC [51] HINT:  See server log", nil, "HINT:  See server log",
      time: "2026-11-23T00:21:28.666Z"),
    .init(
      "2026-11-23 00:21:28.666 UTC [51] STATEMENT:  SELECT 'ERROR: x'", nil,
      "STATEMENT:  SELECT 'ERROR: x'", time: "2026-11-23T00:21:28.666Z"),
    .init(
      "2026-11-23 00:21:28.666 UTC [51] WARNING:  there is no transaction in progress", .warning,
      "there is no transaction in progress", time: "2026-11-23T00:21:28.666Z"),
    .init(
      "1:C 23 Nov 2026 00:00:00.123 # Warning: no config file specified", .warning,
      "Warning: no config file specified", time: "2026-11-23T00:00:00.123Z"),
    .init(
      "1:signal-handler (1795392000) Received SIGTERM scheduling shutdown...", nil,
      "1:signal-handler (1795392000) Received SIGTERM scheduling shutdown..."),
    .init(
      "2026-11-23T00:00:00.123+0000 E NETWORK  [conn1] no route", .error,
      "NETWORK  [conn1] no route",
      time: "2026-11-23T00:00:00.123Z"),
    .init(
      "E261123 00:00:00.123456 1 server/node.go:12 [n1] no route", .error, "no route"),
    .init(
      "ERROR [main] 2026-11-23 00:00:00,123 CassandraDaemon.java:1 - no", .error,
      "CassandraDaemon.java:1 - no", time: "2026-11-23T00:00:00.123Z"),
    .init(
      "2026.11.23 00:00:00.123456 [ 77 ] {f0e1-22aa} <Error> executeQuery: no", .error,
      "executeQuery: no", time: "2026-11-23T00:00:00.123456Z"),
    .init(
      "2026-11-23T00:00:00.123Z {a b} ERROR x", nil, "{a b} ERROR x",
      time: "2026-11-23T00:00:00.123Z"),
    .init(
      "2026-11-23T00:00:00.123Z E is a letter", nil, "E is a letter",
      time: "2026-11-23T00:00:00.123Z"),
    .init(
      "[2026-11-23T00:00:00,123][WARN ][o.e.b.JNANatives         ] [node1] no memory lock",
      .warning, "[o.e.b.JNANatives         ] [node1] no memory lock",
      time: "2026-11-23T00:00:00.123Z"),
    .init(
      "2026-11-23 00:00:00,123 [myid:1] - WARN  [main:QuorumPeer@1] - no leader", .warning,
      "[main:QuorumPeer@1] - no leader", time: "2026-11-23T00:00:00.123Z"),
    .init(
      "2026-11-23 00:35:10.010 [warning] <0.223.0> memory resource limit alarm set", .warning,
      "memory resource limit alarm set", time: "2026-11-23T00:35:10.010Z"),
  ]

  static let libraries: [HeaderCase] = [
    .init("ERROR:root:no route", .error, "root:no route"),
    .init("WARNING:urllib3.connectionpool:Retrying", .warning, "urllib3.connectionpool:Retrying"),
    .init("CRITICAL:app:gone", .fatal, "app:gone"),
    .init(
      "crit: Microsoft.AspNetCore.Server.Kestrel[0]", .error,
      "Microsoft.AspNetCore.Server.Kestrel[0]"),
    .init("fail: App.Worker[13] no route", .error, "App.Worker[13] no route"),
    .init("fail: the tests of array[13] did", nil, "fail: the tests of array[13] did"),
    .init("warn: nothing of .NET", nil, "warn: nothing of .NET"),
    .init(
      "E0102 03:04:05.678901   12345 reflector.go:138] failed to list", .error, "failed to list"),
    .init("F0102 03:04:05.678901   12345 main.go:1] gone", .fatal, "gone"),
    .init("E0102 is the number of an error", nil, "E0102 is the number of an error"),
    .init(
      "2026-11-23T00:00:00.123456Z ERROR app::db: no route", .error, "app::db: no route",
      time: "2026-11-23T00:00:00.123456Z"),
    .init(
      "[2026-11-23T00:00:00Z ERROR app::db] no route", .error, "app::db] no route",
      time: "2026-11-23T00:00:00Z"),
    .init(
      "2026-11-23T00:00:00Z ERR no route error=x", .error, "no route error=x",
      time: "2026-11-23T00:00:00Z"),
    .init(
      "[2026-11-23T00:00:00.123+0000] {taskinstance.py:1} ERROR - no route", .error, "no route",
      time: "2026-11-23T00:00:00.123Z"),
    .init(
      #"{"level":"error","message":"no route","timestamp":"2026-11-23T00:00:00.123Z"}"#, .error,
      "no route", time: "2026-11-23T00:00:00.123Z"),
    .init(
      #"{"level":30,"time":1795392000123,"pid":1,"hostname":"h","msg":"fine"}"#, .info, "fine",
      time: "2026-11-23T00:00:00.123Z"),
    .init(
      #"{"level":60,"time":1795392000123,"pid":1,"hostname":"h","msg":"gone"}"#, .fatal, "gone",
      time: "2026-11-23T00:00:00.123Z"),
    .init(#"{"level":7,"msg":"a number of its own"}"#, nil, "a number of its own"),
    .init(
      #"{"level":"warn","ts":"2026-11-23T00:35:18.867Z","caller":"x.go:1","msg":"slow"}"#, .warning,
      "slow", time: "2026-11-23T00:35:18.867Z"),
    .init(
      "2026-11-23 00:00:00.123 ERROR 1 --- [nio-8080-exec-1] c.acme.Main : no", .error,
      "1 --- [nio-8080-exec-1] c.acme.Main : no", time: "2026-11-23T00:00:00.123Z"),
    .init("00:00:00.123 [main] DEBUG com.acme.Main -- text", .debug, "com.acme.Main -- text"),
  ]
}

@Suite("The start of a line of text, by the program that writes it")
struct ApplicationHeaderTests {
  @Test(
    "time, level and message",
    arguments: HeaderCase.servers + HeaderCase.databases + HeaderCase.libraries)
  func header(_ sample: HeaderCase) throws {
    let found = records(sample.line + "\n\nx\n\ny\n")
    let record = try #require(found.first)
    #expect(record.level == sample.level)
    #expect(record.message == sample.message)
    #expect(record.text == sample.line)
    #expect(record.time == (try sample.time.map { try #require(instant($0)) }))
  }
}
