/// What the program was started in.
package struct Terminal: Sendable {
  package var environment: [String: String]
  package var outputIsTerminal: Bool
  /// Whether somebody sees what goes to standard error while it is written.
  package var errorsAreTerminal: Bool
  /// The width of the window; nil when output is no window.
  package var columns: Int?

  package init(
    environment: [String: String], outputIsTerminal: Bool, columns: Int? = nil,
    errorsAreTerminal: Bool = false
  ) {
    self.environment = environment
    self.outputIsTerminal = outputIsTerminal
    self.errorsAreTerminal = errorsAreTerminal
    self.columns = columns
  }

  /// Whether to colour: NO_COLOR wins, then CLICOLOR_FORCE, then a terminal that is not dumb.
  package var usesColor: Bool {
    if environment["NO_COLOR"]?.isEmpty == false { return false }
    if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
    return outputIsTerminal && environment["TERM"] != "dumb"
  }

  /// The width to write for: the window's, else COLUMNS, else 80; never below 40.
  package var width: Int {
    max(40, columns ?? environment["COLUMNS"].flatMap { Int($0) } ?? 80)
  }
}
