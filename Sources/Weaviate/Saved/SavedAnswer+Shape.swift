extension SavedAnswer {
  /// Recognises answers by their shape, whatever the file is called.
  ///
  /// Takes a body as the server sent it, one with the header lines of `curl -i` before it, and one
  /// JSON text with many answers in it (by node and question, or a list with addresses).
  ///
  /// - Parameters:
  ///   - path: Relative to the input; names the node where the content does not.
  ///   - bytes: The content.
  /// - Returns: The answers; empty where the content is none.
  package static func recognise(path: String, bytes: [UInt8]) -> [SavedAnswer] {
    let (status, body) = withoutHeader(bytes)
    guard let value = JSONValue(body) else { return [] }
    let words = PathWords(path)
    if let question = Question(shape: value, words: words) {
      return [
        SavedAnswer(
          service: words.service, question: question, status: status ?? 200, body: body,
          source: path)
      ]
    }
    return merged(value, path, words)
  }

  // MARK: curl -i

  /// Splits off a status line and headers; the last block counts (`100 Continue`, proxies).
  private static func withoutHeader(_ bytes: [UInt8]) -> (status: Int?, body: [UInt8]) {
    var rest = bytes[...]
    var status: Int?
    for _ in 0..<4 where rest.starts(with: Array("HTTP/".utf8)) {
      guard let end = blankLine(rest) else { break }
      let line = String(decoding: rest.prefix(64), as: UTF8.self).split(separator: " ")
      status = line.count > 1 ? Int(line[1].prefix(3)) : nil
      rest = rest[end...]
    }
    return (status, Array(rest))
  }

  /// The place behind the first empty line.
  private static func blankLine(_ bytes: ArraySlice<UInt8>) -> Int? {
    var isLineEmpty = false
    for place in bytes.indices.prefix(1 << 16) {
      switch bytes[place] {
      case 0x0a where isLineEmpty: return place + 1
      case 0x0a: isLineEmpty = true
      case 0x0d: break
      default: isLineEmpty = false
      }
    }
    return nil
  }

  // MARK: Many answers in one text

  private static let mostParts = 4096

  /// `{"node1": {"nodes": …}}`, `{"nodes": {"node1": …}}`, or `[{"url": …, "status": …, "body": …}]`.
  private static func merged(
    _ value: JSONValue, _ path: String, _ words: PathWords
  ) -> [SavedAnswer] {
    if value.isArray {
      return value.elements.prefix(mostParts).compactMap { listed($0, path, words) }
    }
    var result: [SavedAnswer] = []
    for (outer, inner) in value.members.sorted(by: { $0.key < $1.key }).prefix(mostParts) {
      if let question = Question(key: outer) {
        // A question with an answer, or with one answer per node.
        if Question(shape: content(inner), words: words) != nil {
          if let answer = part(inner, question, words.service, path) { result.append(answer) }
        } else {
          result += inner.members.sorted { $0.key < $1.key }.prefix(mostParts)
            .compactMap { part($0.value, question, $0.key, path) }
        }
        continue
      }
      for (key, answer) in inner.members.sorted(by: { $0.key < $1.key }).prefix(mostParts) {
        guard let question = Question(key: key) else { continue }
        if let answer = part(answer, question, outer, path) { result.append(answer) }
      }
    }
    return result
  }

  private static func listed(
    _ item: JSONValue, _ path: String, _ words: PathWords
  ) -> SavedAnswer? {
    let address = item["url"]?.string ?? item["path"]?.string ?? item["request"]?.string ?? ""
    let isLocal = item["consistency"] == .bool(false) || item["consistency"]?.string == "false"
    guard var question = Question(key: address) else { return nil }
    if question == .schema, isLocal { question = .schemaLocal }
    let named = item["node"]?.string ?? item["service"]?.string ?? item["via"]?.string
    let host = HTTPRequest(.get, address).host
    let service = named ?? (address.contains("://") ? String(host) : words.service)
    return part(item, question, service, path)
  }

  /// The answer itself, whether it stands bare or beside its status.
  private static func content(_ value: JSONValue) -> JSONValue {
    value["body"] ?? value["answer"] ?? value["response"] ?? value["data"]?["body"] ?? value
  }

  private static func part(
    _ value: JSONValue, _ question: Question, _ service: String, _ path: String
  ) -> SavedAnswer? {
    var inside = content(value)
    var status = 200
    if let number = value["status"]?.integer ?? value["http_code"]?.integer { status = number }
    if question == .ready || question == .live {
      if let number = value.integer { status = number }
      if let isReady = value.bool { status = isReady ? 200 : 503 }
      return SavedAnswer(
        service: service, question: question, status: status, body: [], source: path)
    }
    // A body that was saved as text.
    if let text = inside.string { inside = JSONValue(Array(text.utf8)) ?? .null }
    guard inside.isArray || !inside.members.isEmpty else { return nil }
    return SavedAnswer(
      service: service, question: question, status: status, body: inside.bytes, source: path)
  }
}
