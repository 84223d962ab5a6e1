/// Lines of all formats and applications, from which tests make inputs of any kind.
enum LineCorpus {
  /// How a line of an application is recorded.
  enum Wrapping: CaseIterable {
    case plain, stamped, jsonFile, composeV1, composeV2, composeStamped, cri, podman, kubectl
    case syslog, fluentd, details
  }

  /// What applications print: each entry is one line, or a group of lines that belong together.
  static let application: [String] =
    [
      #"{"level":"info","msg":"ready","time":"2026-11-23T00:06:25Z"}"#,
      #"{"action":"bootstrap","level":"info","msg":"got \"x\" \u2192 y","time":"2026-11-23T00:06:26Z"}"#,
      #"{"action":"bootstrap","level":"warning","msg":"late","time":"2026-11-23T00:06:27Z"}"#,
      #"{"a":{"level":"error"},"level":"debug","msg":"nested","time":"2026-11-23T00:06:28Z"}"#,
      #"{"level":30,"time":1795392001123,"pid":1,"msg":"pino"}"#,
      #"{"level":50,"time":1795392002123,"pid":1,"msg":"pino"}"#,
      #"{"t":{"$date":"2026-11-23T00:00:00.123+00:00"},"s":"I","c":"NETWORK","msg":"no"}"#,
      #"{"severity":"ERROR","level":"info","msg":"two levels","time":"2026-11-23T00:06:29Z"}"#,
      #"{"ts":1795392001.25,"level":"info","caller":"x.go:1","msg":"zap"}"#,
      #"{"msg":"GET "/health" 200","level":"info","time":"2026-11-23T00:06:30Z"}"#,
      #"{"level":"info","msg":"GET "/health" 200","time":"2026-11-23T00:06:31Z"}"#,
      #"{"log":"mine","level":"info"}"#, #"{"a":1}"#, "{}", #"{"msg":"no end"#,
      "2026-11-23 00:21:28.666 UTC [51] FATAL:  password authentication failed",
      "2026-11-23 00:21:28.667 UTC [51] DETAIL:  Connection matched",
      "2026-11-23 00:21:28.668 UTC [1] LOG:  database system is ready",
      "1:M 02 Jan 2026 03:04:05.678 * DB saved on disk",
      "1:M 02 Jan 2026 03:04:05.678 # OOM command not allowed",
      "2026-11-23T00:00:00.123456Z 0 [ERROR] [MY-010119] [Server] Aborting",
      "2026-11-23  0:33:14 21 [Note] Ready",
      "2026/11/23 00:28:56 [error] 8#8: *17 upstream timed out",
      "2026/11/23 00:28:57 [notice] 1#1: start worker process 30",
      "172.18.0.1 - - [23/Nov/2026:00:36:47 +0100] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"",
      "2026-11-23 00:35:10.010622+00:00 [info] <0.223.0> Ready to start client connection listeners",
      "2026-11-23 00:35:18.867403 W | pkg/fileutil: check file permission",
      "raft2026/11/23 00:35:18 INFO: 8e9e became leader",
      "2026-11-23 00:43:10,009 INFO     [orders] connecting",
      "[2026-11-23 00:43:09,585: ERROR/MainProcess] job lost",
      "INFO:     Uvicorn running on http://0.0.0.0:8000", "WARNING: a development server",
      "2026-11-23T00:00:00.123Z  INFO 1 --- [main] c.acme.Main : Started",
      "2026-11-23T00:00:00.123Z\tinfo\tcaller.go:1\tstarting",
      "E1123 00:21:28.123456       1 reflector.go:138] failed to list",
      "I1123 00:21:28.123456       1 reflector.go:138] listed",
      "Jun 14 15:16:01 host prog[17]: text of syslog",
      "03-17 16:13:38.811  1702  2395 D Tag: text of logcat",
      "03-17 16:13:38.811  1702  2395 E Tag: bad text of logcat",
      "fail: Microsoft.AspNetCore.Server.Kestrel[13]\n      Unable to start Kestrel.",
      "E, [2026-11-23T00:21:28.123456 #1] ERROR -- : failed",
      "[00:21:28 ERR] failed", "[00:21:28 INF] fine",
      #"time="2026-11-22T20:46:19Z" level=warning msg="failed to \"join\"" a=b"#,
      #"time="2026-11-22T20:46:20Z" level=info msg="joined""#,
      "ts=2026-11-23T00:00:00.123Z caller=main.go:1 level=info msg=ready",
      "WARN[0012] failed to join cluster                        action=bootstrap attempts=3",
      "INFO[0012] joined the cluster                            action=bootstrap",
      "starting worker", "worker stopped", "7 workers of the pool wait for something to do",
      "12: 0x7f00aa000afb v8::internal::Runtime [/lib/libnode.so.115]",
      "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap", "left | right",
      "db-1  | not a prefix", "a  | bars",
      "caf\u{E9} \u{1F433}", "\u{1B}[32mgreen\u{1B}[0m line", "10%\r20%\r30%", "", "  ",
      " one blank",
      "  indented", "\ttab", "}", "});", "Caused by: x", "Stack trace:", "#0 {main}",
      "2026-11-23T00:00:01.000000001Z printed time",
      "2026-11-23T00:00:01+02:00 {\"level\":\"info\"}",
      "<34>1 2026-11-23T00:00:00Z host app 1 ID47 [x y=\"z\"] lost",
      "<11>Nov 23 00:06:25 tag[1]: loud", "<14>Nov 23 00:06:25 host tag: quiet",
      "<131>1 2026-11-23T00:00:00Z host web 7 web - words", "<12>1 - - - - - - <11>1 nested",
      "nginx: [emerg] no", "nginx: [notice] fine", "note: [errors] below",
      "PHP Warning:  no", "[23-Nov-2026 00:00:00 UTC] PHP Notice:  fine",
      "23-Nov-2026 00:00:00.123 SEVERE [main] no", "23-Nov-2026 00:00:00.123 INFO [main] fine",
      "ERROR [main] 2026-11-23 00:00:00,123 A.java:1 - no", "E261123 00:00:00.1 1 a.go:1 [n1] no",
      "2026-11-23T00:00:00.123+0000 I NETWORK  [conn1] fine", "fail: App.Worker[13] no",
      "2026.11.23 00:00:00.123456 [ 7 ] {f0-1} <Error> no",
      "fe80::1 - - [23/Nov/2026:00:00:00 +0000]",
      #"2026-11-23T00:00:01Z {container="db"} ERROR: no"#,
      "<30>Nov 23 00:06:25 host tag[1]: text", "Mon Nov 23 00:06:25 UTC 2026 INFO Indexer - loaded",
    ] + TraceCase.all.map(\.trace)

  /// The lines of one application's output, recorded in one way.
  static func wrap(_ text: String, as wrapping: Wrapping, at tick: Int) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { wrap(line: $0, as: wrapping, at: tick) + "\n" }.joined()
  }

  private static func wrap(line: Substring, as wrapping: Wrapping, at tick: Int) -> String {
    let stamp = "2026-11-23T01:54:\(10 + tick / 50 % 50).\(100_000_000 + tick)Z"
    let name = ["db", "web", "a-rather-long-name"][tick % 3]
    switch wrapping {
    case .plain: return String(line)
    case .stamped: return "\(stamp) \(line)"
    case .jsonFile:
      return #"{"log":"\#(escaped(line))\n","stream":"\#(tick % 2 == 0 ? "stdout" : "stderr")","#
        + #""time":"\#(stamp)"}"#
    case .composeV1: return "\u{1B}[36m\(name)_1   |\u{1B}[0m \(line)"
    case .composeV2: return "\(name)-1  | \(line)"
    case .composeStamped: return "\(name)-1  | \(stamp) \(line)"
    case .cri: return "\(stamp) stdout \(tick % 9 == 0 ? "P" : "F") \(line)"
    case .podman: return "\(stamp.dropLast())+02:00 stderr F \(line)"
    case .kubectl: return "[pod/\(name)-0/\(name)] \(stamp) \(line)"
    case .syslog: return "<30>Nov 23 00:06:25 host docker/\(name)[123]: \(line)"
    case .fluentd:
      return #"{"container_id":"ab","container_name":"/\#(name)","source":"stderr","#
        + #""log":"\#(escaped(line))","time":"\#(stamp)"}"#
    case .details: return "\(stamp) FOO=bar,tag=j1 \(line)"
    }
  }

  /// As the engine escapes a line.
  private static func escaped(_ line: Substring) -> String {
    var result = ""
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{1B}": result += "\\u001b"
      case "<": result += "\\u003c"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An input of some entries, mostly recorded in one way, with some damage where `isDamaged`.
  static func input(_ entries: Int, isDamaged: Bool, _ generator: inout SeededGenerator) -> [UInt8]
  {
    let main = Wrapping.allCases.randomElement(using: &generator) ?? .plain
    // Few kinds of lines at a time: that is how programs write, and what the skimmer learns from.
    let kinds = (0..<6).map { _ in application.randomElement(using: &generator) ?? "" }
    var bytes: [UInt8] = []
    for tick in 0..<entries {
      let isOdd = Int.random(in: 0..<12, using: &generator) == 0
      let wrapping = isOdd ? Wrapping.allCases.randomElement(using: &generator) ?? main : main
      let isOther = Int.random(in: 0..<6, using: &generator) == 0
      let text = (isOther ? application : kinds).randomElement(using: &generator) ?? ""
      bytes += Array(wrap(text, as: wrapping, at: tick).utf8)
    }
    if isDamaged { damage(&bytes, &generator) }
    return bytes
  }

  /// Changes, removes, adds and doubles some bytes.
  static func damage(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let telling = Array("\"\\{}[]:, \n\r\t\u{1B}\0|=0Z9.E".utf8)
    for _ in 0..<Int.random(in: 1...12, using: &generator) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &generator)
      let byte =
        Bool.random(using: &generator)
        ? UInt8.random(in: 0...255, using: &generator)
        : telling.randomElement(using: &generator) ?? 0
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[at] = byte
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(byte, at: at)
      case 3:
        let end = min(bytes.count, at + Int.random(in: 1...80, using: &generator))
        bytes.removeSubrange(at..<end)
      default:
        let end = min(bytes.count, at + Int.random(in: 1...80, using: &generator))
        let to = Int.random(in: 0...bytes.count, using: &generator)
        bytes.insert(contentsOf: Array(bytes[at..<end]), at: to)
      }
    }
  }
}
