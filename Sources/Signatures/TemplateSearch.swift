/// One search of one template in one text.
///
/// Works as a backtracking search that remembers its failures, so that no placeholder is tried
/// twice from places that must fail alike. A placeholder whose text is any run of a byte set fails
/// from every place of the run from which it has once failed; one with a grammar takes a bounded
/// number of bytes, and the places from which it failed are kept one by one.
struct TemplateSearch {
  private let template: Template
  private let text: UnsafeRawBufferPointer
  /// The places from which each placeholder is known to fail; empty until the first failure.
  private var failed: [Range<Int>] = []
  private var failedAlone: Set<Int> = []
  /// What the placeholders took; empty until all of them took something.
  private var captures: [Range<Int>] = []
  /// The end of the line in which the search stands, without the line break.
  private var lineEnd = 0
  /// Bytes looked at; the tests bound it.
  private(set) var steps = 0

  init(_ template: Template, in text: UnsafeRawBufferPointer) {
    self.template = template
    self.text = text
  }

  mutating func firstMatch() -> TemplateMatch? {
    guard template.isAnchoredAtStart || template.literals[0].isEmpty else {
      return matchFromFirstLiteral()
    }
    var line = 0
    while line <= text.count {
      lineEnd = endOfLine(from: line)
      if let match = matchInLine(from: line) { return match }
      line = nextLine(after: lineEnd)
    }
    return nil
  }

  private mutating func matchFromFirstLiteral() -> TemplateMatch? {
    let first = template.literals[0]
    var place = 0
    lineEnd = -1
    while let start = find(first, from: place, limit: text.count) {
      if start > lineEnd { lineEnd = endOfLine(from: start) }
      if let match = match(from: start) { return match }
      place = start + 1
    }
    return nil
  }

  /// A match that begins at the front of a line, or with a placeholder anywhere in it.
  private mutating func matchInLine(from line: Int) -> TemplateMatch? {
    if template.isAnchoredAtStart {
      return hasLiteral(0, at: line) ? match(from: line) : nil
    }
    let kind = template.placeholders[0].kind
    if kind == .any || kind == .rest { return match(from: line) }
    let bytes = kind.bytes
    for start in line..<max(line, lineEnd) {
      guard bytes.contains(text[start]), start == line || isBoundary(start, kind) else { continue }
      if let match = match(from: start) { return match }
    }
    return nil
  }

  /// Whether a leading placeholder may begin here: not in the middle of a word or number.
  private func isBoundary(_ place: Int, _ kind: PlaceholderKind) -> Bool {
    let (before, after) = (text[place - 1], text[place])
    let letters = ByteSet.lettersAndDigits
    if letters.contains(before), letters.contains(after) { return false }
    return kind.longest != nil || !kind.bytes.contains(before)
  }

  /// A match whose first literal stands at `start`.
  private mutating func match(from start: Int) -> TemplateMatch? {
    let first = start + template.literals[0].count
    if template.placeholders.isEmpty {
      guard !template.isAnchoredAtEnd || first == lineEnd else { return nil }
      return TemplateMatch(range: start..<first, captures: [])
    }
    guard let end = fill(0, from: first) else { return nil }
    return TemplateMatch(range: start..<end, captures: captures)
  }

  /// Fills placeholder `index` from `place` and all that follows; the end of the match, or nil.
  private mutating func fill(_ index: Int, from place: Int) -> Int? {
    if !failed.isEmpty, failed[index].contains(place) { return nil }
    let kind = template.placeholders[index].kind
    let isBounded = kind.longest != nil
    let key = place * template.placeholders.count + index
    if isBounded, failedAlone.contains(key) { return nil }
    let limit = endOfRun(kind, from: place)
    let isLast = index == template.placeholders.count - 1
    let end =
      isLast && (template.literals[index + 1].isEmpty || template.isAnchoredAtEnd)
      ? fillToEnd(index, from: place, limit: limit)
      : fillToLiteral(index, from: place, limit: limit)
    guard end == nil else { return end }
    if isBounded {
      failedAlone.insert(key)
    } else {
      if failed.isEmpty { failed = Array(repeating: 0..<0, count: template.placeholders.count) }
      failed[index] = place..<(limit + 1)
    }
    return nil
  }

  /// Tries every place of the next literal that the placeholder can reach, nearest first.
  private mutating func fillToLiteral(_ index: Int, from place: Int, limit: Int) -> Int? {
    let literal = template.literals[index + 1]
    let kind = template.placeholders[index].kind
    var next = place + kind.shortest
    while next <= limit, let found = find(literal, from: next, limit: limit + literal.count) {
      next = found + 1
      let after = found + literal.count
      guard after <= lineEnd, accepts(kind, place..<found) else { continue }
      let isLast = index == template.placeholders.count - 1
      guard let end = isLast ? after : fill(index + 1, from: after) else { continue }
      capture(index, place..<found)
      return end
    }
    return nil
  }

  /// Fills the last placeholder where only the end of the line or of its own text bounds it.
  private mutating func fillToEnd(_ index: Int, from place: Int, limit: Int) -> Int? {
    let literal = template.literals[index + 1]
    let kind = template.placeholders[index].kind
    if template.isAnchoredAtEnd {
      let found = lineEnd - literal.count
      guard found >= place + kind.shortest, found <= limit, hasLiteral(index + 1, at: found),
        accepts(kind, place..<found)
      else { return nil }
      capture(index, place..<found)
      return lineEnd
    }
    var end = limit
    while end >= place + kind.shortest {
      if accepts(kind, place..<end) {
        capture(index, place..<end)
        return end
      }
      end -= 1
    }
    return nil
  }

  private mutating func capture(_ index: Int, _ range: Range<Int>) {
    if captures.isEmpty { captures = Array(repeating: 0..<0, count: template.placeholders.count) }
    captures[index] = range
  }

  private mutating func accepts(_ kind: PlaceholderKind, _ range: Range<Int>) -> Bool {
    guard kind.longest != nil else { return true }
    steps += range.count
    return kind.accepts(UnsafeRawBufferPointer(rebasing: text[range]))
  }

  /// The end of the longest text that the placeholder could take from `place`.
  private mutating func endOfRun(_ kind: PlaceholderKind, from place: Int) -> Int {
    if kind == .any || kind == .rest { return max(place, lineEnd) }
    let most = min(lineEnd, place + (kind.longest ?? text.count))
    if kind == .quoted {
      guard place < most else { return place }
      return place + (PlaceholderGrammar.quotedLength(text[place..<most]) ?? 0)
    }
    let bytes = kind.bytes
    var end = place
    while end < most, bytes.contains(text[end]) { end += 1 }
    steps += end - place
    return end
  }
}

extension TemplateSearch {
  private func hasLiteral(_ index: Int, at place: Int) -> Bool {
    let literal = template.literals[index]
    guard place >= 0, place + literal.count <= text.count else { return false }
    return literal.indices.allSatisfy { text[place + $0] == literal[$0] }
  }

  /// The first place of a literal that lies wholly in `from..<limit`.
  private mutating func find(_ literal: [UInt8], from: Int, limit: Int) -> Int? {
    let found = ByteSearch.first(literal, in: text, from: from, to: min(limit, text.count))
    steps += (found ?? min(limit, text.count)) - min(from, text.count) + 1
    return found
  }

  private mutating func endOfLine(from place: Int) -> Int {
    let end = ByteSearch.first(UInt8(ascii: "\n"), in: text, from: place) ?? text.count
    steps += end - place
    let hasReturn = end > place && text[end - 1] == UInt8(ascii: "\r")
    return hasReturn ? end - 1 : end
  }

  /// The start of the line after the one that ends at `end`; beyond the text when it is the last.
  private func nextLine(after end: Int) -> Int {
    var place = end
    if place < text.count, text[place] == UInt8(ascii: "\r") { place += 1 }
    return place + 1
  }
}
