package import Findings

/// One event of the engine about a container or a network.
///
/// Reads the lines of `docker events --format json` (the shape with `status`, `id`, `from`, and the
/// newer one without), of `docker compose events --json`, and the plain text of `docker events`.
package struct ContainerEvent: Equatable, Sendable {
  /// container, network, volume, image.
  package var type = ""
  /// The first word of the action: `die`, `health_status`, `exec_create`.
  package var action = ""
  /// What follows the colon of the action: `unhealthy`.
  package var detail = ""
  package var time: Timestamp?
  /// The container's id; of a network event, the container that it is about.
  package var container = ""
  /// The compose service, or the container's name; empty where the event does not tell.
  package var service = ""
  package var name = ""
  package var image = ""
  /// The network's name, of network events.
  package var network = ""
  package var exitCode: Int?
  package var signal: Int?
  /// The 1-based line in its input.
  package var line = 0

  package init() {}

  /// The most events that one input gives; the engine itself keeps only the last 256.
  package static let mostEvents = 100_000
  /// A longer line is no event.
  package static let longestLine = 256 << 10

  /// Reads all events, oldest first; lines that are no event are counted.
  ///
  /// - Returns: The events in the order of their times, and how many lines were none.
  package static func list(
    lines bytes: [UInt8]
  ) -> (events: [ContainerEvent], unread: Int) {
    var events: [ContainerEvent] = []
    var unread = 0
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy({ $0 == 32 || $0 == 13 || $0 == 9 }) { continue }
      guard events.count < mostEvents, line.count <= longestLine, var event = read(line) else {
        unread += 1
        continue
      }
      event.line = index + 1
      events.append(event)
    }
    let stamped = events.enumerated().sorted { left, right in
      let (one, other) = (left.element.time, right.element.time)
      if let one, let other, one != other { return one < other }
      return left.offset < right.offset
    }
    return (stamped.map(\.element), unread)
  }

  private static func read(_ line: ArraySlice<UInt8>) -> ContainerEvent? {
    if line.first(where: { $0 != 32 && $0 != 9 }) == UInt8(ascii: "{") {
      return JSONValue(line).flatMap(ContainerEvent.init(json:))
    }
    return ContainerEvent(plain: String(decoding: line, as: UTF8.self))
  }

  init?(json: JSONValue) {
    guard let whole = json["Action", "action", "status"].text else { return nil }
    let actor = json["Actor"]
    let attributes = json["attributes"].members.isEmpty ? actor["Attributes"] : json["attributes"]
    type = json["Type", "type"].text ?? "container"
    take(action: whole)
    container = actor["ID"].text ?? json["id"].text ?? ""
    take(attributes: attributes.members.compactMapValues(\.text))
    if let service = json["service"].text { self.service = service }
    if image.isEmpty { image = json["from"].text ?? "" }
    if let nanoseconds = json["timeNano"].text.flatMap(Int64.init), nanoseconds > 0 {
      time = Timestamp(nanoseconds: nanoseconds)
    } else if let text = json["time"].text {
      time = Timestamp(rfc3339: text)
      if time == nil, let seconds = Int64(text), abs(seconds) < 9_000_000_000 {
        time = Timestamp(nanoseconds: seconds * 1_000_000_000)
      }
    }
  }

  /// `2026-11-22T20:23:12.873181290Z container oom b3b3… (image=bb:2, name=oom1)`.
  init?(plain text: String) {
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count == 3, let time = Timestamp(rfc3339: String(words[0])) else { return nil }
    self.time = time
    type = String(words[1])
    guard let open = words[2].lastIndex(of: "("), words[2].hasSuffix(")") else { return nil }
    let head = words[2][..<open].split(separator: " ")
    guard head.count >= 2, let last = head.last else { return nil }
    take(action: head.dropLast().joined(separator: " "))
    container = String(last)
    var attributes: [String: String] = [:]
    for pair in words[2][words[2].index(after: open)...].dropLast().split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      attributes[parts[0].trimmingBlanks] = parts[1].trimmingBlanks
    }
    take(attributes: attributes)
  }

  private mutating func take(action whole: String) {
    let parts = whole.split(separator: ":", maxSplits: 1)
    action = parts.first.map(String.init) ?? ""
    detail = parts.count == 2 ? parts[1].trimmingBlanks : ""
  }

  private mutating func take(attributes: [String: String]) {
    name = attributes["name"] ?? ""
    if type == "network" {
      network = name
      name = ""
      container = attributes["container"] ?? ""
    }
    service = attributes["com.docker.compose.service"] ?? name
    image = attributes["image"] ?? ""
    exitCode = attributes["exitCode"].flatMap(Int.init)
    signal = attributes["signal"].flatMap(Int.init)
  }
}

extension StringProtocol {
  /// The text without blanks and line ends at both sides.
  var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
    guard let first = firstIndex(where: { !isBlank($0) }),
      let last = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }
}
