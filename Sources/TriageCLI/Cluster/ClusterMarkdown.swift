import Diagnosis
import Report
import Weaviate

/// The verification table for a ticket.
struct ClusterMarkdown {
  private let tables: ClusterTables

  init(_ survey: ClusterSurvey) {
    tables = ClusterTables(survey: survey)
  }

  var text: String {
    var parts = ["**Weaviate cluster: \(Self.cell(tables.survey.headline))**"]
    parts.append(Self.table(tables.nodes))
    if !tables.collections.rows.isEmpty { parts.append(Self.table(tables.collections)) }
    for (title, items) in [
      ("Collections", tables.collectionIssues),
      ("Issues", tables.issues), ("Replicas on the move", tables.operations),
      ("Notes", tables.notes), ("Not observable", tables.unobserved),
    ] where !items.isEmpty {
      parts.append(
        "\(title):\n\n" + items.map { "- \(Self.cell($0))" }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func table(_ table: Effect.Table) -> String {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = table.columns.map { _ in "---" }
    return ([row(table.columns), row(rule)] + table.rows.map { row($0.map(cell)) })
      .joined(separator: "\n")
  }

  /// Text from outside as plain words: nothing in it is markup.
  private static func cell(_ text: String) -> String {
    var result = ""
    for character in InertText.line(text) {
      if #"\`*_{}[]<>#|~@&"#.contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
