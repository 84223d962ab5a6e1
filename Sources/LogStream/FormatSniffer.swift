/// What the first part of a source says about the rest.
struct SniffedFormat {
  /// Lines carry a compose prefix; without this a line that looks so is the application's own.
  var hasComposePrefix = false
  /// How many blanks at least stand before the bar of a prefix.
  var prefixBlanks = 2
  /// `docker logs --details`: attributes stand before each line.
  var hasDetails = false
  /// A byte order mark to skip.
  var markLength = 0
  /// Framed formats that are not made of lines.
  var binary: ContainerFormat?
  /// Lines that a log shipper wrapped.
  var wrapper: ContainerFormat?
  /// Why nothing can be read.
  var refusal: String?

  var prefixRule: PrefixRule { PrefixRule(isExpected: hasComposePrefix, blanks: prefixBlanks) }
}

/// Looks at the first bytes of a source; the same bytes give the same answer whatever the chunks.
enum FormatSniffer {
  /// How much is looked at, unless the input ends before.
  static let window = 1 << 16

  static func sniff(_ bytes: ByteText) -> SniffedFormat {
    var format = SniffedFormat()
    if bytes.byte(0) == 0xEF, bytes.byte(1) == 0xBB, bytes.byte(2) == 0xBF { format.markLength = 3 }
    format.binary = BinaryFrame.sniff(bytes)
    if format.binary != nil { return format }
    if let refusal = foreignContent(bytes) {
      format.refusal = refusal
      return format
    }
    var lines = LineTally()
    var at = format.markLength
    while at < bytes.count {
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"), from: at) ?? bytes.count
      lines.add(bytes[at..<end])
      at = end + 1
    }
    format.hasComposePrefix = lines.isCompose
    format.prefixBlanks = lines.narrow > lines.prefixed ? 1 : 2
    format.hasDetails = lines.hasDetails
    format.wrapper = lines.wrapper
    return format
  }

  /// Content that is no log, by its first bytes.
  private static func foreignContent(_ bytes: ByteText) -> String? {
    // The evidence tree unpacks what it can; here stands what came through a pipe, or twice packed.
    if let packing = Compression(bytes) {
      return "packed with \(packing.rawValue): name the file, or unpack it first"
    }
    if TarListing.isHeader(bytes) { return "tar archive: name the file instead of piping it" }
    if bytes.byte(0) ^ bytes.byte(1) == 1, bytes.byte(0) >= 0xFE {
      return "UTF-16 text: name the file instead of piping it"
    }
    if bytes.hasPrefix("PK\u{3}\u{4}") { return "zip archive" }
    if bytes.hasPrefix("\u{7F}ELF") { return "program" }
    if bytes.hasPrefix("SQLite format 3") { return "database" }
    var control = 0
    let count = min(bytes.count, 4096)
    for at in 0..<count {
      let byte = bytes.byte(at)
      if byte < 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09, byte != 0x1B, byte != 0 {
        control += 1
      }
    }
    return control * 10 > count && count >= 16 ? "binary content" : nil
  }
}

/// Counts what the lines of the first part look like.
private struct LineTally {
  var candidates = 0
  /// Lines with a prefix of the usual form, and those with one blank or more before the bar.
  var prefixed = 0
  var narrow = 0
  /// The wrapper that most lines have.
  var wrapper: ContainerFormat? {
    wrappers.first { $0.value * 10 >= candidates * 6 }?.key
  }

  private var wrappers: [ContainerFormat: Int] = [:]
  private var hasComposeComment = false
  private var detailed = 0
  private var attributes: [UInt8]?

  mutating func add(_ line: ByteText) {
    guard line.skippingBlanks(from: 0) < line.count else { return }
    if isCommentOfCompose(line) {
      hasComposeComment = true
      return
    }
    candidates += 1
    if ComposePrefix.parse(line, blanks: 1) != nil {
      narrow += 1
      if ComposePrefix.parse(line, blanks: 2) != nil { prefixed += 1 }
    }
    addDetails(line)
    if let wrapper = WrappedJSON.detect(line) { wrappers[wrapper, default: 0] += 1 }
  }

  /// Most lines have the usual prefix, or nearly all have a bar after a name.
  var isCompose: Bool {
    guard narrow > 0 else { return false }
    return prefixed * 10 >= candidates * 6
      || (candidates >= 5 && narrow * 10 >= candidates * 9)
      || (hasComposeComment && narrow * 10 >= candidates * 6)
  }

  /// All lines start with the same attributes, and these are not the application's own fields.
  var hasDetails: Bool {
    detailed >= 2 && detailed == candidates
  }

  /// What compose prints beside the containers' lines.
  private func isCommentOfCompose(_ line: ByteText) -> Bool {
    line.hasPrefix("Attaching to ") || line.hasPrefix(" Network ") || line.hasPrefix(" Container ")
      || line.hasPrefix(" Volume ") || line.hasPrefix("\r")
  }

  private mutating func addDetails(_ line: ByteText) {
    let start = EngineStamp.parse(line, at: 0) == nil ? 0 : EngineStamp.length + 1
    guard let range = DetailsPrefix.parse(line, from: start) else { return }
    let bytes = line[range].withBytes { Array($0) }
    if attributes == nil { attributes = bytes }
    if attributes == bytes { detailed += 1 }
  }
}

/// The attributes that `docker logs --details` writes before a line: `k=v,k=v `.
enum DetailsPrefix {
  /// The range of the attributes; the line follows after one blank.
  static func parse(_ line: ByteText, from start: Int) -> Range<Int>? {
    guard let end = line.firstIndex(of: UInt8(ascii: " "), from: start), end > start else {
      return nil
    }
    var equals = 0
    var commas = 0
    for at in start..<end {
      let byte = line.byte(at)
      if byte == UInt8(ascii: "=") { equals += 1 }
      if byte == UInt8(ascii: ",") { commas += 1 }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "{") { return nil }
    }
    guard equals == commas + 1, line.byte(start) != UInt8(ascii: "=") else { return nil }
    let role = FieldRole(line[start..<(line.firstIndex(of: UInt8(ascii: "="), from: start) ?? end)])
    return role == nil ? start..<end : nil
  }
}
