import LogStream

import Testing

/// Lines that are like an earlier line but for a few bytes: a reader that remembers the shapes of
/// lines must see the difference wherever it matters.
@Suite("Shapes of lines that were met before")
struct LineShapeTests {
  static let lines = [
    "1:M 23 Nov 2026 01:47:50.822 * monotonic clock: POSIX clock_gettime",
    "1:C 23 Nov 2026 01:47:50.822 - Configuration loaded from the file",
    "2026/11/23 01:47:50 [notice] 1#1: using the \"epoll\" event method",
    "2026/11/23 01:47:50 [info] 29#29: *1 client closed keepalive connection",
    "2026/11/23 01:47:50 http: proxy started on port 8080, all well",
    "2026-11-23 00:43:10,101 INFO     [orders] taken over from the queue",
    "192.168.192.1 - - [23/Nov/2026:00:43:37 +0000] \"GET /api/orders HTTP/1.1\" 200 19 \"-\"",
    "[2026-11-23 00:43:09,585: INFO/MainProcess] connected to the broker",
    "[2026-11-23 00:36:28 +0000] [1] [INFO] Starting gunicorn 21.2.0 here",
    "2026-11-23 00:45:48.560263 I | etcdmain: advertise URLs of client",
    "2026-11-23 02:01:35.587 UTC [12] LOG:  listening on IPv4 address",
    "2026-11-23 02:01:37.699 UTC [37] DETAIL:  Connection matched the file",
    "2026-11-23 00:35:10.010622+00:00 [info] <0.223.0> Feature flags: list",
    "2026-11-23T00:32:21Z DEBUG1 worker 17 waits for something to do",
    "2026-11-23 00:32:21+00:00 [Note] [Entrypoint]: Switching to user",
    "2026-11-23 00:45:49.345 +0100 confd: revision 17 has been read now",
    #"{"level":"info","ts":"2026-11-23T01:47:50.822Z","msg":"ready","count":12,"ok":true}"#,
    #"{"action":"raft","level":"debug","msg":"a \"quoted\" word","time":"2026-11-23T01:47:50Z"}"#,
    #"{"severity":"INFO","nested":{"a":[1,"}"]},"message":"x","timestamp":1795398470.5}"#,
    #"{"level":30,"time":1795398470123,"pid":7,"hostname":"a","msg":"listening on 8080"}"#,
    #"{"msg":"joined \u003c0.693.0\u003e at \t12 \\u0031","time":"2026-11-23T01:47:50Z","lvl":"30"}"#,
    #"2026-11-23 00:35:10.010622+00:00 [notice] <0.44.0> a "quoted" <12> \u003c0.9.0\u003e"#,
    "[Sun Dec 04 04:47:44 2005] [notice] workerEnv.init() ok /etc/httpd/conf/workers2.properties",
    "03-17 16:13:38.819  4215  8220 D PowerManagerService: acquire lock=028320441, flags=0x1",
    "17/06/09 20:10:40 INFO spark.SecurityManager: Changing view acls to: yarn,curi 20 times",
    "Jun 14 15:16:01 combo sshd(pam_unix)[19939]: check pass; user unknown 7 at 15:16:01",
    "I1123 00:21:28.123456   17 server.go:412] Serving securely on [::]:6443 for 10 seconds",
    "2026-11-23  0:45:49 0 [Note] mariadbd: ready for connections, version 10.11.6 port 3306",
    #"time="2026-11-23T01:47:50Z" level=info msg="node 3 of 5 is up" took=12ms shard=k7Xa91"#,
    "INFO  [main] 2026-11-23 00:00:00,123 Gossiper.java:1784 - Waiting 5 seconds for gossip",
    "2026-11-23 01:47:50 at 2026-11-23T01:47:51.823239249Z there were 5 engines at 9Z",
    "<30>1 2026-11-23T01:47:50.822Z host app 17 - - text with 12 numbers, 3 of them prime",
    #"{"ts":"2026-11-23 01:47:50,595","level":"INFO","msg":"1.2.3.4 - "GET /health HTTP/1.1" 200 -"}"#,
    #"time="2026-11-22T20:46:19Z" level=debug msg="wait for version 3" got=0 want=3 a.b/c=1"#,
    #"ts=2026-11-23T00:00:00.123Z caller=main.go:1 level=warn msg="not ready for 12 s""#,
    #"level=30 msg="a level by its number" time="2026-11-22T20:46:19Z" n=4"#,
    #"at=info time=12 lvl=info message="another time" ts=2026-11-22T20:46:19Z"#,
    #"{"level":"error","n":12,"time":"2026-11-23T01:47:50Z","msg":"a "b" c 17"}"#,
    "12: 0x7f00aa000afb v8::internal::Runtime_AllocateInYoung [/lib/libnode.so.115]",
    "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
    "worker 12 waits for its turn in the queue, which has 7 entries",
    "Traceback (most recent call last):",
    "java.lang.IllegalStateException: nothing of that kind is here",
    "Caused by: java.net.ConnectException: Connection refused by all 3",
    "panic: runtime error: invalid memory address or nil pointer dereference",
    "2026-11-23 00:43:10,101 ERROR    [orders] failed with an exception 12",
    "2026-11-23 00:43:10,101 INFO     Traceback (most recent call last):",
    "2026-11-23 00:43:10,101 INFO     [orders] panic or PHP is spoken of",
    "#0 /var/www/html/index.php(12): App->run() and what follows from it",
    "goroutine 12 [running]: something that stands on the same line",
    #"{"level":30,"time":1795398470123,"pid":7,"msg":"GET "/orders" took 30 ms"}"#,
    #"{"level":"info","n":12,"time":"2026-11-23T01:47:50Z","message":"a "b" c 17","level":"error"}"#,
    "Jun  4 15:16:01 combo kernel: audit(1087234567.123:0): initialized 7 of 9",
    "Jun 14 15:16:01 combo app[7]: 2026-11-23 00:00:00 ERROR a header of its own, 12",
    "Jun 14 15:16:01 combo app[7]: 12:00:00 is a time of day as well, 3 of them",
    "E1123 00:21:28.123456   17 server.go:412] failed 3 of 5 times to listen on it",
    "03-17 16:13:38.819  4215  8220 W PowerManagerService: release lock=028320441, flags=0x1",
    "[Sun Dec 04 04:47:44 2005] [error] mod_jk child workerEnv in error state 17",
    "081109 203615 148 INFO dfs.DataNode$PacketResponder: block blk_38865049 terminating",
    "- 1117838570 2005.06.03 R02-M1-N0 2005-06-03-15.42.50.363779 RAS KERNEL INFO 17 errors",
    "took 12 ms of 30 ms for request 7, which is 40 % of all",
    "[7] waits for 12 others, of which 3 are at work",
    "12.5 % of 30 are done, 7 are left of them all",
    "2005.06.03 12 things were done in 7 hours or so",
    "nova-compute.log.1.2017-05-16_13:53:08 2017-05-16 00:00:00.008 25746 INFO x",
    "worker7 2026-11-23 00:00:00 ERROR failed 12 times in a row",
    "host-7 - - [23/Nov/2026:00:43:37 +0000] \"GET /7 HTTP/1.1\" 500 19",
    "2026-11-23 00:43:10,101 INFO [orders] took {\"id\": 17, \"of\": 30}",
    #"2026-11-23T00:43:10.101+01:00 {"level":"error","msg":"failed 17 times"}"#,
    #"2026-11-23T00:43:10.101+01:00 {"level" of 17 which is no JSON}"#,
  ]
  static let wrappers: [@Sendable (String) -> String] = [
    { $0 },
    { "2026-11-23T01:47:51.823239247Z " + $0 },
    { "orders-1  | " + $0 },
    { line in
      let escaped = line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("<", with: #"\u003c"#).replacing(">", with: #"\u003e"#)
      return #"{"log":"\#(escaped)\n","stream":"stdout","time":"2026-11-23T01:47:51.823239247Z"}"#
    },
  ]
  private static let other = Array("0123456789-+/:.,[]<>()#*|\"\\{} \tTZaEWfp\u{7f}".utf8)

  /// Changes some bytes of a line, mostly among the first.
  private static func changed(_ line: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var line = line
    for _ in 0..<(1 + Int.random(in: 0..<3, using: &random)) {
      let reach = Int.random(in: 0..<3, using: &random) == 0 ? line.count : min(line.count, 100)
      let place = Int.random(in: 0..<reach, using: &random)
      let byte = other[Int.random(in: 0..<other.count, using: &random)]
      switch Int.random(in: 0..<6, using: &random) {
      case 0: line.insert(byte, at: place)
      case 1 where line.count > 1: line.remove(at: place)
      case 2, 3: line[place] = byte
      default:
        // Another digit for a digit is what mostly changes.
        let digits = line.indices.filter { (48...57).contains(line[$0]) && $0 < reach }
        guard !digits.isEmpty else { continue }
        line[digits[Int.random(in: 0..<digits.count, using: &random)]] = UInt8(
          48 + Int.random(in: 0..<10, using: &random))
      }
    }
    return line
  }

  @Test("a line that differs is read as if the others were not there", arguments: lines.indices)
  func variants(_ number: Int) {
    var random = SeededGenerator(seed: UInt64(number))
    for round in 0..<300 {
      let wrap = Self.wrappers[round % Self.wrappers.count]
      let base = Array(wrap(Self.lines[number]).utf8)
      let next = Array(
        wrap(Self.lines[Int.random(in: 0..<Self.lines.count, using: &random)]).utf8)
      let variant = Self.changed(base, &random)
      let inputs = [
        [base, base, variant], [base, variant, base, variant], [base, next, variant, next],
        [base, next, base, next] + (0..<12).flatMap { _ in [Self.changed(base, &random), next] },
      ]
      for lines in inputs {
        let comparison = SkimComparison([Array(lines.joined(separator: [0x0A])) + [0x0A]])
        guard let difference = comparison.difference(sieve: OpenSieve()) else { continue }
        Issue.record("round \(round): \(difference)\n\(String(decoding: variant, as: UTF8.self))")
        return
      }
    }
  }

  /// The time that is given is that of the line, not of the one whose shape it has.
  @Test("the clock is read anew", arguments: lines)
  func clock(_ line: String) throws {
    let later = line.replacing("01:47:50", with: "13:59:07").replacing(":43:", with: ":07:")
      .replacing("1795398470", with: "1795399999")
    for (first, second) in [(line, later), (later, line)] {
      let text = "\(first)\n\(first)\n\(second)\n\(first)\n"
      let (skimming, plain) = (LogReader(sieve: OpenSieve()), LogReader())
      try skimming.read(from: MemorySource(text)) { _ in }
      try plain.read(from: MemorySource(text)) { _ in }
      #expect(skimming.statistics == plain.statistics)
    }
  }
}
