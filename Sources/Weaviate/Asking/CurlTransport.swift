/// Carries requests with the `curl` program: one child per request, all side by side.
///
/// A well-kept program for connections, TLS and time-outs. Everything about a request goes through
/// its standard input, so that no key is in the process list; the user's `.curlrc`, proxies and
/// redirects are left out on purpose.
package struct CurlTransport: NodeTransport {
  /// A PEM file with the authorities to trust instead of the system's.
  package var authorityFile: String?
  private let environment: [String]

  /// Takes the variables of this process; the few that curl needs are passed on.
  package init(environment: [String: String], authorityFile: String? = nil) {
    self.environment = ["PATH", "SSL_CERT_FILE", "SSL_CERT_DIR"].compactMap { name in
      environment[name].map { "\(name)=\($0)" }
    }
    self.authorityFile = authorityFile
  }

  package func send(_ requests: [HTTPRequest]) -> [HTTPReply] {
    let jobs = requests.map { request in
      ChildPrograms.Job(
        arguments: ["curl", "-q", "--config", "-"], input: Array(configuration(request).utf8),
        limit: request.timeout + 2, longestOutput: request.longestAnswer + Self.trailer,
        group: String(request.host))
    }
    return ChildPrograms(environment: environment).run(jobs).map(Self.reply)
  }

  // MARK: The request

  /// Bytes that curl may write behind the answer.
  private static let trailer = 256
  private static let marker = "\n\u{1}logtriage "

  private func configuration(_ request: HTTPRequest) -> String {
    var lines = [
      "silent", "globoff", "path-as-is", "http1.1", "proto = \"=http,https\"", "noproxy = \"*\"",
      "connect-timeout = \(min(4, request.timeout))", "max-time = \(request.timeout)",
      "max-filesize = \(request.longestAnswer)", "output = \"-\"",
      "write-out = \"\\n\u{1}logtriage %{http_code} %{time_total}\\n\"",
      "request = \"\(request.method.rawValue)\"", "url = \(Self.quoted(request.url))",
      "header = \"Accept: application/json\"", "header = \"Expect:\"",
    ]
    if let authorityFile { lines.append("cacert = \(Self.quoted(authorityFile))") }
    let authorization = request.bearer.map { ["Authorization: Bearer \($0)"] } ?? []
    for header in authorization + request.headers {
      // A line break inside would start a header of its own.
      lines.append("header = \(Self.quoted(header.filter { !$0.isNewline }))")
    }
    if let body = request.body {
      lines.append("header = \"Content-Type: application/json\"")
      lines.append("data-raw = \(Self.quoted(body))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A value of curl's configuration in quotes; what could end it or the line is escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "\"": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  // MARK: The reply

  private static func reply(_ ending: ChildPrograms.Ending) -> HTTPReply {
    let marker = Array(marker.utf8)
    guard let start = lastRange(of: marker, in: ending.output) else {
      let why =
        ending.isTooLong
        ? "the answer is too long"
        : ending.isTimedOut
          ? "no answer in time" : "no connection: the program `curl` cannot be run"
      return HTTPReply(status: 0, problem: why)
    }
    let words = String(decoding: ending.output[(start + marker.count)...], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    let seconds = words.count > 1 ? Double(words[1]) ?? 0 : 0
    guard ending.status == 0, let status = words.first.flatMap({ Int($0) }), status > 0 else {
      return HTTPReply(status: 0, seconds: seconds, problem: problem(ending.status))
    }
    return HTTPReply(
      status: status, body: Array(ending.output[..<start]), seconds: seconds)
  }

  private static func lastRange(of marker: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= marker.count else { return nil }
    // The trailer is short, so the search ends soon where there is one.
    for start in stride(from: bytes.count - marker.count, through: 0, by: -1)
    where bytes[start] == marker[0] && bytes[start..<start + marker.count].elementsEqual(marker) {
      return start
    }
    return nil
  }

  /// What curl's exit status means (`man curl`, EXIT CODES).
  private static func problem(_ status: Int32?) -> String {
    switch status {
    case 1, 3: "no connection: the address is no HTTP address"
    case 5, 6: "no connection: the host name cannot be resolved"
    case 7: "no connection: refused, or no route"
    case 18: "half an answer: the connection ended within it"
    case 27: "no connection: curl has not enough memory"
    case 28: "no answer in time"
    case 35: "no connection: the TLS handshake failed"
    case 52: "the connection ended without an answer"
    case 55, 56: "the connection was reset"
    case 58, 60, 77: "no connection: the server's certificate is not trusted"
    case 63: "the answer is too long"
    case .some(let code): "no whole answer (curl exit status \(code))"
    case nil: "no answer in time"
    }
  }
}
