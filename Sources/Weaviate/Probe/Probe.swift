#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes one test record, watches it arrive on every node, and takes it away again.
///
/// Whatever happens after the first byte of the write, the deletion and its proof follow; a run
/// that is killed leaves a record that the next run finds and removes.
package struct Probe: Sendable {
  package let record: ProbeRecord
  package let through: NodeEndpoint
  /// The names of the nodes that are looked at.
  package let nodes: [String]
  package let settings: ProbeSettings
  /// How many nodes should hold the record.
  package let replicas: Int
  private let transport: any NodeTransport
  private let isInterrupted: @Sendable () -> Bool

  package init(
    _ record: ProbeRecord, through: NodeEndpoint, nodes: [String], factor: Int,
    settings: ProbeSettings, transport: any NodeTransport,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.record = record
    self.through = through
    self.nodes = nodes
    self.settings = settings
    self.transport = transport
    self.isInterrupted = isInterrupted
    replicas = min(factor, nodes.count)
  }

  package func run() -> ProbeReport {
    var report = ProbeReport(
      record: record, level: settings.level, through: through.service, replicas: replicas)
    guard removeLeftOver(&report) else { return report }
    guard !isInterrupted() else {
      report.stopped = "interrupted before anything was written"
      return report
    }
    guard var written = write() else { return report }
    // Weaviate answers 422 for an id that exists: a look that failed did not show what was left.
    if written.status == 422, report.leftOver.isEmpty {
      guard removeLeftOver(&report) else { return report }
      if !report.leftOver.isEmpty, let again = write() { written = again }
    }
    report.write = ProbeReport.Step(written)
    guard written.status != 0 || written.mayHaveArrived else {
      report.stopped = "nothing was written: \(written.problem)"
      return report
    }
    if report.write?.isSuccess == true { watch(&report) }
    if isInterrupted() { report.stopped = "interrupted, so the record was taken away early" }
    remove(&report)
    if written.status == 0 || written.status >= 500 { lookAgain(&report) }
    return report
  }

  private func write() -> HTTPReply? {
    transport.send([record.write(through: through.base, settings)]).first
  }

  // MARK: Before

  /// Removes what a killed run left behind; false when the probe must not go on.
  private func removeLeftOver(_ report: inout ProbeReport) -> Bool {
    let replies = look(nodes)
    if let refused = replies.first(where: { [401, 403].contains($0.status) }) {
      report.stopped = "the API refuses reading: \(refused.message)"
      return false
    }
    let holders = zip(nodes, replies).filter { $0.1.status == 200 }
    guard !holders.isEmpty else { return true }
    guard holders.allSatisfy({ record.isOwn($0.1.body) }) else {
      report.stopped =
        "an object has the id of the test record (\(record.id)) and is none; it was left alone"
      return false
    }
    report.leftOver = holders.map(\.0)
    remove(&report)
    guard report.stillOn.isEmpty else {
      report.stopped = "the record of an earlier run cannot be removed"
      return false
    }
    report.delete = nil
    report.remains = [:]
    return true
  }

  // MARK: Watching

  /// Waits until enough nodes show the record, or the time is over.
  private func watch(_ report: inout ProbeReport) {
    let acknowledged = ContinuousClock.now
    var waiting = nodes
    var pause = 0.02
    while true {
      let replies = look(waiting)
      let elapsed = (ContinuousClock.now - acknowledged) / .seconds(1)
      for (node, reply) in zip(waiting, replies) {
        report.sights[node] = sight(reply, after: elapsed)
      }
      // Only a node that says 404 may still show it; one that cannot be asked keeps failing.
      waiting = waiting.filter { report.sights[$0] == .absent }
      let isDone = waiting.isEmpty || report.shownBy.count >= replicas
      if isDone || elapsed >= settings.wait || isInterrupted() { return }
      rest(pause)
      pause = min(pause * 1.6, 1)
    }
  }

  private func look(_ nodes: [String]) -> [HTTPReply] {
    transport.send(nodes.map { record.read(from: $0, through: through.base, settings) })
  }

  private func sight(_ reply: HTTPReply, after seconds: Double) -> ProbeReport.Sight {
    switch reply.status {
    case 200: .shown(after: seconds)
    case 404: .absent
    default: .unknown(reply.message)
    }
  }

  private func rest(_ seconds: Double) {
    _ = poll(nil, 0, Int32(seconds * 1000))
  }

  // MARK: After

  private static let mostDeletions = 4

  /// Deletes until no node that can be asked shows the record.
  ///
  /// The answer to the deletion proves nothing: it is 204 with a node stopped, on a split cluster
  /// after ten seconds, and for a record that is not there.
  private func remove(_ report: inout ProbeReport) {
    for attempt in 1...Self.mostDeletions {
      if let reply = transport.send([record.delete(through: through.base, settings)]).first {
        report.delete = ProbeReport.Step(reply)
      }
      lookForRemains(&report)
      guard !report.stillOn.isEmpty || report.delete?.isSuccess != true else { return }
      // Without a leader each attempt takes seconds and fails; nothing was written there either.
      if report.stillOn.isEmpty, report.write?.isSuccess != true { return }
      if attempt < Self.mostDeletions { rest(0.3 * Double(attempt)) }
    }
  }

  private func lookForRemains(_ report: inout ProbeReport) {
    for (node, reply) in zip(nodes, look(nodes)) { report.remains[node] = sight(reply, after: 0) }
  }

  /// A write that failed or was given up may still be carried out behind the deletion.
  private func lookAgain(_ report: inout ProbeReport) {
    rest(1)
    lookForRemains(&report)
    if !report.stillOn.isEmpty { remove(&report) }
  }
}
