/// Amounts of memory in the ways in which runtimes and servers differ from compose files.
enum RuntimeSize {
  /// Go's GOMEMLIMIT: a plain number of bytes, or `B`, `KiB`, `MiB`, `GiB`, `TiB`; `off` is none.
  ///
  /// Nil for every other spelling, which ends a Go program at start.
  static func goBytes(_ text: String) -> Int? {
    if text == "off" { return .max }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units = ["": 0, "B": 0, "KiB": 10, "MiB": 20, "GiB": 30, "TiB": 40]
    guard let number = Int(digits), let shift = units[String(text.dropFirst(digits.count))] else {
      return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : bytes
  }

  /// PostgreSQL's memory settings: a plain number counts pages of 8 KiB.
  static func postgresBytes(_ text: String) -> Int? {
    if let pages = Int(text) {
      let (bytes, overflow) = pages.multipliedReportingOverflow(by: 8192)
      return overflow ? nil : bytes
    }
    return ByteSize.bytes(text)
  }

  /// `512 MiB`, `1.5 GiB`: for people, at most one decimal.
  static func text(_ bytes: Int) -> String {
    let units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    guard let (name, size) = units.first(where: { bytes >= $0.1 }) else { return "\(bytes) bytes" }
    let tenths = bytes / size * 10 + bytes % size * 10 / size
    return tenths % 10 == 0 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
  }
}
