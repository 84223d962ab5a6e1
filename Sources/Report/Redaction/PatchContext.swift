/// A unified diff whose context shows no secret and that still applies.
struct PatchContext {
  /// The diff, its hunks cut so that no context line holds a secret.
  private(set) var patch = ""
  /// How many added or removed lines hold a secret; those cannot be spared.
  private(set) var exposed = 0
  private let holdsSecret: (String) -> Bool

  /// - Parameters:
  ///   - original: A unified diff.
  ///   - holdsSecret: Tells whether one line (without its mark) must not be shown.
  init(_ original: String, holdsSecret: @escaping (String) -> Bool) {
    self.holdsSecret = holdsSecret
    var hunk: Hunk?
    for line in original.split(separator: "\n", omittingEmptySubsequences: false) {
      if let start = Hunk(header: line) {
        flush(&hunk)
        hunk = start
      } else if hunk?.isComplete == false || line.hasPrefix("\\") && hunk != nil {
        hunk?.append(line)
      } else {
        flush(&hunk)
        patch += line + "\n"
      }
    }
    flush(&hunk)
    while patch.hasSuffix("\n\n") { patch.removeLast() }
  }

  private mutating func flush(_ hunk: inout Hunk?) {
    guard let whole = hunk else { return }
    hunk = nil
    exposed += whole.lines.count { $0.utf8.first != 0x20 && holdsSecret(String($0.dropFirst())) }
    let hides = whole.lines.contains {
      $0.utf8.first == 0x20 && holdsSecret(String($0.dropFirst()))
    }
    guard hides || holdsSecret(whole.section) else {
      patch += whole.text
      return
    }
    for part in whole.parts(where: { $0.utf8.first == 0x20 && holdsSecret(String($0.dropFirst())) })
    {
      patch += part.text
    }
  }
}

/// One hunk of a unified diff; line numbers are 1-based.
private struct Hunk {
  var oldStart: Int
  var newStart: Int
  private var oldLeft: Int
  private var newLeft: Int
  var section: String
  var lines: [Substring] = []

  init?(header: Substring) {
    guard header.hasPrefix("@@ -"), let end = header.dropFirst(4).firstRange(of: " @@") else {
      return nil
    }
    let ranges = header.dropFirst(4)[..<end.lowerBound].split(separator: " ")
    guard ranges.count == 2, let old = Self.range(ranges[0]),
      let new = Self.range(ranges[1].dropFirst())
    else { return nil }
    (oldStart, oldLeft) = old
    (newStart, newLeft) = new
    section = String(header[end.upperBound...])
  }

  private init(oldStart: Int, newStart: Int) {
    (self.oldStart, self.newStart) = (oldStart, newStart)
    (oldLeft, newLeft) = (0, 0)
    section = ""
  }

  var isComplete: Bool { oldLeft <= 0 && newLeft <= 0 }

  mutating func append(_ line: Substring) {
    // Mail programs strip the blank of an empty context line.
    let line = line.isEmpty ? " " : line
    lines.append(line)
    if line.utf8.first == 0x20 || line.utf8.first == UInt8(ascii: "-") { oldLeft -= 1 }
    if line.utf8.first == 0x20 || line.utf8.first == UInt8(ascii: "+") { newLeft -= 1 }
  }

  var text: String {
    let old = lines.count { $0.utf8.first == 0x20 || $0.utf8.first == UInt8(ascii: "-") }
    let new = lines.count { $0.utf8.first == 0x20 || $0.utf8.first == UInt8(ascii: "+") }
    return "@@ -\(oldStart),\(old) +\(newStart),\(new) @@\(section)\n"
      + lines.map { $0 + "\n" }.joined()
  }

  /// The parts between the context lines that `isHidden` names, without those that change nothing.
  ///
  /// `patch` takes a hunk with less context after than before as one at the end of the file, so
  /// that context before a part is cut to what is left after it.
  func parts(where isHidden: (Substring) -> Bool) -> [Hunk] {
    var parts: [Hunk] = []
    var part = Hunk(oldStart: oldStart, newStart: newStart)
    var (old, new) = (oldStart, newStart)
    for line in lines {
      if isHidden(line) {
        parts.append(part.balanced())
        part = Hunk(oldStart: old + 1, newStart: new + 1)
      } else {
        part.lines.append(line)
      }
      if line.utf8.first == 0x20 || line.utf8.first == UInt8(ascii: "-") { old += 1 }
      if line.utf8.first == 0x20 || line.utf8.first == UInt8(ascii: "+") { new += 1 }
    }
    parts.append(part)
    return parts.filter {
      $0.lines.contains { $0.utf8.first == UInt8(ascii: "+") || $0.utf8.first == UInt8(ascii: "-") }
    }
    .map { $0.numbered() }
  }

  private func balanced() -> Hunk {
    var part = self
    let after = lines.reversed().prefix { $0.utf8.first == 0x20 }.count
    while part.lines.prefix(while: { $0.utf8.first == 0x20 }).count > after {
      part.lines.removeFirst()
      part.oldStart += 1
      part.newStart += 1
    }
    return part
  }

  /// A side without lines counts from the line before it.
  private func numbered() -> Hunk {
    var part = self
    if !lines.contains(where: { $0.utf8.first == 0x20 || $0.utf8.first == UInt8(ascii: "-") }) {
      part.oldStart -= 1
    }
    if !lines.contains(where: { $0.utf8.first == 0x20 || $0.utf8.first == UInt8(ascii: "+") }) {
      part.newStart -= 1
    }
    return part
  }

  private static func range(_ text: Substring) -> (Int, Int)? {
    let parts = text.split(separator: ",")
    let most = 1 << 40  // lines; more would overflow and is no line number
    guard let start = parts.first.flatMap({ Int($0) }), (0..<most).contains(start) else {
      return nil
    }
    let count = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
    return (start, min(max(0, count), most))
  }
}
