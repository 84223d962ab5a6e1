import Findings

/// Says where something was seen, shortly: `logs/node1.log:58`, `node2:57`, `compose.yaml:11, 28`.
enum EvidencePlaces {
  /// Returns the places as words that belong on one line, the first one in full.
  ///
  /// - Parameters:
  ///   - samples: The evidence, the best first.
  ///   - most: The most sources to name; the others are counted.
  /// - Returns: The words, for two blanks between them; none without evidence.
  static func words(_ samples: [Evidence], most: Int = 4) -> [String] {
    var sources: [String] = []
    var lines: [String: [Int]] = [:]
    for sample in samples {
      if !sources.contains(sample.source) { sources.append(sample.source) }
      if let line = sample.line, lines[sample.source]?.contains(line) != true {
        lines[sample.source, default: []].append(line)
      }
    }
    guard let first = sources.first else { return [] }
    if sources.count == 1 { return [place(first, lines[first] ?? [])] }
    let shown = Array(sources.prefix(most))
    let rest = sources.count > most ? ["+\(sources.count - most)"] : []
    let common = affixes(shown)
    if lines.isEmpty, let common {
      let names = shown.map { middle($0, common) } + rest
      return [
        "\(first.prefix(common.head)){\(names.joined(separator: ","))}\(first.suffix(common.tail))"
      ]
    }
    return shown.enumerated().map { index, source in
      let name = index > 0 ? common.map { middle(source, $0) } ?? source : source
      return place(name, Array((lines[source] ?? []).prefix(1)))
    } + rest
  }

  /// The sample that a word of ``words(_:most:)`` stands for, from 0; nil for a word that counts.
  static func sample(ofWord index: Int, _ samples: [Evidence]) -> Int? {
    var sources: [String] = []
    for sample in samples where !sources.contains(sample.source) { sources.append(sample.source) }
    guard index < min(sources.count, 4) else { return nil }
    return samples.firstIndex { $0.source == sources[index] }
  }

  private static func place(_ name: String, _ lines: [Int]) -> String {
    guard !lines.isEmpty else { return name }
    return name + ":" + lines.sorted().prefix(4).map(String.init).joined(separator: ", ")
  }

  private static func middle(_ source: String, _ common: (head: Int, tail: Int)) -> String {
    String(source.dropFirst(common.head).dropLast(common.tail))
  }

  /// How many characters all sources share before and after the part that tells them apart.
  ///
  /// The part reaches to a name's boundary on both sides: `node2`, not `2`.
  private static func affixes(_ sources: [String]) -> (head: Int, tail: Int)? {
    guard let first = sources.first.map(Array.init) else { return nil }
    var head = first.count
    var tail = first.count
    for other in sources.dropFirst().map(Array.init) {
      head = min(head, zip(first, other).prefix { $0 == $1 }.count)
      tail = min(tail, zip(first.reversed(), other.reversed()).prefix { $0 == $1 }.count)
    }
    let boundaries: Set<Character> = ["-", "_", "/", "."]
    while head > 0, !boundaries.contains(first[head - 1]) { head -= 1 }
    while tail > 0, !boundaries.contains(first[first.count - tail]) { tail -= 1 }
    let shortest = sources.map(\.count).min() ?? 0
    guard head + tail > 3, head + tail < shortest else { return nil }
    return (head, tail)
  }
}
