import Findings
import LogStream
import YAML

/// Turns the YAML of one signature into a value and collects everything that is wrong on the way.
struct SignatureReader {
  private let file: SignatureFile
  private let root: YAMLNode
  private(set) var problems: [PatternProblem] = []

  private static let keys = [
    "title", "severity", "match", "in", "where", "unless", "versions", "captures", "product",
    "services", "identifies", "ends", "rate", "sequence", "proves", "proves-not", "also", "source",
    "examples",
  ]
  /// A shorter literal is found in too many lines.
  private static let shortestLiteral = 4
  private static let longestTitle = 120
  private static let mostRate = 10_000

  init(file: SignatureFile, root: YAMLNode) {
    self.file = file
    self.root = root
  }

  /// Reads the signature; its prose too, unless that is read later.
  mutating func read(proseLater later: Deferred<Signature.Prose>? = nil) -> Signature? {
    guard case .mapping = root.content else {
      report(root.line, "a signature is a mapping with title, severity, match and examples")
      return nil
    }
    checkKeys(root, Self.keys, of: "a signature")
    let title = later == nil ? readTitle() : ""
    let severity = readSeverity()
    let match = templates("match", in: root, needLiteral: true)
    if match.isEmpty, root["match"] == nil { missing("match") }
    guard let title, let severity, !match.isEmpty else { return nil }
    let folder = String(file.id.prefix { $0 != "/" })
    var signature = Signature(
      id: file.id, severity: severity, product: text("product") ?? folder,
      match: match.map { $0.template }, prose: later ?? Deferred(made: readProse(title: title)))
    signature.file = file.path
    signature.matchLines = match.map { $0.line }
    readScope(into: &signature)
    readConditions(into: &signature)
    readGates(into: &signature)
    return signature
  }

  /// Reads what people and the check read; a file without a title has its id for one.
  mutating func readProse() -> Signature.Prose { readProse(title: readTitle() ?? file.id) }

  // MARK: Keys

  private mutating func readTitle() -> String? {
    guard let title = text("title"), !title.isEmpty else {
      missing("title")
      return nil
    }
    // Bytes first, because telling characters apart is slow.
    if title.utf8.contains(UInt8(ascii: "\n")), title.contains("\n") {
      report(line("title"), "title: one line")
    }
    if title.hasSuffix(".") { report(line("title"), "title: no full stop at the end") }
    if title.utf8.count > Self.longestTitle, title.count > Self.longestTitle {
      report(line("title"), "title: more than \(Self.longestTitle) characters")
    }
    return title
  }

  private mutating func readSeverity() -> Severity? {
    guard let word = text("severity") else {
      missing("severity")
      return nil
    }
    if let severity = Severity(rawValue: word) { return severity }
    report(line("severity"), "severity: \"\(word)\" is none of error, warning, info, neutral")
    return nil
  }

  private mutating func readScope(into signature: inout Signature) {
    guard let word = text("in") else { return }
    if let scope = Signature.Scope(rawValue: word) {
      signature.scope = scope
    } else {
      report(line("in"), "in: \"\(word)\" is neither message nor text")
    }
  }

  private mutating func readConditions(into signature: inout Signature) {
    signature.unless = templates("unless", in: root, needLiteral: true).map { $0.template }
    guard let node = root["where"] else { return }
    guard case .mapping(let entries) = node.content else {
      report(node.line, "where: field names with templates")
      return
    }
    for entry in entries {
      guard let field = entry.key.text else { continue }
      if field == "level" {
        signature.levels = levels(entry.value)
      } else {
        let alternatives = templates(field, in: node, needLiteral: false).map { $0.template }
        signature.fields.append(
          Signature.FieldCondition(field: field, alternatives: alternatives))
      }
    }
  }

  private mutating func levels(_ node: YAMLNode) -> Set<Level> {
    var levels: Set<Level> = []
    for (word, line) in strings(node, "level") {
      if let level = Level(rawValue: word) {
        levels.insert(level)
      } else {
        let names = Level.allCases.map(\.rawValue).joined(separator: ", ")
        report(line, "level: \"\(word)\" is none of \(names)")
      }
    }
    return levels
  }

  private mutating func readGates(into signature: inout Signature) {
    if let text = text("versions") {
      signature.versions = VersionRange(text)
      if signature.versions == nil {
        report(line("versions"), "versions: write relations as in \">=1.25.0 <1.31.17, 1.33\"")
      }
    }
    signature.services = list("services").map { $0.lowercased() }
    signature.identifies = flag("identifies")
    signature.ends = list("ends")
    readCaptures(into: &signature)
    readRate(into: &signature)
    readSequence(into: &signature)
  }

  private mutating func readCaptures(into signature: inout Signature) {
    guard let node = root["captures"] else { return }
    let names = Set(signature.match.flatMap(\.names) + signature.fields.flatMap(\.names))
    let wanted = strings(node, "captures")
    for (name, line) in wanted where !names.contains(name) {
      report(line, "captures: no placeholder \"\(name)\" in match or where")
    }
    signature.captures = Set(wanted.map { $0.0 })
  }

  private mutating func readRate(into signature: inout Signature) {
    guard let node = root["rate"] else { return }
    checkKeys(node, ["count", "within"], of: "rate")
    guard let count = node["count"]?.text.flatMap({ Int($0) }),
      (2...Self.mostRate).contains(count)
    else {
      report(node.line, "rate: count is a number from 2 to \(Self.mostRate)")
      return
    }
    guard let within = window(node) else { return }
    signature.rate = Signature.Rate(count: count, within: within)
  }

  private mutating func readSequence(into signature: inout Signature) {
    guard let node = root["sequence"] else { return }
    checkKeys(node, ["then", "without", "within"], of: "sequence")
    guard (node["then"] == nil) != (node["without"] == nil) else {
      report(node.line, "sequence: either then or without")
      return
    }
    let isWanted = node["then"] != nil
    let templates = templates(isWanted ? "then" : "without", in: node, needLiteral: true)
    guard !templates.isEmpty, let within = window(node) else { return }
    if signature.rate != nil { report(node.line, "sequence: not together with rate") }
    signature.sequence = Signature.Sequence(
      templates: templates.map { $0.template }, isWanted: isWanted, within: within)
  }

  private mutating func readProse(title: String) -> Signature.Prose {
    var prose = Signature.Prose(title: title)
    prose.proves = text("proves")?.trimmed ?? ""
    prose.provesNot = text("proves-not")?.trimmed ?? ""
    prose.also = list("also")
    prose.source = text("source")?.trimmed ?? ""
    if prose.source.isEmpty { missing("source") }
    guard let node = root["examples"] else {
      missing("examples")
      return prose
    }
    checkKeys(node, ["match", "no-match"], of: "examples")
    prose.matchExamples = examples("match", in: node)
    prose.noMatchExamples = examples("no-match", in: node)
    return prose
  }

  private mutating func examples(_ key: String, in node: YAMLNode) -> [Signature.Example] {
    let examples = node[key].map { strings($0, key) } ?? []
    if examples.isEmpty { report(node.line, "examples: at least one line under \(key)") }
    return examples.map { Signature.Example(text: $0.0, line: $0.1) }
  }

  // MARK: Values

  private mutating func templates(
    _ key: String, in node: YAMLNode, needLiteral: Bool
  ) -> [(template: Template, line: Int)] {
    guard let value = node[key] else { return [] }
    var result: [(template: Template, line: Int)] = []
    for (text, line) in strings(value, key) {
      do {
        let template = try Template(text)
        if needLiteral, template.longestLiteral.count < Self.shortestLiteral {
          report(line, "\(key): needs literal text of at least \(Self.shortestLiteral) bytes")
        } else {
          result.append((template, line))
        }
      } catch {
        report(line, "\(key): \(error)")
      }
    }
    return result
  }

  private mutating func window(_ node: YAMLNode) -> Int64? {
    let seconds = node["within"]?.text.flatMap(TimeSpan.nanoseconds)
    if seconds == nil { report(node.line, "within: a time such as 30s, 5m or 500ms") }
    return seconds
  }

  private mutating func text(_ key: String) -> String? {
    guard let node = root[key] else { return nil }
    if let text = node.text { return text }
    report(node.line, "\(key): a text, not a list or mapping")
    return nil
  }

  private mutating func flag(_ key: String) -> Bool {
    guard let word = text(key) else { return false }
    if word != "true", word != "false" { report(line(key), "\(key): true or false") }
    return word == "true"
  }

  private mutating func list(_ key: String) -> [String] {
    root[key].map { strings($0, key).map { $0.0 } } ?? []
  }

  /// The texts of a scalar or of a list of scalars, each with its line.
  private mutating func strings(_ node: YAMLNode, _ key: String) -> [(String, Int)] {
    if let text = node.text, !node.isNull { return [(text, node.line)] }
    var result: [(String, Int)] = []
    for item in node.items {
      if let text = item.text, !text.isEmpty {
        result.append((text, item.line))
      } else {
        report(item.line, "\(key): a text; quote it when it holds : or #")
      }
    }
    if result.isEmpty { report(node.line, "\(key): a text or a list of texts") }
    return result
  }

  private mutating func checkKeys(_ node: YAMLNode, _ known: [String], of what: String) {
    // A handful of keys is compared faster than hashed.
    var seen: [String] = []
    for entry in node.entries {
      let key = entry.key.text ?? "?"
      if !Self.holds(known, key) {
        let names = known.sorted().joined(separator: ", ")
        report(entry.key.line, "unknown key \"\(key)\"; \(what) has \(names)")
      }
      if Self.holds(seen, key) {
        report(entry.key.line, "the key \"\(key)\" stands twice")
      } else {
        seen.append(key)
      }
    }
  }

  /// As `contains`; most keys differ in length.
  private static func holds(_ keys: [String], _ wanted: String) -> Bool {
    keys.contains { $0.utf8.count == wanted.utf8.count && $0 == wanted }
  }

  private func line(_ key: String) -> Int {
    root.entries.first { $0.key.text == key }?.key.line ?? root.line
  }

  private mutating func missing(_ key: String) {
    report(root.line, "\(key) is missing")
  }

  private mutating func report(_ line: Int, _ message: String) {
    problems.append(file.problem(line, message))
  }
}

extension Signature.FieldCondition {
  /// The names under which its templates keep text.
  var names: [String] { alternatives.flatMap(\.names) }
}

extension String {
  /// The text without the line break that a YAML block ends with.
  fileprivate var trimmed: String {
    // Most end in a visible byte; telling characters apart is slow.
    if let last = utf8.last, last > 0x20, last < 0x7F { return self }
    var text = self[...]
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
