/// What the logs of one service cover, whatever they say.
package struct ServiceLog: Equatable, Sendable, Codable {
  package var service: String
  /// The inputs that held its log.
  package var sources: [String]
  package var lines: Int
  package var records: Int
  package var first: Timestamp?
  package var last: Timestamp?
  /// The versions that its lines state, in order of first sight (Weaviate's `build_wv_version`).
  package var versions: [String]
  /// Records per level name (`debug`, `info`, `warning`, `error`, `fatal`); unknown ones left out.
  package var levels: [String: Int]
  /// Records at error level or above that no signature matches.
  package var unexplainedErrors = 0
  /// The number of the last such record, counted from 1; 0 for none.
  package var lastUnexplainedError = 0

  package init(
    service: String, sources: [String] = [], lines: Int = 0, records: Int = 0,
    first: Timestamp? = nil, last: Timestamp? = nil, versions: [String] = [],
    levels: [String: Int] = [:]
  ) {
    self.service = service
    self.sources = sources
    self.lines = lines
    self.records = records
    self.first = first
    self.last = last
    self.versions = versions
    self.levels = levels
  }
}
