import Diagnosis
import Report
import Weaviate

/// The verification table for a terminal.
struct ClusterPage {
  private let tables: ClusterTables
  private let width: Int

  init(_ survey: ClusterSurvey, width: Int) {
    tables = ClusterTables(survey: survey)
    self.width = width
  }

  var text: String {
    var lines = Wrapping.lines(tables.survey.headline, width: width)
    lines += table("NODES", tables.nodes)
    if !tables.collections.rows.isEmpty { lines += table("COLLECTIONS", tables.collections) }
    lines += list("", tables.collectionIssues)
    lines += list("ISSUES", tables.issues)
    lines += list("REPLICAS ON THE MOVE", tables.operations)
    lines += list("NOTES", tables.notes)
    lines += list("NOT OBSERVABLE", tables.unobserved)
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(_ title: String, _ table: Effect.Table) -> [String] {
    let laid = TerminalTable(table: table, width: width).lines()
    return ["", title] + laid.header + laid.rows
  }

  private func list(_ title: String, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    return (title.isEmpty ? [] : ["", title])
      + items.flatMap { item in
        Wrapping.lines(item, width: width - 4).enumerated().map { index, line in
          (index == 0 ? "  - " : "    ") + line
        }
      }
  }
}
