import Diagnosis
import Findings

/// Writes a report for a person at a terminal: the answer first, then what it rests on.
///
/// No line is wider than `columns` but commands and diff lines, which must be copied whole. Text
/// from the input is inert: control and format characters are shown, never sent.
package struct TerminalRenderer: Sendable {
  /// How much to tell.
  package enum Detail: String, CaseIterable, Sendable {
    /// The answer in three lines.
    case brief
    /// Also what it rests on, what was ruled out and the diff.
    case normal
    /// Also every sample, value and input.
    case verbose
  }

  package var columns: Int
  package var usesColor: Bool
  package var detail: Detail

  /// The most observations shown per cause unless everything is asked for.
  static let mostEvidence = 6
  /// The most causes shown unless everything is asked for.
  static let mostCauses = 8
  /// The most lines of one table shown unless everything is asked for.
  static let mostRows = 30
  /// The most steps of the incident shown unless everything is asked for.
  static let mostSteps = 5

  /// - Parameters:
  ///   - columns: The width in cells; less than 40 is taken as 40.
  ///   - usesColor: Whether escape sequences may be written.
  ///   - detail: How much to tell.
  package init(columns: Int = 80, usesColor: Bool = false, detail: Detail = .normal) {
    self.columns = columns
    self.usesColor = usesColor
    self.detail = detail
  }

  /// Returns the whole text, ending with a line break.
  package func render(_ report: TriageReport) -> String {
    var page = TerminalPage(columns: columns, usesColor: usesColor)
    guard detail != .brief else {
      TerminalBrief(report).write(on: &page)
      return page.text
    }
    let sheet = TerminalSheet(report: report, detail: detail)
    sheet.verdict(on: &page)
    sheet.causes(on: &page)
    sheet.timeline(on: &page)
    sheet.effects(on: &page)
    sheet.ruledOut(on: &page)
    let isOpen = (report.assessment.causes.first?.confidence ?? .possible) < .confirmed
    if isOpen { sheet.nextCheck(on: &page) }
    sheet.remedies(on: &page)
    sheet.risks(on: &page)
    sheet.recovered(on: &page)
    sheet.alsoSeen(on: &page)
    sheet.novelty(on: &page)
    sheet.unexplained(on: &page)
    if !isOpen { sheet.nextCheck(on: &page) }
    sheet.lookedAt(on: &page)
    return page.text
  }
}

/// One report on its way to a page; its extensions write one section each.
struct TerminalSheet {
  let report: TriageReport
  let detail: TerminalRenderer.Detail
  let groups: [FindingGroup]
  private let byID: [String: FindingGroup]

  init(report: TriageReport, detail: TerminalRenderer.Detail) {
    self.report = report
    self.detail = detail
    groups = report.groups
    byID = Dictionary(groups.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var assessment: Assessment { report.assessment }
  var isVerbose: Bool { detail == .verbose }

  /// The observations with these ids, in that order; ids without a finding are left out.
  func groups(_ ids: [String]) -> [FindingGroup] {
    ids.compactMap { byID[$0] }
  }

  /// The title of a finding or cause, or its id where none is known.
  func title(of id: String) -> String {
    assessment.causes.first { $0.id == id }?.title ?? byID[id]?.title ?? id
  }
}
