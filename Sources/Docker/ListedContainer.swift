/// One line of `docker ps -a` or `docker compose ps -a`, as table or as JSON.
package struct ListedContainer: Equatable, Sendable {
  package var id = ""
  package var name = ""
  /// Empty where the listing does not tell (`docker ps`).
  package var service = ""
  package var image = ""
  /// running, exited, restarting, created, paused, dead; empty when not understood.
  package var status = ""
  package var exitCode: Int?
  /// healthy, unhealthy, starting; empty without a health check.
  package var health = ""
  /// Seconds since it is in this status, as coarse as the listing says it.
  package var seconds: Int?
  package var text = ""
  /// The 1-based line in its input.
  package var line = 0

  /// The most bytes that are read of one listing.
  package static let mostBytes = 4 << 20

  package init() {}

  /// Reads a listing of either form; lines of another shape are left out.
  package static func list(_ bytes: [UInt8]) -> [ListedContainer] {
    let lines = bytes.prefix(mostBytes).split(separator: 10, omittingEmptySubsequences: false)
    if bytes.first(where: { $0 > 32 }) == UInt8(ascii: "[") {
      let objects = JSONValue(bytes.prefix(mostBytes))?.elements ?? []
      return objects.map { ListedContainer(json: $0, line: 1) }
    }
    var columns: [(name: String, start: Int)] = []
    var listed: [ListedContainer] = []
    for (index, line) in lines.enumerated() {
      if line.first == UInt8(ascii: "{") {
        if let object = JSONValue(line) {
          listed.append(ListedContainer(json: object, line: index + 1))
        }
        continue
      }
      let characters = Array(String(decoding: line.prefix(4096), as: UTF8.self))
      if columns.isEmpty {
        columns = header(characters)
      } else if let row = ListedContainer(row: characters, columns: columns, line: index + 1) {
        listed.append(row)
      }
    }
    return listed
  }

  /// Titles and where they start; a title ends at two blanks, and `STATUS` is required.
  private static func header(_ line: [Character]) -> [(name: String, start: Int)] {
    var columns: [(name: String, start: Int)] = []
    var index = 0
    while index < line.count {
      while index < line.count, line[index] == " " { index += 1 }
      let start = index
      while index < line.count,
        line[index] != " " || (index + 1 < line.count && line[index + 1] != " ")
      {
        index += 1
      }
      if start < index { columns.append((String(line[start..<index]).trimmingBlanks, start)) }
    }
    return columns.contains { $0.name == "STATUS" } ? columns : []
  }

  private init?(row: [Character], columns: [(name: String, start: Int)], line: Int) {
    func cell(_ titles: String...) -> String {
      guard let place = columns.firstIndex(where: { titles.contains($0.name) }) else { return "" }
      let start = columns[place].start
      let end = place + 1 < columns.count ? columns[place + 1].start : row.count
      guard start < min(end, row.count) else { return "" }
      return String(row[start..<min(end, row.count)]).trimmingBlanks
    }
    let status = cell("STATUS")
    guard !status.isEmpty else { return nil }
    id = cell("CONTAINER ID")
    name = cell("NAMES", "NAME")
    service = cell("SERVICE")
    image = cell("IMAGE")
    text = String(row).trimmingBlanks
    self.line = line
    take(status: status)
  }

  private init(json: JSONValue, line: Int) {
    id = json["ID", "Id"].text ?? ""
    name = json["Names", "Name"].text ?? ""
    service = json["Service"].text ?? Self.service(inLabels: json["Labels"].text ?? "")
    image = json["Image"].text ?? ""
    text = json["Status"].text ?? json["State"].text ?? ""
    self.line = line
    take(status: text)
    if let state = json["State"].text, !state.isEmpty { status = state }
    if exitCode == nil, status == "exited" { exitCode = json["ExitCode"].integer }
    if let health = json["Health"].text, !health.isEmpty { self.health = health }
  }

  /// The compose service in a list `KEY=VALUE,KEY=VALUE` (`docker ps --format json`); a value may
  /// hold commas, but a service's name cannot.
  private static func service(inLabels text: String) -> String {
    let key = "com.docker.compose.service="
    for label in text.split(separator: ",") where label.hasPrefix(key) {
      return String(label.dropFirst(key.count))
    }
    return ""
  }

  /// `Up 18 seconds (healthy)`, `Exited (137) 1 second ago`, `Restarting (1) 8 seconds ago`.
  private mutating func take(status text: String) {
    let words = text.split(separator: " ").map(String.init)
    switch words.first {
    case "Up": status = text.contains("(Paused)") ? "paused" : "running"
    case "Exited", "Exit": status = "exited"
    case "Restarting": status = "restarting"
    case "Created": status = "created"
    case "Dead": status = "dead"
    default: status = ""
    }
    for (mark, name) in [
      ("(healthy)", "healthy"), ("(unhealthy)", "unhealthy"), ("(health: starting)", "starting"),
    ] where text.contains(mark) {
      health = name
    }
    if status == "exited" || status == "restarting" {
      exitCode = words.dropFirst().first.flatMap { Int($0.filter { $0.isNumber || $0 == "-" }) }
    }
    seconds = Self.seconds(words)
  }

  /// The engine's rounded durations: `18 seconds`, `About a minute`, `Less than a second`.
  private static func seconds(_ words: [String]) -> Int? {
    let units = ["second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800]
    for (index, word) in words.enumerated() where index > 0 {
      let unit = word.hasSuffix("s") ? String(word.dropLast()) : word
      guard let scale = units[unit] else { continue }
      let before = words[index - 1]
      if before == "a" || before == "an" { return words.contains("Less") ? 0 : scale }
      if let number = Int(before), number >= 0, number < 1_000_000 { return number * scale }
    }
    return nil
  }
}
