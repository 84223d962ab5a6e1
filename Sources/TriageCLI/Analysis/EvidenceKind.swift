import LogStream

/// What an input is, as far as its name and its first bytes tell.
enum EvidenceKind: Equatable {
  case log
  /// The log of several services, each line with its service in front.
  case composeLog
  case composeFile
  case environmentFile
  case inspect
  case events
  case containerList
  case composeOutput
  case apiAnswer
  /// Not evidence by itself; compose checks may still look into it.
  case other(why: String)
  case empty

  /// The name that the report uses.
  var format: String {
    switch self {
    case .log: "log"
    case .composeLog: "compose-log"
    case .composeFile: "compose-file"
    case .environmentFile: "env-file"
    case .inspect: "docker-inspect"
    case .events: "docker-events"
    case .containerList: "docker-ps"
    case .composeOutput: "compose-output"
    case .apiAnswer: "weaviate-api"
    case .other: "other"
    case .empty: "empty"
    }
  }

  /// How many first bytes `init(path:head:isNamed:)` wants to see.
  static let headBytes = 64 << 10

  /// - Parameters:
  ///   - path: Relative to what the user named.
  ///   - head: The first bytes, at most `headBytes`.
  ///   - isNamed: Whether the user named this very file, which is then taken for a log when it is
  ///     nothing else.
  ///   - place: What the layout of a support tool's bundle says of the path.
  init(path: String, head: [UInt8], isNamed: Bool, _ place: BundleLayout.Place? = nil) {
    if let known = Self.inBundle(head, place) {
      self = known
      return
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let folders = path.split(separator: "/").dropLast().map(String.init)
    if Self.isAnswer(name, folders) {
      self = .apiAnswer
    } else if name == ".env" {
      self = .environmentFile
    } else if head.isEmpty {
      self = .empty
    } else if let recorder = LogReader.recorder(head: head) {
      self = recorder.namesContainers ? .composeLog : .log
    } else if head.prefix(4096).filter({ $0 == 0 }).count * 10 > min(head.count, 4096) {
      self = .other(why: "binary content")
    } else {
      let text = String(decoding: head, as: UTF8.self)
      self =
        Self.engineAnswer(text)
        ?? Self.byName(name, folders, text, isNamed: isNamed)
    }
  }

  /// The kind of a file whose place in a bundle says what it is.
  private static func inBundle(_ head: [UInt8], _ place: BundleLayout.Place?) -> EvidenceKind? {
    switch place {
    case nil, .anything: nil
    case .foreign(let why): .other(why: why)
    case _ where head.isEmpty: .empty
    case .log: .log
    case .events: .events
    case .engineAnswer:
      engineAnswer(String(decoding: head, as: UTF8.self))
        ?? .other(why: "the output of a command that is no known answer of the engine")
    }
  }

  private static let answerNames: Set<String> = [
    "ready", "live", "meta", "nodes", "nodes-verbose", "cluster-statistics", "statistics",
    "schema", "schema-local", "sharding-state",
  ]

  private static func isAnswer(_ name: String, _ folders: [String]) -> Bool {
    guard !folders.isEmpty, let dot = name.lastIndex(of: "."),
      ["json", "txt", "status"].contains(name[name.index(after: dot)...])
    else { return false }
    let stem = String(name[..<dot])
    return answerNames.contains(stem)
      || ["shards-", "count-", "sharding-state-"].contains { stem.hasPrefix($0) }
      || (folders.count >= 2 && folders[folders.count - 2] == "api")
  }

  private static func engineAnswer(_ text: String) -> EvidenceKind? {
    let start = text.drop(while: \.isWhitespace).prefix(2000)
    if start.hasPrefix("["), text.contains("\"State\""),
      text.contains("\"Config\"") || text.contains("\"HostConfig\"")
    {
      return .inspect
    }
    let firstLine = start.prefix { !$0.isNewline }
    if firstLine.hasPrefix("{"),
      firstLine.contains("\"Action\"") || firstLine.contains("\"status\""),
      firstLine.contains("\"Type\"") || firstLine.contains("\"Actor\"")
    {
      return .events
    }
    if firstLine.hasPrefix("CONTAINER ID")
      || (firstLine.hasPrefix("NAME ") && firstLine.contains("STATUS"))
    {
      return .containerList
    }
    if firstLine.hasPrefix("{"),
      firstLine.contains("\"Names\"") || firstLine.contains("\"RunningFor\"")
    {
      return .containerList
    }
    return nil
  }

  private static func byName(
    _ name: String, _ folders: [String], _ text: String, isNamed: Bool
  ) -> EvidenceKind {
    let lower = name.lowercased()
    if lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") {
      let hasServices = text.split(whereSeparator: \.isNewline).contains { line in
        line.hasPrefix("services:") || line.hasPrefix("\"services\":")
      }
      return hasServices ? .composeFile : .other(why: "a YAML file without services")
    }
    if folders.contains("files") { return .other(why: "mounted configuration or source") }
    if lower.hasPrefix("compose-up") || looksLikeComposeOutput(text) { return .composeOutput }
    if isPrefixed(text) { return .composeLog }
    let isLogName =
      [".log", ".txt", ".out", ".err", ".jsonl", ".ndjson"].contains { lower.contains($0) }
      || !lower.contains(".")
    if lower.hasSuffix(".json"), looksLikeAnswer(text) { return .apiAnswer }
    if isLogName || isNamed { return .log }
    if lower.hasSuffix(".json") { return .other(why: "JSON of no known kind") }
    return .other(why: "not a log, a compose file or an answer of the engine or the API")
  }

  /// Whether the beginning could be an answer of Weaviate's API that was saved under any name.
  private static func looksLikeAnswer(_ text: String) -> Bool {
    let starts = text.split(maxSplits: 2, whereSeparator: \.isNewline).prefix(2).compactMap(\.first)
    // Two lines that each begin an object are a log of JSON records.
    guard starts != ["{", "{"] else { return false }
    return [
      "\"leaderId\"", "\"vectorIndexingStatus\"", "\"batchStats\"", "\"classes\"",
      "\"shardingState\"",
      "\"activityStatus\"", "\"Aggregate\"", "\"grpcMaxMessageSize\"",
    ].contains { text.contains($0) }
  }

  private static func looksLikeComposeOutput(_ text: String) -> Bool {
    let lines = text.split(maxSplits: 40, whereSeparator: \.isNewline).prefix(40)
    let progress = lines.filter { line in
      line.hasPrefix("Creating network") || line.hasPrefix("Creating volume")
        || (line.hasPrefix("Creating ") && line.contains(" ... "))
        || (line.hasPrefix(" Container ")
          && ["Creat", "Start", "Recreat"].contains { line.contains($0) })
        || (line.hasPrefix(" Network ") && line.contains("Creat"))
    }
    return progress.count >= 2
  }

  /// Whether most lines carry compose's prefix `name  | `.
  private static func isPrefixed(_ text: String) -> Bool {
    let lines = text.split(maxSplits: 60, whereSeparator: \.isNewline).prefix(60)
    if lines.first?.hasPrefix("Attaching to ") == true { return true }
    guard lines.count > 1 else { return false }
    let prefixed = lines.filter { line in
      guard let bar = line.firstIndex(of: "|") else { return false }
      let name = line[..<bar].drop { $0 == "\u{1B}" || $0 == "[" }
      return name.count <= 80 && name.last == " " && !name.dropLast().isEmpty
        && !name.split(separator: " ").isEmpty && name.split(separator: " ").count == 1
    }
    return prefixed.count * 10 >= lines.count * 9
  }
}
