import LogStream
import Signatures

extension LogPart {
  /// Reads a log whole: a file, or the parts of a rotated set from the oldest to the newest.
  ///
  /// Skimming, quiet records are only counted, and the result is the same; mining, the templates of
  /// all records are kept, too.
  static func read(
    _ set: LogSet, _ index: SignatureIndex, progress: ReadingProgress? = nil,
    isSkimming: Bool = true, isMining: Bool = false
  ) -> LogPart {
    var part = LogPart(set.name, index, isMining: isMining)
    var options = LogReader.Options(container: set.isCombined ? nil : unnamed)
    options.tellsRepeats = true
    let reader = LogReader(
      options: options,
      sieve: isSkimming && !isMining ? index.sieve : nil)
    var before = SourceStatistics()
    for (place, file) in set.files.enumerated() {
      if file.entry.plainFile != nil { part.files[place].size = file.entry.size }
      do throws(LogStreamError) {
        let opened = try file.tree.open(file.entry)
        let source = progress?.watching(opened, path: file.path) ?? opened
        try part.read(source, reader, isLast: place == set.files.count - 1)
      } catch {
        part.files[place].failure = EvidenceIntake.words(error)
      }
      let after = reader.statistics
      part.files[place].statistics = after.since(before)
      before = after
    }
    return part
  }

  /// Reads a range of a log of one file; it begins and ends where records do.
  ///
  /// What of it is given up meanwhile is not read.
  ///
  /// In a log of several containers, records may go over the range's start; the edges tell. With
  /// `stopsWhereUnsure`, nothing is read behind a line that may be part of such a record. A memory is
  /// that of another range of the log.
  static func read(
    _ set: LogSet, _ range: SharedRange, _ index: SignatureIndex, progress: ReadingProgress? = nil,
    isMining: Bool = false, stopsWhereUnsure: Bool = false, memory: LineMemory? = nil
  ) -> (part: LogPart, edges: PartEdges) {
    var part = LogPart(set.name, offset: range.start, index, isMining: isMining)
    guard let file = set.files.first, let path = file.entry.plainFile else {
      return (part, PartEdges())
    }
    part.files[0].size = file.entry.size
    var options = LogReader.Options(container: set.isCombined ? nil : unnamed)
    options.isPart = set.isCombined
    options.isLaterPart = set.isCombined && range.start > 0
    options.stopsWhereUnsure = stopsWhereUnsure
    options.tellsRepeats = true
    var edges = PartEdges()
    do throws(LogStreamError) {
      options.head = try file.contents(limit: EvidenceKind.headBytes).bytes
      let reader = LogReader(
        options: options, sieve: isMining ? nil : index.sieve, memory: memory)
      defer {
        part.files[0].statistics = reader.statistics
        edges = reader.edges
      }
      let opened = try RangeSource(path: path, range)
      let source = progress?.watching(opened, path: file.path) ?? opened
      try part.read(source, reader, isLast: true)
    } catch {
      part.files[0].failure = EvidenceIntake.words(error)
    }
    return (part, edges)
  }

  /// A log that is not read because the same lies there in a better form; its sizes are those of
  /// its files.
  static func unread(_ set: LogSet, _ index: SignatureIndex) -> LogPart {
    var part = LogPart(set.name, index)
    for (place, file) in set.files.enumerated() {
      part.files[place].statistics.bytes = file.entry.size
    }
    return part
  }

  /// Reads one source with a reader; lines of a log of one container belong to that one whatever
  /// they say.
  mutating func read(
    _ source: any ByteSource, _ reader: LogReader, isLast: Bool
  ) throws(LogStreamError) {
    let isCombined = name.isCombined
    let paths = files.map(\.path)
    func path(_ file: Int) -> String { paths[min(file, paths.count - 1)] }
    defer { countRepeats() }
    try reader.read(
      from: source, isLast: isLast,
      skimmed: { records in
        take(
          records, path: path(records.file),
          container: isCombined ? records.container ?? "unknown" : Self.unnamed)
      },
      repeated: { told in
        switch told {
        case .record(let record):
          return take(
            record, path: path(record.before.file),
            container: isCombined ? record.before.container ?? "unknown" : Self.unnamed)
        case .counts(let records):
          take(
            records, path: path(records.quiet.file),
            container: isCombined ? records.quiet.container ?? "unknown" : Self.unnamed)
          return .taken
        }
      },
      { record in
        take(
          record, path: path(record.file),
          container: isCombined ? record.container ?? "unknown" : Self.unnamed)
      })
  }
}

extension SourceStatistics {
  /// What came after an earlier look at the same reader.
  fileprivate func since(_ earlier: SourceStatistics) -> SourceStatistics {
    var part = self
    part.bytes -= earlier.bytes
    part.lines -= earlier.lines
    part.records -= earlier.records
    part.cutLines -= earlier.cutLines
    part.cutBytes -= earlier.cutBytes
    part.damage = Array(damage.dropFirst(earlier.damage.count))
    return part
  }
}
