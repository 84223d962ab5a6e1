/// Chooses for each literal the window that ordinary log text will rarely resemble.
struct WindowChoice {
  private(set) var filter: [UInt8]
  private let width: Int
  private let stride: Int
  private let gramMask: UInt64
  private let gramShift: UInt64
  private let frequency: [UInt16]

  /// A run of bytes of the literal that is looked at.
  private struct Gram {
    /// Its slot in the filter, and the places that this held.
    var slot: Int
    var places: UInt8
    /// What a new place for it costs.
    var cost: Int
  }

  private var grams: [Gram] = []

  init(width: Int, stride: Int, gramMask: UInt64, gramShift: UInt64) {
    self.width = width
    self.stride = stride
    self.gramMask = gramMask
    self.gramShift = gramShift
    filter = Array(repeating: 0, count: 1 << Int(64 - gramShift))
    frequency = OrdinaryText.frequencies
  }

  /// Enters the best window of a literal into the filter and returns its offset.
  ///
  /// Grams that the filter holds already cost nothing, so that literals with a common part share it.
  mutating func choose(_ literal: [UInt8]) -> Int {
    measureGrams(of: literal)
    var best = (cost: Int.max, offset: 0)
    for offset in 0...(literal.count - width) {
      var cost = 0
      for place in 0..<stride where grams[offset + place].places & (1 << place) == 0 {
        cost += grams[offset + place].cost
      }
      if cost < best.cost { best = (cost, offset) }
    }
    for place in 0..<stride { filter[grams[best.offset + place].slot] |= 1 << place }
    return best.offset
  }

  /// Looks every gram of a literal up once, though each is part of several windows.
  private mutating func measureGrams(of literal: [UInt8]) {
    let gramWidth = width - stride + 1
    grams.removeAll(keepingCapacity: true)
    literal.withUnsafeBytes { bytes in
      for offset in 0...(bytes.count - gramWidth) {
        let gram = LiteralGroup.word(bytes, offset) & gramMask
        let slot = LiteralGroup.gramHash(gram, gramShift)
        let count = Int(frequency[OrdinaryText.slot(gram)])
        grams.append(
          Gram(slot: slot, places: filter[slot], cost: 1 + OrdinaryText.weight * count))
      }
    }
  }
}

/// What logs are full of whatever happens, as counts of runs of four bytes.
private enum OrdinaryText {
  /// How much one occurrence below counts beside a gram that occurs nowhere.
  static let weight = 16
  private static let bits: UInt64 = 14

  static func slot(_ gram: UInt64) -> Int {
    LiteralGroup.gramHash(gram & 0xFFFF_FFFF, 64 - bits)
  }

  static let frequencies: [UInt16] = {
    var counts = [UInt16](repeating: 0, count: 1 << Int(bits))
    let bytes = Array(text.utf8)
    for place in 0..<max(0, bytes.count - 3) {
      counts[slot(LiteralGroup.window(bytes, place, 4))] += 1
    }
    return counts
  }()

  private static let text = """
    {"action":"startup","build_git_commit":"","build_go_version":"go1.26.8","build_image_tag":"",\
    "build_wv_version":"1.32.5","level":"debug","msg":"","time":"2026-11-23T01:00:30Z"}
    {"log":"time=\\"2026-11-23T01:00:30Z\\" level=info msg=\\"\\n","stream":"stdout","time":"
    {"level":"error","ts":"2026-11-23T01:00:30.061Z","logger":"","caller":"","message":"","error":"
    "class":"","shard":"","node":"","index":"","request":"","status":200,"method":"GET","path":"/
    2026-11-23 01:00:30.061 UTC [1] LOG:  FATAL:  ERROR:  WARNING:  STATEMENT:  DETAIL:  HINT:
    2026-11-23T01:00:30.061082869Z stdout F INFO [main] WARN ERROR DEBUG org.apache. com. java.lang.
    172.21.0.4 - - [23/Nov/2026:01:00:30 +0000] "GET / HTTP/1.1" 200 615 "-" "Mozilla/5.0 (X11;"
    2026/11/23 01:00:30 [error] 29#29: *1 while connecting to upstream, client: , server: , request:
    1:M 23 Nov 2026 01:00:30.061 *   File "/usr/local/lib/python3.12/site-packages/", line 12, in
    http://localhost:8080 https:// connection error failed to could not cannot timeout for the
    """
}
