/// How long something may take, as a person writes it.
enum WaitTime {
  /// Seconds of `90`, `90s`, `10m`, `1.5h`; nil for anything else and for more than a year.
  static func seconds(_ text: String) -> Double? {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    var number = text[...]
    var factor = 1.0
    if let unit = text.last, let known = units[unit] {
      factor = known
      number = number.dropLast()
    }
    guard !number.isEmpty, number.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
      let value = Double(number)
    else { return nil }
    let seconds = value * factor
    return (0...31_536_000).contains(seconds) ? seconds : nil
  }
}
