/// Lines of text under construction, none wider than the terminal but what must be copied whole.
struct TerminalPage {
  let columns: Int
  let usesColor: Bool
  private var lines: [String] = []

  /// - Parameters:
  ///   - columns: The width in cells; less than 40 is taken as 40.
  ///   - usesColor: Whether escape sequences may be written.
  init(columns: Int, usesColor: Bool) {
    self.columns = max(40, columns)
    self.usesColor = usesColor
  }

  /// The page as one text that ends with a line break.
  var text: String {
    lines.joined(separator: "\n") + "\n"
  }

  /// Leaves one empty line, never two.
  mutating func blank() {
    if lines.last?.isEmpty == false { lines.append("") }
  }

  /// Writes a label and prose beside it; the following lines start at `hang`.
  mutating func labelled(
    _ label: String, _ tone: TerminalTone, _ text: String, indent: Int = 0, hang: Int = 2,
    textTone: TerminalTone = .plain
  ) {
    let label = InertText.line(label)
    let used = indent + DisplayWidth.of(label) + 2
    let wrapped = Wrapping.lines(text, width: columns - hang, first: columns - used)
    let start = blanks(indent) + paint(label, tone)
    let first = wrapped.first ?? ""
    lines.append(first.isEmpty ? start : start + "  " + paint(first, textTone))
    lines += wrapped.dropFirst().map { blanks(hang) + paint($0, textTone) }
  }

  /// Writes prose, one paragraph per block of text between empty lines.
  mutating func prose(
    _ text: String, indent: Int = 2, hang: Int? = nil, tone: TerminalTone = .plain
  ) {
    for paragraph in Self.paragraphs(text) {
      let hang = hang ?? indent
      let wrapped = Wrapping.lines(paragraph, width: columns - hang, first: columns - indent)
      for (index, line) in wrapped.enumerated() where !line.isEmpty {
        lines.append(blanks(index == 0 ? indent : hang) + paint(line, tone))
      }
    }
  }

  /// Writes prose with places at the right edge: beside its last line, or below where it is full.
  mutating func entry(_ text: String, at places: [String], indent: Int = 2, bullet: String = "") {
    let start = blanks(indent) + bullet
    let inner = DisplayWidth.of(start)
    var wrapped = Wrapping.lines(text, width: columns - inner)
    let last = wrapped.removeLast()
    for (index, line) in wrapped.enumerated() {
      lines.append((index == 0 ? start : blanks(inner)) + line)
    }
    let lead = wrapped.isEmpty ? start : blanks(inner)
    let place = InertText.line(places.joined(separator: "  "))
    let used = inner + DisplayWidth.of(last)
    let gap = columns - used - DisplayWidth.of(place)
    guard gap < 2 || place.isEmpty else {
      lines.append(lead + last + blanks(gap) + paint(place, .faint))
      return
    }
    lines.append(lead + last)
    flushRight(places, indent: inner + 2)
  }

  /// Writes text that must stay as it is (a command, a diff), however wide.
  mutating func verbatim(
    _ text: String, indent: Int, tone: (String) -> TerminalTone = { _ in .plain }
  ) {
    for line in InertText.block(text) {
      lines.append(line.isEmpty ? "" : blanks(indent) + paint(line, tone(line)))
    }
  }

  /// Writes one line that is already laid out and known to fit.
  mutating func line(_ text: String, _ tone: TerminalTone = .plain, indent: Int = 0) {
    lines.append(blanks(indent) + paint(Wrapping.cut(text, width: columns - indent), tone))
  }

  private mutating func flushRight(_ places: [String], indent: Int) {
    var line = ""
    func placed(_ line: String) -> [String] {
      Wrapping.lines(line, width: columns - indent).map {
        blanks(max(0, columns - DisplayWidth.of($0))) + paint($0, .faint)
      }
    }
    for place in places.map(InertText.line) {
      let joined = line.isEmpty ? place : line + "  " + place
      if line.isEmpty || DisplayWidth.of(joined) <= columns - indent {
        line = joined
      } else {
        lines += placed(line)
        line = place
      }
    }
    if DisplayWidth.of(line) <= columns - indent, !line.isEmpty {
      lines.append(blanks(columns - DisplayWidth.of(line)) + paint(line, .faint))
    } else if !line.isEmpty {
      lines += placed(line)
    }
  }

  private func paint(_ text: String, _ tone: TerminalTone) -> String {
    tone.paint(text, usesColor: usesColor)
  }

  /// The parts of a text between empty lines, each on one line.
  static func paragraphs(_ text: String) -> [String] {
    var paragraphs = [""]
    for line in text.split(
      omittingEmptySubsequences: false, whereSeparator: InertText.isLineEnd)
    {
      if line.allSatisfy(\.isWhitespace) {
        if paragraphs.last?.isEmpty == false { paragraphs.append("") }
      } else {
        paragraphs[paragraphs.count - 1] += line + " "
      }
    }
    return paragraphs.compactMap { $0.isEmpty ? nil : String($0.dropLast()) }
  }
}

/// That many blanks.
func blanks(_ count: Int) -> String {
  String(repeating: " ", count: max(0, count))
}
