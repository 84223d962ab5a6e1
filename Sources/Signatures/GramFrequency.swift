/// How often runs of a few bytes (grams) occur in text, by a hash of each.
struct GramFrequency: Sendable {
  private var counts: [UInt16]
  private let mask: UInt64

  /// How much one occurrence counts beside a gram that occurs nowhere.
  static let weight = 16

  private static let bits: UInt64 = 16

  /// Nothing counted yet; `mask` covers the bytes of a gram within a word, the first lowest.
  init(mask: UInt64) {
    self.mask = mask
    counts = [UInt16](repeating: 0, count: 1 << Int(Self.bits))
  }

  /// Adds the grams at all places of a text but the last few.
  ///
  /// - Complexity: Linear.
  mutating func add(_ text: UnsafeRawBufferPointer) {
    guard text.count >= 8, let base = text.baseAddress else { return }
    let mask = mask
    counts.withUnsafeMutableBufferPointer { counts in
      for place in 0...(text.count - 8) {
        let word = base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let slot = Self.slot(UInt64(littleEndian: word) & mask)
        if counts[slot] < .max { counts[slot] &+= 1 }
      }
    }
  }

  /// How often a gram was counted, others with the same hash included.
  func count(of gram: UInt64) -> Int { Int(counts[Self.slot(gram & mask)]) }

  @inline(__always)
  private static func slot(_ gram: UInt64) -> Int {
    LiteralGroup.gramHash(gram, 64 - bits)
  }
}

extension GramFrequency {
  /// What logs are full of whatever happens: the guess before any of a log was read.
  static let ordinary: GramFrequency = {
    var frequency = GramFrequency(mask: 0xFFFF_FFFF)
    Array(text.utf8).withUnsafeBytes { frequency.add($0) }
    return frequency
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
