/// Why a text is no baseline, and in which line.
package struct TemplateBaselineError: Error, Equatable, Sendable {
  /// What is wrong with a line.
  package enum Reason: Equatable, Sendable {
    case noTitle
    case noTotals
    case noContents
    case missingFields
    case badCount
    case badTimes
    case badEscape
    case notSorted
    case tooLong
    case tooManyShapes
    case noLineEnd
    case totalsDoNotFit
  }

  /// The line, 1-based.
  package let line: Int
  package let reason: Reason
}

extension TemplateBaselineError: CustomStringConvertible {
  package var description: String { "line \(line): \(reason)" }
}

extension TemplateBaselineError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noTitle:
      "the first line is not \"logtriage-templates 2\"; a baseline of form 1 has to be made again"
    case .noTotals: "needs \"messages <number> level <1 to \(ShapeSketch.mostPlaces)>\""
    case .noContents:
      "needs \"contents <number> level <1 to \(ShapeSketch.mostPlaces)>\" after the shapes"
    case .missingFields: "needs a count, two times and a text, parted by one blank"
    case .badCount: "the count is no whole number from 1 on"
    case .badTimes: "the times are neither two numbers in order nor two dashes"
    case .badEscape: "after a backslash the text needs another one, or x and two digits 0-9A-F"
    case .notSorted: "the texts are not in byte order, or one stands twice"
    case .tooLong: "longer than any shape"
    case .tooManyShapes: "more than \(ShapeSketch.mostPlaces) shapes"
    case .noLineEnd: "the last line has no end; the file may be cut"
    case .totalsDoNotFit: "the totals are too small for the shapes below"
    }
  }
}
