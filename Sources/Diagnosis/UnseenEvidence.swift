import Findings

/// What would decide about a cause and was not there to be seen: by kind of evidence, with what
/// each piece would show.
struct UnseenEvidence {
  let base: EvidenceBase
  let observations: Observations
  let text: PassageText

  /// The most signs that are named of one piece.
  private static let mostSigns = 3

  /// One sentence per missing piece, those that the cause's file words itself first.
  func pieces(for cause: Cause) -> [String] {
    let worded = cause.missing.filter { !base.inputs.contains($0.coverage) }
    let covered = Set(worded.map(\.coverage))
    let unseen = links(of: cause)
    let kinds = EvidenceKind.allCases.filter { kind in
      !base.inputs.contains(kind.rawValue) && !covered.contains(kind.rawValue)
    }
    let missing = kinds.compactMap { kind in
      sentence(
        name(kind), unseen.filter { base.kind(of: $0.finding) == kind })
    }
    return worded.map { text.filled($0.text) } + missing + quieterLines(unseen)
  }

  /// Links to findings that are not there and that nobody could have seen.
  private func links(of cause: Cause) -> [Cause.Link] {
    cause.evidence.filter { link in
      link.strength != .sometimes && !link.finding.hasSuffix("/*") && base.applies(link)
        && !observations.contains(link.finding) && observations.ended[link.finding] == nil
        && base.observability(of: link.finding) == nil
    }
  }

  /// Lines that the level of the logs hides.
  private func quieterLines(_ links: [Cause.Link]) -> [String] {
    guard base.inputs.contains(EvidenceKind.logs.rawValue) else { return [] }
    let hidden = links.filter {
      base.kind(of: $0.finding) == .logs && base.isHiddenByLevel($0.finding)
    }
    let levels = Set(hidden.compactMap { base.lineLevels[$0.finding] }).sorted()
    guard !levels.isEmpty else { return [] }
    let place = "the same logs at level \(levels.joined(separator: " or "))"
    return [sentence(place, hidden)].compactMap { $0 }
  }

  private func sentence(_ place: String, _ links: [Cause.Link]) -> String? {
    guard !links.isEmpty else { return nil }
    let ranked = links.sorted { left, right in
      let (one, other) = (Self.rank(left), Self.rank(right))
      return one == other ? left.finding < right.finding : one < other
    }
    var signs: [String] = []
    for link in ranked {
      let sign = "\"" + Self.words(link.finding) + "\""
      if !signs.contains(sign) { signs.append(sign) }
    }
    let shown = signs.prefix(Self.mostSigns).joined(separator: ", ")
    let more = signs.count > Self.mostSigns ? " and \(signs.count - Self.mostSigns) more" : ""
    let opposite =
      ranked.contains { $0.strength == .always }
      ? "; without them it would hardly be the cause" : ""
    return "\(place): \(shown)\(more) would speak for it\(opposite)"
  }

  private func name(_ kind: EvidenceKind) -> String {
    switch kind {
    case .api: "the API's answers of each node"
    case .compose: "the compose file"
    case .inspect: "docker inspect of the containers"
    case .logs: "the logs of the containers"
    }
  }

  /// The strongest signs first: specific before common, always before usually.
  private static func rank(_ link: Cause.Link) -> Int {
    let leak = Cause.Leak.allCases.firstIndex(of: link.leak) ?? 0
    return leak * 2 + (link.strength == .always ? 0 : 1)
  }

  /// `weaviate/api/several-leaders` as `several leaders`: ids are the only name of what is absent.
  private static func words(_ finding: String) -> String {
    let last = finding.split(separator: "/").last.map(String.init) ?? finding
    return String(last.map { $0 == "-" ? " " : $0 })
  }
}
