import Findings

extension EvidenceBase {
  /// How much the absence of a finding counts: nil when it could not have been seen.
  ///
  /// State (API, compose, inspect) that was read and does not show something is strong; the
  /// absence of a log line is weak, since lines rotate away and levels hide them.
  func observability(of finding: String) -> Double? {
    if finding.hasPrefix("weaviate/api/") { return inputs.contains("api") ? 1 : nil }
    if finding.hasPrefix("compose/") { return inputs.contains("compose") ? 1 : nil }
    if finding.hasPrefix("container/") { return inputs.contains("inspect") ? 1 : nil }
    guard inputs.contains("logs") else { return nil }
    let product = String(finding.prefix { $0 != "/" })
    return products[product] == nil ? nil : Likelihood.absentLineWeight
  }

  /// The versions of the product that a finding is about; empty where unknown.
  func versions(for finding: String) -> [SoftwareVersion] {
    let parts = finding.split(separator: "/")
    let product = parts.first == "compose" && parts.count > 2 ? parts[1] : parts.first ?? ""
    return products[String(product)] ?? []
  }
}
