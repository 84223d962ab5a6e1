/// Sizes such as `64m`, `1gb`, `1.5GiB` or `1024`; the units are binary as in docker/go-units `RAMInBytes`.
package enum ByteSize {
  /// The number of bytes, -1 for unlimited; nil for what is no size.
  package static func bytes(_ text: String) -> Int? {
    let text = text.lowercased().filter { $0 != " " }
    if text == "-1" { return -1 }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text[digits.endIndex...]
    guard let number = Double(digits), number.isFinite, let factor = factors[String(unit)] else {
      return nil
    }
    let bytes = number * factor
    return bytes < Double(Int.max) ? Int(bytes) : nil
  }

  /// The shortest text for a number of bytes: `64m`, `1g`, `1500k`; for settings, not for people.
  package static func text(_ bytes: Int) -> String {
    for (unit, shift) in [("g", 30), ("m", 20), ("k", 10)]
    where bytes >= 1 << shift && bytes.isMultiple(of: 1 << shift) {
      return "\(bytes >> shift)\(unit)"
    }
    return "\(bytes)"
  }

  private static let factors: [String: Double] = {
    var factors: [String: Double] = ["": 1, "b": 1]
    for (power, unit) in ["k", "m", "g", "t", "p"].enumerated() {
      let factor = Double(1 << (10 * (power + 1)))
      for suffix in ["", "b", "ib"] { factors[unit + suffix] = factor }
    }
    return factors
  }()
}
