/// Secrets that show by their own shape: a known prefix and a body of enough random characters.
enum SecretTokens {
  private struct Shape: Sendable {
    let prefix: [UInt8]
    let kind: SecretKind
    /// The fewest characters after the prefix.
    let body: Int
    /// Whether the body may hold dots (`ya29.`, `SG.`, JWT).
    let dots: Bool

    init(_ prefix: String, _ kind: SecretKind, _ body: Int, dots: Bool = false) {
      self.prefix = Array(prefix.utf8)
      self.kind = kind
      self.body = body
      self.dots = dots
    }
  }

  /// Prefixes as their issuers document them; longer ones first, so that they win.
  private static let shapes: [UInt8: [Shape]] = Dictionary(
    grouping: [
      Shape("sk-ant-", .anthropicKey, 16), Shape("sk-proj-", .openAIKey, 16),
      Shape("sk-svcacct-", .openAIKey, 16), Shape("sk-or-", .apiKey, 16),
      Shape("sk-", .openAIKey, 20), Shape("sk_live_", .apiKey, 16), Shape("sk_test_", .apiKey, 16),
      Shape("rk_live_", .apiKey, 16), Shape("AKIA", .awsKey, 16), Shape("ASIA", .awsKey, 16),
      Shape("AIza", .googleKey, 30), Shape("ya29.", .googleKey, 20, dots: true),
      Shape("GOCSPX-", .googleKey, 20), Shape("hf_", .huggingFaceToken, 20),
      Shape("api_org_", .huggingFaceToken, 20), Shape("ghp_", .githubToken, 20),
      Shape("gho_", .githubToken, 20), Shape("ghu_", .githubToken, 20),
      Shape("ghs_", .githubToken, 20), Shape("ghr_", .githubToken, 20),
      Shape("github_pat_", .githubToken, 20), Shape("glpat-", .gitlabToken, 16),
      Shape("gldt-", .gitlabToken, 16), Shape("glrt-", .gitlabToken, 16),
      Shape("xoxb-", .slackToken, 10), Shape("xoxp-", .slackToken, 10),
      Shape("xoxa-", .slackToken, 10), Shape("xoxr-", .slackToken, 10),
      Shape("xoxs-", .slackToken, 10), Shape("xapp-", .slackToken, 10),
      Shape("npm_", .token, 30), Shape("pypi-", .token, 30), Shape("dckr_pat_", .token, 20),
      Shape("dop_v1_", .token, 30), Shape("SG.", .apiKey, 30, dots: true),
      Shape("jina_", .apiKey, 24), Shape("pa-", .apiKey, 36), Shape("nvapi-", .apiKey, 30),
      Shape("gsk_", .apiKey, 30), Shape("r8_", .apiKey, 30), Shape("pplx-", .apiKey, 30),
      Shape("xai-", .apiKey, 30), Shape("hvs.", .token, 20), Shape("lin_api_", .apiKey, 20),
      Shape("shpat_", .token, 20), Shape("AGE-SECRET-KEY-", .privateKey, 20),
      Shape("eyJ", .jwt, 20, dots: true),
    ]
  ) { $0.prefix[0] }

  /// The secret that begins at `start`, where a word must begin.
  static func span(in bytes: [UInt8], at start: Int) -> SecretSpan? {
    guard let candidates = shapes[bytes[start]] else { return nil }
    for shape in candidates where bytes[start...].starts(with: shape.prefix) {
      let body = start + shape.prefix.count
      let end = bytes.run(from: body) { $0.isTokenByte || (shape.dots && $0 == UInt8(ascii: ".")) }
      // A sample may end in the middle of a key; its first characters are no less a secret.
      let isCut = bytes[end...].starts(with: "…".utf8)
      guard end - body >= (isCut ? 6 : shape.body), bytes[body..<end].contains(where: \.isDigit)
      else { continue }
      if shape.kind == .jwt, !isCut, bytes[body..<end].filter({ $0 == UInt8(ascii: ".") }).count < 2
      {
        continue
      }
      var last = end
      while last > body, bytes[last - 1] == UInt8(ascii: ".") { last -= 1 }
      return SecretSpan(range: start..<last, kind: shape.kind)
    }
    return nil
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool { (0x61...0x7a).contains(self | 0x20) }
  var isAlphanumeric: Bool { isDigit || isLetter }
  /// Letters, digits, `_` and `-`: what keys are made of.
  var isTokenByte: Bool { isAlphanumeric || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") }
  var isSpace: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
  var isQuote: Bool {
    self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") || self == UInt8(ascii: "`")
  }
}

extension [UInt8] {
  /// The end of the longest run from `start` whose bytes all pass, at most `limit` bytes long.
  func run(from start: Int, limit: Int = .max, while passes: (UInt8) -> Bool) -> Int {
    var end = start
    let bound = Swift.min(count, limit == .max ? count : start + limit)
    while end < bound, passes(self[end]) { end += 1 }
    return end
  }

  /// Whether a text stands at a position, letters of either case.
  func has(_ text: StaticString, at start: Int) -> Bool {
    guard start >= 0, start + text.utf8CodeUnitCount <= count else { return false }
    return text.withUTF8Buffer { buffer in
      buffer.indices.allSatisfy { index in
        let byte = self[start + index]
        let wanted = buffer[index]
        return byte == wanted || (wanted.isLetter && byte | 0x20 == wanted | 0x20)
      }
    }
  }
}
