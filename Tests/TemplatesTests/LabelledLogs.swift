import Foundation
import TestSupport
import Testing

/// A labelled log of `../shared/suites/loghub`: messages and the name of each one's true template.
struct LabelledLog {
  static let names = [
    "Android", "Apache", "BGL", "HDFS", "Hadoop", "Linux", "OpenStack", "Zookeeper",
  ]

  let messages: [String]
  let labels: [String]

  init(_ name: String) throws {
    let folder = try #require(Repository.shared).appending(path: "suites/loghub")
    let bytes = try Data(contentsOf: folder.appending(path: "\(name)_2k.log_structured.csv"))
    var rows = CommaSeparatedRows(Array(bytes)).rows
    let head = rows.removeFirst()
    let message = try #require(head.firstIndex(of: "Content"))
    let label = try #require(head.firstIndex(of: "EventId"))
    messages = rows.map { $0[message] }
    labels = rows.map { $0[label] }
  }

  static var isPresent: Bool {
    guard let shared = Repository.shared else { return false }
    return FileManager.default.fileExists(atPath: shared.appending(path: "suites/loghub").path())
  }
}

/// Comma-separated values with quoted fields (RFC 4180).
private struct CommaSeparatedRows {
  private(set) var rows: [[String]] = []
  private var row: [String] = []
  private var field: [UInt8] = []

  init(_ bytes: [UInt8]) {
    var isQuoted = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") {
        if isQuoted, at < bytes.count, bytes[at] == byte {
          field.append(byte)
          at += 1
        } else {
          isQuoted.toggle()
        }
      } else if isQuoted {
        field.append(byte)
      } else if byte == UInt8(ascii: ",") {
        endField()
      } else if byte == UInt8(ascii: "\n") {
        endRow()
      } else if byte != UInt8(ascii: "\r") {
        field.append(byte)
      }
    }
    if !field.isEmpty || !row.isEmpty { endRow() }
  }

  private mutating func endField() {
    row.append(String(decoding: field, as: UTF8.self))
    field.removeAll()
  }

  private mutating func endRow() {
    endField()
    rows.append(row)
    row.removeAll()
  }
}

/// How well predicted groups of lines fit the true ones.
struct GroupingScore {
  /// The share of lines whose predicted group is exactly the set of lines of their true group.
  let accuracy: Double
  /// The harmonic mean of precision and recall over groups that are exactly right.
  let groupF1: Double

  init<Group: Hashable>(predicted: [Group], labels: [String]) {
    func groups<Key: Hashable>(_ keys: [Key]) -> [[Int]] {
      Array(Dictionary(grouping: keys.indices) { keys[$0] }.values)
    }
    let found = groups(predicted)
    let real = groups(labels)
    let right = Set(real).intersection(found)
    accuracy = Double(right.reduce(0) { $0 + $1.count }) / Double(max(1, labels.count))
    let both = Double(found.count + real.count)
    groupF1 = both == 0 ? 1 : 2 * Double(right.count) / both
  }
}
