import Diagnosis
import Findings

/// Writes causes and risks as GitHub workflow commands, so that a run shows them beside the file.
package struct AnnotationRenderer: Sendable {
  /// GitHub shows at most ten annotations of a kind per step.
  private static let most = 10

  package init() {}

  /// Returns one command per line; empty where nothing is wrong.
  package func render(_ report: TriageReport) -> String {
    let results = ProblemPlaces(report)
    return results.all.prefix(Self.most).map { problem in
      let command = problem.level == "note" ? "notice" : problem.level
      let places = results.places(of: problem)
      let place = places.first { $0.isCompose }?.evidence
      var properties: [String] = []
      if let place {
        properties.append("file=\(Self.property(place.source))")
        if let line = place.line { properties.append("line=\(line)") }
      }
      properties.append(
        "title=\(Self.property("\(problem.id): \(Wrapping.cut(problem.title, width: 120))"))")
      return "::\(command) \(properties.joined(separator: ","))::\(Self.data(problem.text))\n"
    }.joined()
  }

  /// Text after the second `::`: no line break may end the command early.
  private static func data(_ text: String) -> String {
    let lines = InertText.block(text).map {
      $0.replacing("%", with: "%25").replacing("\t", with: " ")
    }
    return lines.joined(separator: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(InertText.line(text)).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
