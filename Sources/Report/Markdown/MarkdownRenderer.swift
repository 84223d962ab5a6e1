import Diagnosis
import Findings

/// Writes a report for a ticket: GitHub-flavoured Markdown of a bounded size.
///
/// Where everything does not fit, sections give way in the order of `MarkdownSection.Part`: inputs
/// first, then what was also seen, ruled out and so on. The verdict, the first cause, the danger
/// and the diff always stay. Text of the input is inert: it links, mentions and formats nothing.
package struct MarkdownRenderer: Sendable {
  /// The most bytes of UTF-8 that the text may have.
  package var budget: Int
  /// Whether long lists fold into `<details>`, which GitHub and GitLab understand and Jira does not.
  package var folds: Bool

  /// Below GitHub's 65,536 characters with room for what people write around it.
  package static let defaultBudget = 58_000
  /// Too little for a verdict, a cause and a small diff.
  static let leastBudget = 2_000

  package init(budget: Int = defaultBudget, folds: Bool = true) {
    self.budget = budget
    self.folds = folds
  }

  /// Returns the document, ending with a line break.
  package func render(_ report: TriageReport) -> String {
    let budget = max(Self.leastBudget, budget)
    let document = MarkdownDocument(report: report, budget: budget, folds: folds)
    return MarkdownBudget(bytes: budget).fit(document.sections)
  }
}
