import Findings

/// Logs that say at error level what no signature knows, often and until their end.
///
/// A few unknown errors are in the log of many a healthy program: retries while a neighbour starts,
/// a client that went away. A log of which they are a good part, and which still writes them when
/// it ends, does not belong to a stack that may be called healthy.
struct UnexplainedErrors {
  private let base: EvidenceBase

  /// Fewer of them happen by chance.
  private static let fewest = 5
  /// The part of a log's records that they must be.
  private static let share = 0.1
  /// The part of a log, from its end, in which the last of them must stand.
  private static let tail = 0.1
  /// In a short log, the records from its end in which it must stand.
  private static let shortTail = 10

  init(base: EvidenceBase) {
    self.base = base
  }

  /// The logs, those with the most such errors first.
  var logs: [ServiceLog] {
    base.logs.filter { log in
      let toEnd = log.records - log.lastUnexplainedError
      return log.unexplainedErrors >= Self.fewest
        && Double(log.unexplainedErrors) >= Self.share * Double(log.records)
        && (toEnd <= Self.shortTail || Double(toEnd) <= Self.tail * Double(log.records))
    }.sorted {
      ($1.unexplainedErrors, $0.service) < ($0.unexplainedErrors, $1.service)
    }
  }

  /// A sentence about them; empty for none.
  var sentence: String {
    guard !logs.isEmpty else { return "" }
    let parts = logs.prefix(3).map { "\($0.service) (\($0.unexplainedErrors))" }
    let more = logs.count > 3 ? " and \(logs.count - 3) more" : ""
    return
      " Errors that no signature knows are in the log of \(parts.joined(separator: ", "))\(more)."
  }
}
