/// The words of a saved file's path: which of them name the question, and which the node.
struct PathWords {
  /// The words of the file's name without its extension, in lower case.
  let words: [String]
  /// What is left of the name when the question is taken out; else the folder; else `node`.
  let service: String
  /// The name as it was written, split like `words`.
  private let written: [String]

  private static let ofQuestions: Set<String> = [
    "ready", "live", "meta", "nodes", "verbose", "cluster", "statistics", "stats", "schema",
    "local", "leader", "consistency", "false", "true", "raft", "shards", "sharding", "state",
    "count", "counts", "aggregate", "tenants", "replication", "operations", "v1", "get", "output",
    "response", "answer", "api", "json", "weaviate", "dump", "saved",
  ]
  private static let foldersOfMany: Set<String> = [
    "api", "answers", "weaviate", "dumps", "out", "output", "tmp", "json", "curl",
  ]

  init(_ path: String) {
    let pieces = path.split(separator: "/").map(String.init)
    let name = pieces.last ?? ""
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    written = stem.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let words = written.map { $0.lowercased() }
    self.words = words
    // The longest run of words that name no question, with their own separators.
    var best = ""
    var start: String.Index?
    var end = stem.startIndex
    func close() {
      guard let from = start else { return }
      let run = String(stem[from..<end])
      if run.count > best.count { best = run }
    }
    var place = stem.startIndex
    while place < stem.endIndex {
      guard stem[place].isLetter || stem[place].isNumber else {
        place = stem.index(after: place)
        continue
      }
      let next = stem[place...].firstIndex { !$0.isLetter && !$0.isNumber } ?? stem.endIndex
      if Self.ofQuestions.contains(stem[place..<next].lowercased()) {
        close()
        start = nil
      } else {
        if start == nil { start = place }
        end = next
      }
      place = next
    }
    close()
    let folder = pieces.dropLast().last { !Self.foldersOfMany.contains($0.lowercased()) }
    // A lone collection name behind `shards` or `count` names no node.
    let isOfCollection = !Set(words).isDisjoint(with: ["shards", "count", "tenants", "state"])
    service = best.isEmpty || (isOfCollection && folder != nil) ? folder ?? "node" : best
  }

  func has(_ word: String) -> Bool { words.contains(word) }

  /// The last word of the name as written: the collection in `shards-Article`.
  var last: String { written.last ?? "" }
}
