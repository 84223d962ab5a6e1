import Findings

/// A stable id of a compose check with what it means.
package struct CheckRule: Hashable, Sendable {
  /// `compose/…`; causes and reports refer to it, so it never changes its meaning.
  package let id: String
  /// What is wrong when it is reported, in one sentence.
  package let summary: String

  package init(_ id: String, _ summary: String) {
    self.id = id
    self.summary = summary
  }

  /// A finding of this rule about one service; without evidence it points at the service's key.
  func finding(
    _ severity: Severity, _ service: ComposeService, _ title: String, proves: String,
    at evidence: [Evidence?] = [], values: [String: [String]] = [:], fixes: [SettingChange] = []
  ) -> Finding {
    let places = evidence.compactMap { $0 }
    return Finding(
      id: id, kind: .compose, severity: severity, title: title, proves: proves,
      subject: .service(service.name), samples: places.isEmpty ? [service.evidence] : places,
      values: values, fixes: fixes)
  }
}
