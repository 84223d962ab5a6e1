import LogStream
import Testing

/// A trace, and what stands before and after it in the log.
struct TraceCase: Sendable, CustomTestStringConvertible {
  var name: String
  var trace: String

  var testDescription: String { name }

  static let all: [TraceCase] = [
    TraceCase(
      name: "Python 3.11 with carets",
      trace: """
        Traceback (most recent call last):
          File "/app/app.py", line 7, in <module>
            conn = connect(os.environ["DATABASE_URL"])
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/app/db.py", line 122, in connect
            raise OperationalError(message)
                  ~~~~~~~~~~~~~~~~^^^^^^^^^
        db.OperationalError: connection failed
        \tIs the server running on that host?
        """),
    TraceCase(
      name: "Python, chained",
      trace: """
        Traceback (most recent call last):
          File "a.py", line 1, in f
            g()
        KeyError: 'x'

        During handling of the above exception, another exception occurred:

        Traceback (most recent call last):
          File "a.py", line 3, in f
            h()
        RuntimeError: configuration error

        The above exception was the direct cause of the following exception:

        Traceback (most recent call last):
          File "a.py", line 5, in <module>
            main()
        SystemExit
        """),
    TraceCase(
      name: "Python exception group",
      trace: """
          + Exception Group Traceback (most recent call last):
          |   File "a.py", line 1, in <module>
          |     raise ExceptionGroup("many", [ValueError("x")])
          | ExceptionGroup: many (1 sub-exception)
          +-+---------------- 1 ----------------
            | ValueError: x
            +------------------------------------
        """),
    TraceCase(
      name: "Node with a cause",
      trace: """
        node:internal/deps/undici/undici:16289
              Error.captureStackTrace(err, this);
                    ^

        TypeError: fetch failed
            at Object.fetch (node:internal/deps/undici/undici:16289:11)
            at async load (/app/server.js:9:15) {
          cause: Error: connect ECONNREFUSED 172.21.0.2:5000
              at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1606:16) {
            errno: -111,
            code: 'ECONNREFUSED'
          }
        }

        Node.js v18.20.4
        """),
    TraceCase(
      name: "Java with a message of several lines",
      trace: """
        org.hibernate.HibernateException: could not open the session
        url: jdbc:postgresql://db/app
        user: app
        \tat org.hibernate.Foo.open(Foo.java:12)
        \tat com.acme.Main.main(Main.java:5)
        Caused by: java.net.ConnectException: Connection refused
        \tat java.base/sun.nio.ch.Net.pollConnect(Native Method)
        \t... 12 more
        """),
    TraceCase(
      name: "Go panic",
      trace: """
        panic: runtime error: invalid memory address or nil pointer dereference [recovered]
        \tpanic: again
        [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a5b]

        goroutine 18 gp=0xc000102380 m=4 mp=0xc00010 [running]:
        main.work[...](0x1, {0xc00001, 0x2})
        \t/app/main.go:12 +0x1f
        net/http.(*conn).serve(0xc0001, {0x1, 0x2})
        \t/usr/local/go/src/net/http/server.go:2009 +0x5f4
        created by net/http.(*Server).Serve in goroutine 1
        \t/usr/local/go/src/net/http/server.go:3086 +0x5cb

        goroutine 1 [IO wait, 2 minutes]:
        internal/poll.runtime_pollWait(0x7f, 0x72)
        \t/usr/local/go/src/runtime/netpoll.go:343 +0x85
        exit status 2
        """),
    TraceCase(
      name: "Go fatal error with registers",
      trace: """
        fatal error: concurrent map writes

        goroutine 7 [running]:
        main.main.func1()
        \t/app/main.go:9 +0x4a

        rax    0x0
        rflags 0x246
        """),
    TraceCase(
      name: ".NET",
      trace: """
        Unhandled exception. System.InvalidOperationException: no connection
         ---> System.Net.Sockets.SocketException (111): Connection refused
           at System.Net.Sockets.Socket.Connect(EndPoint remote)
           --- End of inner exception stack trace ---
           at Acme.Program.Main(String[] args) in /src/Program.cs:line 3
        """),
    TraceCase(
      name: "Ruby",
      trace: """
        app.rb:3:in `connect': connection refused (Errno::ECONNREFUSED)
        \tfrom app.rb:7:in `block in <main>'
        \tfrom app.rb:9:in `<main>'
        """),
    TraceCase(
      name: "PHP",
      trace: """
        PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] refused in /app/x.php:3
        Stack trace:
        #0 /app/x.php(3): PDO->__construct('mysql:host=db')
        #1 {main}
          thrown in /app/x.php on line 3
        """),
    TraceCase(
      name: "Rust",
      trace: """
        thread 'main' panicked at src/main.rs:4:10:
        called `Result::unwrap()` on an `Err` value: Os { code: 111 }
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
        """),
    TraceCase(
      name: "V8 out of memory",
      trace: """
        FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
         1: 0x7f57a981c938 node::Abort() [/lib/libnode.so.108]
         2: 0x7f57a970f0da  [/lib/libnode.so.108]
        10: 0x7f57aa193afb v8::internal::Runtime_AllocateInYoungGeneration(int) [/lib/libnode.so]
        """),
  ]
}

@Suite("H15, H16: a stack trace is one record and swallows no other")
struct TraceTests {
  private static let json = #"{"level":"info","msg":"next","time":"2026-11-23T00:06:25Z"}"#

  @Test("between JSON lines", arguments: TraceCase.all)
  func betweenJSON(_ sample: TraceCase) {
    let found = records(Self.json + "\n" + sample.trace + "\n" + Self.json + "\n")
    #expect(found.map(\.text) == [Self.json, sample.trace, Self.json])
    #expect(
      found.map(\.line) == [
        1, 2,
        2
          + sample.trace.split(
            separator: "\n", omittingEmptySubsequences: false
          ).count,
      ])
  }

  @Test("between lines of plain text", arguments: TraceCase.all)
  func betweenText(_ sample: TraceCase) {
    // What follows an exception and its message without frames cannot be told from the message.
    let found = records("starting worker\n" + sample.trace + "\nworker stopped\n")
    #expect(found.map(\.text) == ["starting worker", sample.trace, "worker stopped"])
  }

  @Test("twice in a row, after a restart", arguments: TraceCase.all)
  func twice(_ sample: TraceCase) {
    let found = records(sample.trace + "\nstarting\n" + sample.trace + "\n")
    #expect(found.map(\.text) == [sample.trace, "starting", sample.trace])
  }

  @Test("through every shape that wraps lines", arguments: TraceCase.all)
  func wrapped(_ sample: TraceCase) {
    let lines = (Self.json + "\n" + sample.trace + "\n" + Self.json).split(
      separator: "\n", omittingEmptySubsequences: false)
    let stamped = lines.enumerated().map { "2026-11-23T01:54:37.\(100_000_000 + $0)Z \($1)\n" }
    #expect(records(stamped.joined()).map(\.text) == [Self.json, sample.trace, Self.json])
    let interleaved = lines.enumerated().map { "a-1  | \($1)\nb-1  | tick \($0)\n" }
    let own = records(interleaved.joined()).filter { $0.container == "a-1" }
    #expect(own.map(\.text) == [Self.json, sample.trace, Self.json])
    let cri = lines.map { "2026-11-23T01:54:37.5Z stderr F \($0)\n" }
    #expect(records(cri.joined()).map(\.text) == [Self.json, sample.trace, Self.json])
  }

  @Test("a logger's line and the exception it logs are one record")
  func logged() {
    let found = records(
      """
      2026-11-23 00:43:10,009 INFO     [orders] connecting
      2026-11-23 00:43:11,009 ERROR    [orders] giving up
      Traceback (most recent call last):
        File "a.py", line 1, in <module>
      KeyError: 'x'
      2026-11-23 00:43:12,009 INFO     [orders] connecting
      2026-11-23T00:43:12.100Z ERROR c.a.Main - request failed
      java.lang.IllegalStateException: closed
      \tat com.acme.Main.main(Main.java:5)
      2026-11-23 00:43:13,009 INFO     [orders] connecting

      """)
    #expect(found.map(\.line) == [1, 2, 6, 7, 10])
    #expect(found.map(\.level) == [.info, .error, .info, .error, .info])
    #expect(found[1].text.hasSuffix("KeyError: 'x'"))
    #expect(found[3].text.hasSuffix("Main.java:5)"))
  }

  @Test("a crash after a mere note is its own record")
  func crashAfterNote() {
    let found = records(
      """
      INFO: starting
      Traceback (most recent call last):
        File "a.py", line 1, in <module>
      KeyError: 'x'
      INFO: starting

      """)
    #expect(found.map(\.line) == [1, 2, 5])
  }

  @Test("a recovered panic of net/http keeps its goroutine")
  func recoveredPanic() {
    let found = records(
      """
      2026/11/23 00:06:25 http: panic serving 172.18.0.1:4312: runtime error: index out of range
      goroutine 99 [running]:
      net/http.(*conn).serve.func1()
      \t/usr/local/go/src/net/http/server.go:1898 +0xbe
      2026/11/23 00:06:26 http: panic serving 172.18.0.1:4313: runtime error: index out of range

      """)
    #expect(found.map(\.line) == [1, 5])
  }

  @Test("lines that merely look similar stay apart")
  func similar() {
    let text = """
      ErrorHandler registered
      0 failed
      Error: no such file
      done
      sh: 1: celery: not found
      main.start(config)
      }
      goroutines: 4
      Caused a restart

      """
    #expect(records(text).map(\.text) == text.split(separator: "\n").map(String.init))
  }

  @Test("a trace without an end is cut at its bounds")
  func endless() {
    let frames = String(repeating: "  File \"a.py\", line 1, in f\n", count: 5000)
    let text = "Traceback (most recent call last):\n" + frames + "KeyError: 'x'\nnext\n"
    let (found, statistics) = records(Array(text.utf8))
    #expect(found.count == 2)
    #expect(found.first.map { $0.text.utf8.count < 300_000 } == true)
    #expect(statistics.cutRecordBytes > 0)
    #expect(statistics.readBytes == text.utf8.count)
  }
}
