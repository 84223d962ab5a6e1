import Findings
import LogStream

@testable import Templates

extension TemplateMiner {
  /// Counts a message given as text.
  @discardableResult
  mutating func add(_ message: String, at time: Timestamp? = nil) -> ShapeID {
    Array(message.utf8).withUnsafeBytes { add(ByteText($0), at: time) }
  }

  /// A miner that has counted messages.
  init(_ messages: [String]) {
    self.init()
    for message in messages { add(message) }
  }
}
