/// Finds IP addresses that are reachable from anywhere, and so tell where a stack runs.
///
/// Private, loopback, link-local, shared, documentation and multicast ranges stay: they are what a
/// diagnosis of containers needs (RFC 6890 and the IANA special-purpose registries).
enum PublicAddress {
  /// The addresses of a text in order; one pass, looking at most 39 bytes ahead.
  static func spans(in bytes: [UInt8]) -> [SecretSpan] {
    var spans: [SecretSpan] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index].isHexDigit, isStart(bytes, index) else {
        index += 1
        continue
      }
      let end = bytes.run(from: index, limit: 46) {
        $0.isHexDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
      }
      if let length = length(of: bytes[index..<end]) {
        spans.append(SecretSpan(range: index..<(index + length), kind: .address))
      }
      index = max(end, index + 1)
    }
    return spans
  }

  private static func isStart(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = bytes[index - 1]
    return !before.isAlphanumeric && before != UInt8(ascii: ".") && before != UInt8(ascii: "-")
      && before != UInt8(ascii: "_")
  }

  /// How many bytes of a run are a public address; a port behind an IPv4 one does not belong to it.
  private static func length(of run: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: run, as: UTF8.self)
    let dots = text.filter { $0 == "." }.count
    if dots >= 3 {
      let host = text.prefix { $0 != ":" }
      let trimmed = host.hasSuffix(".") ? host.dropLast() : host
      return isPublicVersion4(trimmed) ? trimmed.utf8.count : nil
    }
    let trimmed =
      text.hasSuffix(":") && !text.hasSuffix("::") ? Substring(text.dropLast()) : text[...]
    return isPublicVersion6(trimmed) ? trimmed.utf8.count : nil
  }

  private static func isPublicVersion4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { UInt8($0) }
    guard parts.count == 4, numbers.count == 4 else { return false }
    switch (numbers[0], numbers[1], numbers[2]) {
    case (0, _, _), (10, _, _), (127, _, _), (224..., _, _): return false
    case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _): return false
    case (192, 0, 0), (192, 0, 2), (198, 18...19, _), (198, 51, 100), (203, 0, 113): return false
    default: return true
    }
  }

  /// Global unicast is 2000::/3 (RFC 4291); 2001:db8::/32 is for documentation (RFC 3849).
  private static func isPublicVersion6(_ text: Substring) -> Bool {
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (3...9).contains(groups.count), groups.allSatisfy({ $0.utf8.count <= 4 }),
      text.contains("::") || groups.count == 8, let first = UInt16(groups[0], radix: 16)
    else { return false }
    let isDocumentation = first == 0x2001 && UInt16(groups[1], radix: 16) == 0x0db8
    return (0x2000...0x3fff).contains(first) && !isDocumentation
  }
}
