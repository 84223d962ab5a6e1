import FoundationEssentials
import Report
import Weaviate

/// What a probe did, in words or as JSON.
struct ProbePage {
  private let report: ProbeReport
  private let width: Int

  init(_ report: ProbeReport, width: Int) {
    self.report = report
    self.width = width
  }

  func text(_ format: ClusterArguments.Format) -> String {
    switch format {
    case .terminal:
      lines.flatMap { Wrapping.lines($0, width: width) }.joined(separator: "\n") + "\n"
    case .markdown: lines.map { "- \(InertText.line($0))\n" }.joined()
    case .json: ProbeDocument(report).text
    }
  }

  private var lines: [String] {
    var lines = [verdict]
    let place = report.record.tenant.map { "\(report.record.collection), tenant \($0)" }
    lines.append(
      "record: \(report.record.id) in \(place ?? report.record.collection), through "
        + report.through)
    if !report.leftOver.isEmpty {
      lines.append("an earlier run had left it on \(report.leftOver.joined(separator: ", "))")
    }
    if let write = report.write {
      lines.append(
        "write at \(report.level.rawValue): "
          + (write.isSuccess ? "acknowledged after" : "refused (\(write.status)) after")
          + " \(Self.seconds(write.seconds))" + (write.message.isEmpty ? "" : ": \(write.message)"))
    }
    for (node, sight) in report.sights.sorted(by: { $0.key < $1.key }) {
      let isWhole = report.shownBy.count >= report.replicas
      switch sight {
      case .shown(let after): lines.append("\(node): shown \(Self.seconds(after)) later")
      case _ where isWhole: lines.append("\(node): holds no replica of it")
      case .absent: lines.append("\(node): does not show it")
      case .unknown(let why): lines.append("\(node): cannot say: \(why)")
      }
    }
    if let delete = report.delete {
      lines.append(
        "delete at ALL: "
          + (delete.isSuccess
            ? "answered after \(Self.seconds(delete.seconds))"
            : "refused (\(delete.status)): \(delete.message)"))
    }
    lines += remains
    return lines
  }

  private var verdict: String {
    if report.isGood { return "works: written, on all replicas, and gone again" }
    if !report.stillOn.isEmpty {
      return "LEFT BEHIND on \(report.stillOn.joined(separator: ", ")): run the probe again, or "
        + "delete \(report.record.id)"
    }
    if !report.stopped.isEmpty { return "stopped: \(report.stopped)" }
    if report.write?.isSuccess == false { return "the cluster does not take the write" }
    if report.shownBy.count < report.replicas {
      return "only \(report.shownBy.count) of \(report.replicas) replicas showed the record"
    }
    return "written, but that it is gone is not proven on every node"
  }

  private var remains: [String] {
    guard !report.remains.isEmpty else { return [] }
    let gone = report.remains.filter { $0.value == .absent }.keys.sorted()
    var lines = gone.isEmpty ? [] : ["gone from: \(gone.joined(separator: ", "))"]
    for node in report.unproven {
      guard case .unknown(let why) = report.remains[node] else { continue }
      lines.append("not proven gone from \(node): \(why)")
    }
    return lines
  }

  private static func seconds(_ value: Double) -> String {
    value < 1 ? "\(Int((value * 1000).rounded())) ms" : "\(Double(Int(value * 10)) / 10) s"
  }
}

/// A probe's report for programs.
private struct ProbeDocument: Encodable {
  var schemaVersion = 1
  var good: Bool
  var collection: String
  var tenant: String?
  var id: String
  var consistency: String
  var through: String
  var replicas: Int
  var leftOverOn: [String]
  var stopped: String?
  var writeStatus: Int?
  var writeSeconds: Double?
  var writeMessage: String?
  /// Seconds after the acknowledgement, by node.
  var shownAfter: [String: Double]
  var deleteStatus: Int?
  var stillOn: [String]
  var notProvenOn: [String]

  init(_ report: ProbeReport) {
    good = report.isGood
    collection = report.record.collection
    tenant = report.record.tenant
    id = report.record.id
    consistency = report.level.rawValue
    through = report.through
    replicas = report.replicas
    leftOverOn = report.leftOver
    stopped = report.stopped.isEmpty ? nil : report.stopped
    writeStatus = report.write?.status
    writeSeconds = report.write?.seconds
    writeMessage = report.write.flatMap { $0.message.isEmpty ? nil : $0.message }
    shownAfter = Dictionary(report.shownBy.map { ($0.node, $0.after) }) { first, _ in first }
    deleteStatus = report.delete?.status
    stillOn = report.stillOn
    notProvenOn = report.unproven
  }

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return "{}\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
