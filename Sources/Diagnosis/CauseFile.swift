import Findings
import YAML

/// Why a cause file is not accepted: `path:line: what is wrong and what would be right`.
package struct CauseFileError: Error, Equatable, CustomStringConvertible {
  package var path: String
  /// 1-based.
  package var line: Int
  package var message: String

  package var description: String { "\(path):\(line): \(message)" }
}

/// Reads one file of `Patterns/causes` into a `Cause`; the format is in `Patterns/README.md`.
package struct CauseFile {
  private let path: String

  /// Reads a cause.
  ///
  /// - Parameters:
  ///   - bytes: The YAML text.
  ///   - id: The path below `Patterns/causes` without `.yaml`.
  ///   - path: The path that error messages name.
  /// - Returns: The cause.
  /// - Throws: A `CauseFileError` for the first thing that is not understood.
  package static func read(
    _ bytes: [UInt8], id: String, path: String
  ) throws(CauseFileError) -> Cause {
    let file = CauseFile(path: path)
    let root = try file.root(of: bytes)
    try file.allow(root, keys)
    return try file.cause(root, id: id, Deferred(made: try file.details(root)))
  }

  /// As `read`, but of a sound file the details are read when they are first asked for.
  ///
  /// A file that is refused as far as that is seen without its details, and one that is written in
  /// an unusual way, are read whole at once.
  ///
  /// - Parameters:
  ///   - bytes: The YAML text.
  ///   - id: The path below `Patterns/causes` without `.yaml`.
  ///   - path: The path that error messages name.
  /// - Returns: The cause.
  /// - Throws: As `read`, but for what is wrong with the details alone.
  package static func readForWeighing(
    _ bytes: [UInt8], id: String, path: String
  ) throws(CauseFileError) -> Cause {
    let file = CauseFile(path: path)
    let details = Deferred {
      let root = try? file.root(of: bytes)
      return root.flatMap { try? file.details($0) } ?? Cause.Details(title: id)
    }
    if let excerpt = YAMLExcerpt(bytes, leavingOut: detailKeys),
      let root = try? file.root(of: excerpt.text),
      (try? file.allow(root, keys)) != nil,
      let cause = try? file.cause(root, id: id, details)
    {
      return cause
    }
    return try read(bytes, id: id, path: path)
  }

  private static let detailKeys = [
    YAMLExcerpt.Key("title", isRequired: true), YAMLExcerpt.Key("explanation"),
    YAMLExcerpt.Key("explains"), YAMLExcerpt.Key("confused-with"), YAMLExcerpt.Key("missing"),
    YAMLExcerpt.Key("next-check"), YAMLExcerpt.Key("remedy"), YAMLExcerpt.Key("source"),
  ]

  private func root(of text: [UInt8]) throws(CauseFileError) -> YAMLNode {
    let documents: [YAMLNode]
    do {
      documents = try YAMLStream(text, limits: Self.limits).documents
    } catch {
      throw CauseFileError(path: path, line: error.line, message: error.message)
    }
    guard let document = documents.first else {
      throw CauseFileError(path: path, line: 1, message: "the file is empty")
    }
    return document
  }

  private init(path: String) {
    self.path = path
  }

  /// Files are read on threads with small stacks, where nesting must not go deep.
  private static var limits: YAMLStream.Limits {
    var limits = YAMLStream.Limits()
    limits.depth = 32
    return limits
  }

  private static let keys = [
    "title", "explanation", "prior", "applies-to", "evidence", "requires", "refuted-by",
    "over-when", "risk-when", "leads-to", "explains", "confused-with", "missing", "next-check",
    "remedy", "source", "last-resort",
  ]

  private func cause(
    _ root: YAMLNode, id: String, _ details: Deferred<Cause.Details>
  ) throws(CauseFileError) -> Cause {
    Cause(
      id: id, prior: try word(root["prior"], default: .normal),
      isLastResort: root["last-resort"]?.text == "true", appliesTo: root["applies-to"]?.text,
      evidence: try list(root["evidence"]).mapped(link),
      requires: groups(root["requires"]),
      refutedBy: try list(root["refuted-by"]).mapped(refutation),
      overWhen: strings(root["over-when"]),
      riskWhen: try list(root["risk-when"]).mapped(riskLink), leadsTo: strings(root["leads-to"]),
      deferredDetails: details)
  }

  private func details(_ root: YAMLNode) throws(CauseFileError) -> Cause.Details {
    Cause.Details(
      title: try required(root, "title"), explanation: try passages(root["explanation"]),
      explains: strings(root["explains"]),
      confusedWith: try list(root["confused-with"]).mapped(confusion),
      missing: try list(root["missing"]).mapped(gap),
      nextCheck: try root["next-check"].map(check), remedy: try root["remedy"].map(remedy))
  }

  private func link(_ node: YAMLNode) throws(CauseFileError) -> Cause.Link {
    try allow(node, ["finding", "strength", "leak", "decisive", "versions"])
    let isDecisive = node["decisive"]?.text == "true"
    return Cause.Link(
      finding: try required(node, "finding"),
      strength: try word(node["strength"], default: .usually),
      statedLeak: node["leak"] == nil ? nil : try word(node["leak"], default: .uncommon),
      isDecisive: isDecisive, versions: try versions(node["versions"]))
  }

  private func refutation(_ node: YAMLNode) throws(CauseFileError) -> Cause.Refutation {
    if let id = node.text { return Cause.Refutation(finding: id, because: "") }
    try allow(node, ["finding", "because"])
    return Cause.Refutation(
      finding: try required(node, "finding"), because: node["because"]?.text ?? "")
  }

  private func riskLink(_ node: YAMLNode) throws(CauseFileError) -> Cause.RiskLink {
    if let id = node.text { return Cause.RiskLink(finding: id, explanation: "") }
    try allow(node, ["finding", "explanation"])
    return Cause.RiskLink(
      finding: try required(node, "finding"), explanation: node["explanation"]?.text ?? "")
  }

  private func confusion(_ node: YAMLNode) throws(CauseFileError) -> Cause.Confusion {
    try allow(node, ["cause", "title", "because", "when", "unless", "versions", "ruled-out-by"])
    let cause = try required(node, "cause")
    var condition = try self.condition(node)
    condition.when += strings(node["ruled-out-by"])
    return Cause.Confusion(
      cause: cause, title: node["title"]?.text ?? cause, because: try required(node, "because"),
      condition: condition)
  }

  private func gap(_ node: YAMLNode) throws(CauseFileError) -> Cause.Gap {
    try allow(node, ["coverage", "text"])
    return Cause.Gap(
      coverage: try required(node, "coverage"), text: try required(node, "text"))
  }

  private func check(_ node: YAMLNode) throws(CauseFileError) -> Cause.Check {
    try allow(node, ["command", "why"])
    return Cause.Check(command: try required(node, "command"), why: try required(node, "why"))
  }

  private func remedy(_ node: YAMLNode) throws(CauseFileError) -> Cause.RemedyPlan {
    try allow(node, ["title", "danger", "apply-fixes-of", "steps"])
    return Cause.RemedyPlan(
      title: try required(node, "title"), danger: try passages(node["danger"]),
      fixesOf: strings(node["apply-fixes-of"]), steps: try list(node["steps"]).mapped(step))
  }

  private func step(_ node: YAMLNode) throws(CauseFileError) -> Cause.Step {
    if let text = node.text { return Cause.Step(action: text, condition: Cause.Condition()) }
    try allow(node, ["do", "why", "command", "verify", "when", "unless", "versions"])
    return Cause.Step(
      action: try required(node, "do"), why: node["why"]?.text, command: node["command"]?.text,
      verify: node["verify"]?.text, condition: try condition(node))
  }

  // MARK: Shapes

  private func condition(_ node: YAMLNode) throws(CauseFileError) -> Cause.Condition {
    var condition = Cause.Condition()
    condition.when = strings(node["when"])
    condition.unless = strings(node["unless"])
    condition.versions = try versions(node["versions"])
    return condition
  }

  private func passages(_ node: YAMLNode?) throws(CauseFileError) -> [Cause.Passage] {
    guard let node, !node.isNull else { return [] }
    if let text = node.text {
      return [Cause.Passage(text: text, condition: Cause.Condition())]
    }
    return try node.items.mapped { item throws(CauseFileError) in
      if let text = item.text { return Cause.Passage(text: text, condition: Cause.Condition()) }
      try allow(item, ["text", "when", "unless", "versions"])
      return Cause.Passage(text: try required(item, "text"), condition: try condition(item))
    }
  }

  private func versions(_ node: YAMLNode?) throws(CauseFileError) -> VersionRange? {
    guard let node, let text = node.text, !text.isEmpty else { return nil }
    guard let range = VersionRange(text) else {
      throw CauseFileError(
        path: path, line: node.line, message: "`\(text)` is no version range; write `>=1.25 <1.32`")
    }
    return range
  }

  private func word<Word: RawRepresentable & CaseIterable>(
    _ node: YAMLNode?, default standard: Word
  ) throws(CauseFileError) -> Word where Word.RawValue == String {
    guard let node else { return standard }
    guard let word = node.text.flatMap(Word.init(rawValue:)) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw CauseFileError(path: path, line: node.line, message: "expected one of \(known)")
    }
    return word
  }

  private func required(_ node: YAMLNode, _ key: String) throws(CauseFileError) -> String {
    guard let text = node[key]?.text, !text.isEmpty else {
      throw CauseFileError(path: path, line: node.line, message: "`\(key)` is missing")
    }
    return text
  }

  private func list(_ node: YAMLNode?) throws(CauseFileError) -> [YAMLNode] {
    guard let node, !node.isNull else { return [] }
    if case .sequence(let items) = node.content { return items }
    throw CauseFileError(path: path, line: node.line, message: "expected a list")
  }

  /// A text or a list of texts.
  private func strings(_ node: YAMLNode?) -> [String] {
    guard let node, !node.isNull else { return [] }
    if let text = node.text { return [text] }
    return node.items.compactMap(\.text)
  }

  /// A list of texts is one group; a list of lists is several.
  private func groups(_ node: YAMLNode?) -> [[String]] {
    guard let node, !node.isNull else { return [] }
    let isNested = node.items.contains { !$0.items.isEmpty }
    let groups = isNested ? node.items.map(strings) : [strings(node)]
    return groups.filter { !$0.isEmpty }
  }

  private func allow(_ node: YAMLNode, _ keys: [String]) throws(CauseFileError) {
    guard case .mapping(let entries) = node.content else {
      throw CauseFileError(path: path, line: node.line, message: "expected keys and values")
    }
    for entry in entries {
      guard let key = entry.key.text, keys.contains(key) else {
        let known = keys.sorted().joined(separator: ", ")
        throw CauseFileError(
          path: path, line: entry.key.line,
          message: "unknown key `\(entry.key.text ?? "?")`; known are \(known)")
      }
    }
  }
}

extension Array {
  /// `map` that keeps the type of the error.
  fileprivate func mapped<Result>(
    _ transform: (Element) throws(CauseFileError) -> Result
  ) throws(CauseFileError) -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try transform(element)) }
    return results
  }
}
