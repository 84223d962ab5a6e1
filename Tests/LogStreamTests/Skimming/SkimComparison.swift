import LogStream

/// Marks some three letters in a row, chosen by their hash, which stand in about every third line.
final class ScatteredSieve: LineSieve, LineMarker {
  let takesLines = true

  func marker() -> any LineMarker { self }

  func numberedLiterals(_ line: ByteText) -> [NumberedLiteral]? { [] }

  /// For about half of all lines: those with an even number of letters.
  func digitsMeanNothing(in line: ByteText) -> Bool {
    line.withBytes { $0.count(where: \.isLetter) } % 2 == 0
  }

  func mark(_ block: ByteText, into places: inout [Int]) {
    places += block.withBytes { Self.places(in: Array($0)) }
  }

  static func places(in text: [UInt8]) -> [Int] {
    (0..<max(0, text.count - 2)).filter { at in
      let three = text[at..<(at + 3)]
      guard three.allSatisfy(\.isLetter) else { return false }
      return three.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 } >> 8 & 0x7F
        == 0
    }
  }
}

/// Reads an input with and without a sieve, and tells what is not the same.
struct SkimComparison {
  var options: LogReader.Options
  /// With more known lines than so many, all are forgotten.
  var mostKnown = 1 << 14
  /// The input, in files of a rotated set.
  var files: [[UInt8]]

  init(_ files: [[UInt8]], chunk: Int = 1 << 18, isLive: Bool = false) {
    self.files = files
    options = LogReader.Options(isLive: isLive, chunkSize: chunk)
  }

  /// The first difference, or nil; with records that are told again, of which some are refused.
  func difference(sieve: any LineSieve = ScatteredSieve()) -> String? {
    let reader = LogReader(options: options)
    var all: [String: [ReadRecord]] = [:]
    read(reader, { _ in }) { record in
      all[record.container ?? "-", default: []].append(ReadRecord(record))
    }
    var isLeftOut = all.mapValues { $0.map { _ in true } }
    var done: [String: Int] = [:]
    var found: String?
    var levels: [String: Set<Level>] = [:]
    var options = options
    options.tellsRepeats = true
    let memory = LineMemory(sieve, mostLines: mostKnown)
    let skimmer = LogReader(options: options, sieve: sieve, memory: memory)
    var known: [Int: (record: ReadRecord, mayVary: Bool)] = [:]
    // When `settled` was said of a number, by file and container.
    var settled: [String: Int64] = [:]
    func key(_ number: Int, _ records: SkimmedRecords) -> String {
      "\(number) \(records.file) \(records.container ?? "-")"
    }
    func take(_ skimmed: SkimmedRecords) {
      done[skimmed.container ?? "-", default: 0] += skimmed.count
      levels[skimmed.container ?? "-", default: []].formUnion(skimmed.levels.all)
    }
    /// Whether the record at a place is one of a number.
    func isLike(_ wanted: ReadRecord, _ number: Int) -> Bool {
      known[number].map { Self.isLike(wanted, $0.record, mayVary: $0.mayVary) } ?? false
    }
    func take(_ records: RepeatedRecords) {
      let name = records.quiet.container ?? "-"
      let start = done[name] ?? 0
      take(records.quiet)
      done[name, default: 0] += records.counts.reduce(0) { $0 + $1.records }
      let end = done[name] ?? 0
      guard let all = all[name], end <= all.count else {
        found = found ?? "more records of \(name) than there are"
        return
      }
      for count in records.counts {
        let places = (start..<end).filter { isLike(all[$0], count.known) }
        for place in places { isLeftOut[name]?[place] = false }
        let times = places.compactMap { all[$0].time }
        // Any time comes before none.
        let since = settled[key(count.known, records.quiet)]
        guard let since, places.allSatisfy({ all[$0].time ?? .max >= since }) else {
          found = found ?? "\(count) of \(name) was told to be settled at \(since ?? -1)"
          continue
        }
        if places.count != count.records || times.min() != count.times?.lowerBound
          || times.max() != count.times?.upperBound || places.last != end - 1 - count.behind
        {
          found = found ?? "\(count) of \(name) is not \(places) of \(start..<end)"
        }
      }
    }
    read(skimmer, take) { told in
      guard case .record(let record) = told else {
        if case .counts(let records) = told { take(records) }
        return .taken
      }
      take(record.before)
      guard record.line % 5 != 0, known[record.known] != nil else { return .refused }
      let name = record.before.container ?? "-"
      let at = done[name] ?? 0
      done[name] = at + 1
      let wanted = all[name].flatMap { at < $0.count ? $0[at] : nil }
      if wanted != nil { isLeftOut[name]?[at] = false }
      let isSame = wanted.map {
        $0.line == record.line && $0.time == record.time && $0.container == record.before.container
          && isLike($0, record.known)
      }
      if found == nil, isSame != true {
        found = "repeated \(at) of \(name): \(record) is not \(wanted?.description ?? "there")"
      }
      guard record.line % 2 == 0 else { return .taken }
      let place = key(record.known, record.before)
      settled[place] = min(settled[place] ?? .max, record.time ?? .max)
      return .settled
    } body: { record in
      let name = record.container ?? "-"
      let at = done[name] ?? 0
      done[name] = at + 1
      let copy = ReadRecord(record)
      if let number = record.known {
        known[number.number] = (copy, number.mayVary)
        if number.mayVary, Self.isMarked(copy.text, sieve) {
          found = found ?? "marked, but may vary: \(copy)"
        }
      }
      let wanted = all[name].flatMap { at < $0.count ? $0[at] : nil }
      if found == nil, copy != wanted {
        found = "record \(at) of \(name): \(copy) is not \(wanted?.description ?? "there")"
      }
      if wanted != nil { isLeftOut[name]?[at] = false }
    }
    if let found { return found }
    if let part = Self.difference(skimmer.statistics, reader.statistics) { return part }
    for (name, records) in all {
      if done[name] != records.count {
        return "\(done[name] ?? 0) records of \(name), not \(records.count)"
      }
      var quiet: Set<Level> = []
      for (at, record) in records.enumerated() where isLeftOut[name]?[at] == true {
        if let level = record.level { quiet.insert(level) }
        if let level = record.level, level >= .warning { return "loud, left out: \(record)" }
        if Self.isMarked(record.text, sieve) {
          return "marked, left out: \(record)"
        }
      }
      if quiet != levels[name] ?? [] { return "levels of \(name): \(levels[name] ?? []), \(quiet)" }
    }
    return nil
  }

  private static func isMarked(_ text: String, _ sieve: any LineSieve) -> Bool {
    var places: [Int] = []
    Array(text.utf8).withUnsafeBytes { sieve.marker().mark(ByteText($0), into: &places) }
    return !places.isEmpty
  }

  /// The first part of the statistics that differs.
  private static func difference(_ left: SourceStatistics, _ right: SourceStatistics) -> String? {
    if left == right { return nil }
    let pairs = zip(Mirror(reflecting: left).children, Mirror(reflecting: right).children)
    let part = pairs.first { "\($0.value)" != "\($1.value)" }
    return part.map { "\($0.label ?? "-"): \($0.value) is not \($1.value)" }
  }

  private func read(
    _ reader: LogReader, _ skimmed: (SkimmedRecords) -> Void,
    repeated: (Retelling) -> Retelling.Answer = { _ in .refused }, body: (Record) -> Void
  ) {
    for (at, file) in files.enumerated() {
      // Reading memory cannot fail.
      try? reader.read(
        from: MemorySource(file), isLast: at == files.count - 1, skimmed: skimmed,
        repeated: repeated, body)
    }
  }

  /// The smallest part of the first file, by lines, that still shows a difference.
  func shrunk(sieve: any LineSieve = ScatteredSieve()) -> SkimComparison {
    var smallest = self
    var size = max(1, (files.first?.count ?? 0) / 2)
    while size > 0 {
      var lines = smallest.lines
      var at = 0
      while at < lines.count {
        var fewer = lines
        fewer.removeSubrange(at..<min(lines.count, at + size))
        var candidate = smallest
        candidate.files[0] = Array(fewer.joined(separator: [0x0A]))
        if candidate.difference(sieve: sieve) != nil {
          smallest = candidate
          lines = fewer
        } else {
          at += size
        }
      }
      size = min(size / 2, lines.count)
    }
    return smallest
  }

  private var lines: [[UInt8]] {
    (files.first ?? []).split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
  }

  /// What differs in the smallest part, for a test's message.
  func explanation(sieve: any LineSieve = ScatteredSieve()) -> String {
    let small = shrunk(sieve: sieve)
    let text = small.files.map { String(decoding: $0, as: UTF8.self).debugDescription }
    return
      "\(small.difference(sieve: sieve) ?? "")\nchunk \(options.chunkSize), live \(options.isLive), of:\n"
      + text.joined(separator: "\n")
  }
}

extension SkimComparison {
  /// Whether a record may be told by the number of an earlier one: only digits differ, within times where
  /// none may vary.
  fileprivate static func isLike(
    _ read: ReadRecord, _ earlier: ReadRecord, mayVary: Bool
  ) -> Bool {
    guard read.level == earlier.level, read.text.utf8.count == earlier.text.utf8.count else {
      return false
    }
    let (left, right) = (Array(read.text.utf8), Array(earlier.text.utf8))
    return left.indices.allSatisfy { at in
      left[at] == right[at]
        || left[at].isDigit && right[at].isDigit && (mayVary || isWithinTime(left, at))
    }
  }

  /// Whether a digit stands in a clock, or in a number of nine digits or more.
  private static func isWithinTime(_ text: [UInt8], _ place: Int) -> Bool {
    func isPart(_ byte: UInt8) -> Bool { byte.isDigit || ":.,-TZ+ ".utf8.contains(byte) }
    var (start, end) = (place, place)
    while start > 0, isPart(text[start - 1]) { start -= 1 }
    while end < text.count, isPart(text[end]) { end += 1 }
    let part = text[start..<end]
    return part.filter(\.isDigit).count >= 9 || part.filter { $0 == 0x3A }.count >= 2
  }
}
