package import Findings
import LogStream

/// Messages that are equal but for numbers, ids, addresses, paths and dates.
package struct MessageShape: Equatable, Sendable {
  /// The bytes of a sample that are kept.
  package static let mostSampleBytes = 200

  /// The text with `<*>` for what varies, as UTF-8 if the messages were; at most 643 bytes.
  package let text: [UInt8]
  /// How many messages had this shape, at least 1.
  package internal(set) var count: Int
  /// The time of the first message by the clock, nil if none had a time.
  package internal(set) var first: Timestamp?
  /// The time of the last message by the clock, nil if none had a time.
  package internal(set) var last: Timestamp?
  /// The start of the earliest message; of several, the first in byte order; empty where none is kept.
  package internal(set) var sample: [UInt8]

  package var id: ShapeID { ShapeID(of: text) }

  init(
    text: [UInt8], count: Int, first: Timestamp?, last: Timestamp?, sample: [UInt8]
  ) {
    self.text = text
    self.count = count
    self.first = first
    self.last = last
    self.sample = sample
  }

  /// The shape of one message.
  init(text: [UInt8], message: [UInt8], time: Timestamp?) {
    self.init(text: text, count: 1, first: time, last: time, sample: [])
    guard !message.isEmpty else { return }
    sample.reserveCapacity(Self.mostSampleBytes)
    keepSample(message)
  }

  /// Counts a message; no allocation.
  mutating func add(_ message: [UInt8], at time: Timestamp?) {
    count = Self.sum(count, 1)
    if Self.isEarlier(time, first) || (time == first && precedesSample(message)) {
      keepSample(message)
    }
    if Self.isEarlier(time, first) { first = time }
    if let time, last.map({ $0 < time }) ?? true { last = time }
  }

  /// Counts messages where no sample is kept, all of them between two times, without which none has one.
  mutating func addAgain(count more: Int, at times: ClosedRange<Timestamp>?) {
    count = Self.sum(count, more)
    guard let times else { return }
    if Self.isEarlier(times.lowerBound, first) { first = times.lowerBound }
    if last.map({ $0 < times.upperBound }) ?? true { last = times.upperBound }
  }

  /// Counts what another part of the input had of this shape.
  mutating func merge(_ other: MessageShape) {
    count = Self.sum(count, other.count)
    let isEarlierText =
      other.first == first && other.sample.lexicographicallyPrecedes(sample)
    if Self.isEarlier(other.first, first) || isEarlierText { sample = other.sample }
    if Self.isEarlier(other.first, first) { first = other.first }
    if let time = other.last, last.map({ $0 < time }) ?? true { last = time }
  }

  /// A sum that stays at the largest number instead of trapping.
  static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }

  /// Any time comes before none.
  static func isEarlier(_ left: Timestamp?, _ right: Timestamp?) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    return left < right
  }

  private mutating func keepSample(_ message: [UInt8]) {
    sample.removeAll(keepingCapacity: true)
    sample.append(contentsOf: message.prefix(Self.mostSampleBytes))
  }

  private func precedesSample(_ message: [UInt8]) -> Bool {
    let length = min(message.count, Self.mostSampleBytes)
    for at in 0..<min(length, sample.count) where message[at] != sample[at] {
      return message[at] < sample[at]
    }
    return length < sample.count
  }
}
