/// A part of a document in several forms, the fullest first, so that it can give way.
struct MarkdownSection {
  /// What a section is; the raw value is the order in which sections give way, the first ones first.
  enum Part: Int, CaseIterable {
    case inputs, alsoSeen, unexplained, lookedAt, recovered, timeline, risks, ruledOut, effects
    case evidence
    case nextCheck, otherCauses, steps, note, firstCause, danger, diff, verdict
  }

  var part: Part
  /// The texts to choose from; each ends with a line break unless it is empty.
  var forms: [String]

  init(_ part: Part, _ forms: String...) {
    self.part = part
    self.forms = forms
  }
}

/// Chooses the fullest forms that fit together into a number of bytes.
struct MarkdownBudget {
  let bytes: Int

  /// Returns the sections' texts, joined by empty lines, at most `bytes` long where that is possible.
  func fit(_ sections: [MarkdownSection]) -> String {
    var chosen = sections.map { _ in 0 }
    var total = sections.reduce(0) { $0 + Self.size($1.forms[0]) }
    for part in MarkdownSection.Part.allCases where total > bytes {
      for index in sections.indices.reversed() where sections[index].part == part {
        let forms = sections[index].forms
        while total > bytes, chosen[index] + 1 < forms.count {
          total += Self.size(forms[chosen[index] + 1]) - Self.size(forms[chosen[index]])
          chosen[index] += 1
        }
      }
    }
    return zip(sections, chosen).map { $0.forms[$1] }.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The bytes that a section takes with the empty line after it.
  private static func size(_ text: String) -> Int {
    text.isEmpty ? 0 : text.utf8.count + 1
  }
}
