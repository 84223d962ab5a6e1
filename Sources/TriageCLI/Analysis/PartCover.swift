import LogStream

/// Checks that the parts of each log are all there, once each.
enum PartCover {
  /// The parts to use, and what is missing or there twice.
  ///
  /// What is missing is told only where `areAll`, as no more parts will come.
  static func checked(
    _ parts: [LogPart], areAll: Bool = true
  ) -> (parts: [LogPart], problems: [String]) {
    var used: [LogPart] = []
    var problems: [String] = []
    var ends: [LogName: Int] = [:]
    // Two bounds may have moved to the same place: the empty part there comes first.
    let sorted = parts.sorted {
      ($0.name.first, $0.offset, $0.bytes) < ($1.name.first, $1.offset, $1.bytes)
    }
    for part in sorted {
      let path = part.name.first
      let end = ends[part.name]
      if let end, part.bytes == 0, part.offset <= end { continue }
      if let end, part.offset < end {
        problems.append("\(path): bytes from \(part.offset) on are in two parts; one is used")
        continue
      }
      if areAll, part.offset > end ?? 0 {
        problems.append(
          "\(path): bytes \(end ?? 0) to \(part.offset) are in no part; the rest is analysed")
      }
      used.append(part)
      ends[part.name] = part.offset + part.bytes
    }
    for part in used where areAll && part.files.count == 1 {
      guard let end = ends[part.name], let size = part.files[0].size, end < size else { continue }
      // Told once, and not for what could not be read, which is told as that.
      ends[part.name] = nil
      guard part.files[0].failure == nil else { continue }
      problems.append(
        "\(part.name.first): bytes \(end) to \(size) are in no part; the rest is analysed")
    }
    return (used, problems)
  }
}

extension LogPart {
  /// Bytes of its (only) file that it covers.
  fileprivate var bytes: Int { files.first?.statistics.bytes ?? 0 }
}
