/// One HTTP request to a node.
package struct HTTPRequest: Equatable, Sendable {
  /// The methods that are needed.
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case delete = "DELETE"
  }

  package var method: Method
  /// The whole address, `http` or `https`.
  package var url: String
  /// Header lines (`consistency: false`), without secrets.
  package var headers: [String]
  /// What follows `Authorization: Bearer `; never part of a program's arguments.
  package var bearer: String?
  /// A JSON text; nil for none.
  package var body: String?
  /// The seconds after which the request is given up.
  package var timeout: Double
  /// Bytes of the answer that are read at most.
  package var longestAnswer: Int

  package init(
    _ method: Method = .get, _ url: String, headers: [String] = [], bearer: String? = nil,
    body: String? = nil, timeout: Double = 15, longestAnswer: Int = 32 << 20
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.bearer = bearer
    self.body = body
    self.timeout = timeout
    self.longestAnswer = longestAnswer
  }

  /// `host:port` of the address; requests to one host are not sent all at once.
  var host: Substring {
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    return rest.prefix { $0 != "/" && $0 != "?" }
  }
}

/// What came back for a request.
package struct HTTPReply: Equatable, Sendable {
  /// The HTTP status; 0 when no whole answer came.
  package var status: Int
  package var body: [UInt8]
  /// From the first byte sent to the last one received.
  package var seconds: Double
  /// Why there is no whole answer; empty when there is one.
  package var problem: String

  package init(status: Int, body: [UInt8] = [], seconds: Double = 0, problem: String = "") {
    self.status = status
    self.body = body
    self.seconds = seconds
    self.problem = problem
  }

  /// Whether the request may have reached the server although no answer came.
  package var mayHaveArrived: Bool { status == 0 && !problem.hasPrefix("no connection") }

  /// The server's words in either of its two error shapes, or the beginning of the body.
  package var message: String {
    if status == 0 { return problem }
    return NodeView.message(body)
      ?? String(String(decoding: body.prefix(200), as: UTF8.self).prefix(120))
  }
}

/// Something that carries requests to nodes, all of them side by side.
package protocol NodeTransport: Sendable {
  /// Sends all requests and returns one reply for each, in their order.
  func send(_ requests: [HTTPRequest]) -> [HTTPReply]
}
