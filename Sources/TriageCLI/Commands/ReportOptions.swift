import Report

/// How a report is written: the options that every command with a report has.
package struct ReportOptions: Sendable {
  /// The forms that a report can be written in.
  package enum Format: String, CaseIterable, Sendable {
    case terminal, markdown, json, html, sarif, junit, github
  }

  static let syntax: [OptionSyntax] = [
    OptionSyntax(
      "--format", .choice("FORMAT", Format.allCases.map(\.rawValue)),
      summary: "form of the report, terminal if not given"),
    OptionSyntax(
      "--budget", .integer("BYTES", 2000...Int.max),
      summary: "longest Markdown report (default \(MarkdownRenderer.defaultBudget))"),
    OptionSyntax("--brief", summary: "the answer only"),
    OptionSyntax("--verbose", summary: "everything, inputs and coverage included"),
    OptionSyntax(
      "--width", .integer("COLUMNS", 40...1000),
      summary: "width of the terminal report (default: the window's, or 80)"),
    OptionSyntax("--no-redact", summary: "leave passwords and keys of the input in the report"),
    OptionSyntax("--redact-addresses", summary: "hide public IP addresses too"),
    OptionSyntax(
      "--redaction-map", .file,
      summary: "write which value stands behind each pseudonym to a new file only you can read"),
    OptionSyntax(
      "--reproducible", summary: "leave out when the report was made: same input, same bytes"),
  ]

  var format = Format.terminal
  var budget = MarkdownRenderer.defaultBudget
  var detail = TerminalRenderer.Detail.normal
  var width: Int?
  var redacts = true
  var redactionMap: String?
  var hidesAddresses = false
  var isReproducible = false

  init(_ words: CommandWords) {
    format = words["--format"].flatMap(Format.init) ?? .terminal
    budget = words["--budget"].flatMap(Int.init) ?? budget
    for option in words.options {
      if option.name == "--brief" { detail = .brief }
      if option.name == "--verbose" { detail = .verbose }
    }
    width = words["--width"].flatMap(Int.init)
    redacts = !words.has("--no-redact")
    hidesAddresses = words.has("--redact-addresses")
    redactionMap = words["--redaction-map"]
    isReproducible = words.has("--reproducible")
  }

  /// The report as text; `isFile` when it goes to a file and not to the terminal.
  func text(_ report: TriageReport, _ terminal: Terminal, isFile: Bool) -> String {
    switch format {
    case .terminal:
      return TerminalRenderer(
        columns: width ?? terminal.width, usesColor: !isFile && terminal.usesColor, detail: detail
      ).render(report)
    case .markdown: return MarkdownRenderer(budget: budget).render(report)
    case .json: return JSONRenderer().render(report)
    case .html: return HTMLRenderer().render(report)
    case .sarif: return SARIFRenderer().render(report)
    case .junit: return JUnitRenderer().render(report)
    case .github: return AnnotationRenderer().render(report)
    }
  }
}
