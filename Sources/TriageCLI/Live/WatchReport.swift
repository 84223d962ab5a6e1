import Report

/// The report of a watch, in the form that a file's name asks for.
enum WatchReport {
  /// - Parameters:
  ///   - report: What the watch knows.
  ///   - path: The file's name.
  ///   - redactor: Knows the secrets of the stack's settings; nil to leave secrets in.
  /// - Returns: The file's text.
  static func text(_ report: TriageReport, for path: String, _ redactor: Redactor?) -> String {
    var report = report
    if var redactor {
      redactor.keep(report.meaningfulNames)
      report = report.redacted(by: &redactor)
    }
    switch path.split(separator: ".").last?.lowercased() {
    case "md", "markdown":
      return MarkdownRenderer(budget: MarkdownRenderer.defaultBudget).render(report)
    case "html", "htm": return HTMLRenderer().render(report)
    case "json": return JSONRenderer().render(report)
    case "sarif": return SARIFRenderer().render(report)
    default: return TerminalRenderer(columns: 80).render(report)
    }
  }
}
