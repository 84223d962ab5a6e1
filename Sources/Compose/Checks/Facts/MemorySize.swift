/// Amounts of memory as compose files, runtimes and servers write them.
enum MemorySize {
  /// How a plain number and the letter behind a number are meant.
  enum Dialect {
    /// compose and most runtimes: `512m`, `2gb`, `1g`, bytes without a unit; powers of 1024.
    case docker
    /// PostgreSQL's shared_buffers: a plain number counts pages of 8 KiB.
    case postgresBuffers
    /// Go's GOMEMLIMIT: `B`, `KiB`, `MiB`, `GiB`, `TiB` or a plain number only.
    case go
    /// Node's `--max-old-space-size`: a plain number counts MiB.
    case mebibytes
  }

  /// The number of bytes that `text` stands for; nil when it is no amount in this dialect.
  static func bytes(_ text: String, _ dialect: Dialect = .docker) -> Int? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(number.count).drop { $0 == " " }
    guard let amount = Double(number), amount.isFinite else { return nil }
    guard let factor = factor(of: String(unit), dialect) else { return nil }
    let bytes = amount * Double(factor)
    return bytes < 9e18 ? Int(bytes) : nil
  }

  private static func factor(of unit: String, _ dialect: Dialect) -> Int? {
    if unit.isEmpty {
      return switch dialect {
      case .docker, .go: 1
      case .postgresBuffers: 8192
      case .mebibytes: 1 << 20
      }
    }
    if dialect == .go {
      return ["B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40][unit]
    }
    return [
      "b": 1, "k": 1 << 10, "kb": 1 << 10, "kib": 1 << 10, "m": 1 << 20, "mb": 1 << 20,
      "mib": 1 << 20, "g": 1 << 30, "gb": 1 << 30, "gib": 1 << 30, "t": 1 << 40, "tb": 1 << 40,
      "tib": 1 << 40,
    ][unit.lowercased()]
  }

  /// `512 MiB`, `1.5 GiB`: at most one decimal.
  static func text(_ bytes: Int) -> String {
    let units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    guard let (name, size) = units.first(where: { bytes >= $0.1 }) else { return "\(bytes) bytes" }
    let tenths = (bytes * 10 + size / 2) / size
    return tenths % 10 == 0 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
  }
}
