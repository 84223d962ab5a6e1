package import Findings
package import LogStream

/// Compares records with all signatures and adds up what they find.
///
/// Feed the records of each source in order. A value: matchers over parts of the input can run
/// apart and be merged, also over parts of one source when these are merged in their order. The
/// result is that of one matcher over all.
package struct SignatureMatcher: Sendable {
  let index: SignatureIndex
  var services: [ServiceTally] = []
  private var placeOfService: [String: Int] = [:]
  var rates: [RunKey: RateRun] = [:]
  var sequences: [RunKey: SequenceRun] = [:]
  /// The latest time of any record, in nanoseconds since 1970.
  var latest: Int64?
  private var candidates: [SignatureIndex.Use] = []
  private var scanner: LiteralScanner?
  /// The numbers of the signatures that matched the last record, whoever they may speak of; those
  /// that need many records are not among them.
  package private(set) var matched: [Int] = []
  /// What came of the last record, for later ones like it; nil where each has to be matched itself.
  package private(set) var repeated: RepeatedMatch?
  private var current = -1

  /// The field in which a Weaviate record states the server's version.
  static let versionField: StaticString = "build_wv_version"
  static let weaviate = "weaviate"

  package init(_ index: SignatureIndex) {
    self.index = index
  }

  package init(_ library: SignatureLibrary) {
    self.init(SignatureIndex(library.signatures))
  }

  /// Finds the lines that may matter in blocks of lines.
  package var sieve: SignatureSieve { index.sieve }

  /// Takes note of the time of records that no signature can match.
  package mutating func pass(untilTime time: Int64) { latest = max(latest ?? time, time) }

  // MARK: What is known beforehand

  /// Says which version of a product a service runs, for signatures that depend on it.
  package mutating func setVersion(_ version: String, of product: String, in service: String) {
    services[place(of: service)].set(SoftwareVersion(version), of: product)
  }

  /// Says which image a service runs, for signatures that are restricted to services.
  package mutating func setImage(_ image: String, of service: String) {
    services[place(of: service)].add(image: image)
  }

  // MARK: Matching

  /// Compares one record with all signatures.
  ///
  /// - Parameters:
  ///   - record: The record, lent for this call.
  ///   - source: The path of its input, for samples.
  ///   - service: The compose service or the best name known; the findings' subject.
  /// - Returns: Whether any signature explains the record.
  @discardableResult
  package mutating func match(
    _ record: Record, source: String, service: String
  ) -> RecordExplanation {
    let place = place(of: service)
    if let time = record.time { latest = max(latest ?? time, time) }
    let version = record.fields[Self.versionField].flatMap { $0.isEmpty ? nil : $0 }
    if let version { services[place].note(version, of: Self.weaviate) }
    index.candidates(record, &scanner, into: &candidates)
    var explanation = RecordExplanation.none
    if !matched.isEmpty { matched.removeAll(keepingCapacity: true) }
    repeated = record.known.map { _ in RepeatedMatch(service: place, isLoud: false) }
    if !candidates.isEmpty {
      explanation = matchCandidates(
        record, source: source, place, statesVersion: version != nil)
    }
    let isLoud = record.level.map { $0 >= .warning } ?? false
    if isLoud { services[place].countUnexplained(explanation) }
    repeated?.isLoud = isLoud
    repeated?.explanation = explanation
    return explanation
  }

  /// Compares the record with all signatures of which a literal stands in it.
  private mutating func matchCandidates(
    _ record: Record, source: String, _ place: Int, statesVersion: Bool
  ) -> RecordExplanation {
    let texts = SearchedTexts(record)
    var isExplained = false
    var restricted: [Int] = []
    for use in candidates {
      let entry = index.entries[use.signature]
      if use.isSequence {
        guard entry.isFollowed(by: record, texts) else { continue }
        repeated = nil
        follow(entry, use.signature, record, source: source, place)
        continue
      }
      let isStated = statesVersion && entry.signature.product == Self.weaviate
      guard !isStated || services[place].isInStatedRange(entry),
        let match = entry.match(record, texts)
      else { continue }
      let isUnsure = entry.signature.versions != nil && !isStated
      services[place].noteMatch(of: entry)
      if entry.signature.rate == nil { matched.append(use.signature) }
      if !match.isCount(of: entry.signature) {
        repeated = nil
      } else if repeated != nil {
        let sighting =
          entry.signature.rate.map { _ in
            Sighting(match, of: entry, record, source: source, isUnsure: isUnsure)
          }
        repeated?.places.append(
          .init(signature: use.signature, isUnsure: isUnsure, sighting: sighting))
      }
      count(match, of: use.signature, record, source: source, place, isUnsure: isUnsure)
      if entry.signature.services.isEmpty, !isUnsure {
        isExplained = true
      } else if !isExplained {
        restricted.append(use.signature)
      }
    }
    if isExplained { return .explained }
    return restricted.isEmpty ? .none : .ifAdmitted(restricted.sorted())
  }

  private mutating func count(
    _ match: SignatureMatch, of number: Int, _ record: Record, source: String, _ place: Int,
    isUnsure: Bool
  ) {
    let entry = index.entries[number]
    guard entry.signature.rate != nil || entry.signature.sequence != nil else {
      services[place].count(number, isUnsure: isUnsure) {
        $0.add(match, of: entry, record, source: source)
      }
      return
    }
    let sighting = Sighting(match, of: entry, record, source: source, isUnsure: isUnsure)
    guard entry.signature.rate == nil, let sequence = entry.signature.sequence else {
      add(sighting, of: number, place, source: source)
      return
    }
    let key = RunKey(signature: number, service: services[place].name, source: source)
    var run = sequences[key] ?? SequenceRun()
    if let time = record.time { show(run.overdue(at: time, sequence), of: number, place) }
    run.await(sighting)
    sequences[key] = run
  }

  /// Adds a match of a signature that needs many.
  mutating func add(_ sighting: Sighting, of number: Int, _ place: Int, source: String) {
    guard let rate = index.entries[number].signature.rate else { return }
    let key = RunKey(signature: number, service: services[place].name, source: source)
    show(rates[key, default: RateRun()].add(sighting, rate: rate), of: number, place)
  }

  private mutating func show(_ sightings: [Sighting], of number: Int, _ place: Int) {
    for sighting in sightings {
      services[place].count(number, isUnsure: sighting.isUnsure) { $0.add(sighting) }
    }
  }

  /// The line that a sequence waits for may have come.
  private mutating func follow(
    _ entry: CompiledSignature, _ number: Int, _ record: Record, source: String, _ place: Int
  ) {
    guard let sequence = entry.signature.sequence, let time = record.time else { return }
    let key = RunKey(signature: number, service: services[place].name, source: source)
    let shown = sequences[key, default: SequenceRun()].sequel(at: time, sequence)
    show(shown, of: number, place)
  }

  /// Decides what still waits for a line that never came.
  ///
  /// - Parameter end: Until when the logs were watched; without it, the time of the latest record
  ///   of any source, since logs are saved together.
  package mutating func finish(observedUntil end: Timestamp? = nil) {
    guard let end = end?.nanoseconds ?? latest else { return }
    for (key, run) in sequences {
      guard let sequence = index.entries[key.signature].signature.sequence else { continue }
      var run = run
      show(run.overdue(at: end, sequence), of: key.signature, place(of: key.service))
      sequences[key] = run
    }
  }

  // MARK: Results

  /// What was found so far, with the services as subjects.
  package var findings: FindingSet {
    var set = FindingSet()
    for service in services {
      for (number, entry) in index.entries.enumerated() {
        guard let tally = service.admitted(number, entry.signature) else { continue }
        set.insert(tally.finding(entry.signature, service: service.name))
      }
    }
    return set
  }

  /// The versions that the records of a service state, in order of first sight.
  package func statedVersions(of service: String) -> [String] {
    placeOfService[service].map { services[$0].stated } ?? []
  }

  /// How many records at warning or above no signature explains, by service.
  package var unexplained: [String: Int] {
    var result: [String: Int] = [:]
    for service in services {
      var count = service.unexplained
      for (numbers, records) in service.explainedIf where !isExplained(by: numbers, in: service) {
        count += records
      }
      if count > 0 { result[service.name, default: 0] += count }
    }
    return result
  }

  /// Whether one of the signatures that matched some records of a service may speak of it.
  package func isExplained(by numbers: [Int], in service: String) -> Bool {
    placeOfService[service].map { isExplained(by: numbers, in: services[$0]) } ?? false
  }

  /// How loud a line of a service is, by the loudest of some signatures that may speak of it; nil
  /// without one.
  package func severity(by numbers: [Int], in service: String) -> Severity? {
    numbers.filter { isExplained(by: [$0], in: service) }.map {
      index.entries[$0].signature.severity
    }.max()
  }

  private func isExplained(by numbers: [Int], in service: ServiceTally) -> Bool {
    numbers.contains { number in
      guard index.entries.indices.contains(number) else { return false }
      let signature = index.entries[number].signature
      return service.isAdmitted(signature) && service.isInKnownRange(signature)
    }
  }

  // MARK: Merging

  /// Adds what another matcher of the same signatures found, in sources of its own or in later
  /// parts of the same ones.
  package mutating func merge(_ other: SignatureMatcher) {
    for service in other.services {
      let place = place(of: service.name)
      services[place].merge(service)
    }
    for (key, run) in other.rates {
      guard let rate = index.entries[key.signature].signature.rate else { continue }
      let shown = rates[key, default: RateRun()].append(run, rate: rate)
      show(shown, of: key.signature, place(of: key.service))
    }
    for (key, run) in other.sequences {
      guard let sequence = index.entries[key.signature].signature.sequence else { continue }
      let shown = sequences[key, default: SequenceRun()].append(run, sequence)
      show(shown, of: key.signature, place(of: key.service))
    }
    latest = [latest, other.latest].compactMap { $0 }.max()
  }

  /// The same with other names for the services; those without a name are left out.
  package func renamed(_ name: (String) -> String?) -> SignatureMatcher {
    var result = SignatureMatcher(index)
    result.latest = latest
    for service in services {
      guard let new = name(service.name) else { continue }
      var service = service
      service.name = new
      let place = result.place(of: new)
      result.services[place].merge(service)
    }
    for (key, run) in rates { if let key = key.renamed(name) { result.rates[key] = run } }
    for (key, run) in sequences { if let key = key.renamed(name) { result.sequences[key] = run } }
    return result
  }

  /// Moves all places behind lines of the same source that were counted apart.
  package mutating func shift(lines: Int) {
    guard lines > 0 else { return }
    for place in services.indices { services[place].shift(lines: lines) }
    for key in rates.keys { rates[key]?.shift(lines: lines) }
    for key in sequences.keys { sequences[key]?.shift(lines: lines) }
  }

  mutating func place(of service: String) -> Int {
    if current >= 0, services[current].name == service { return current }
    current = placeOfService[service] ?? services.count
    if current == services.count {
      services.append(ServiceTally(name: service))
      placeOfService[service] = current
    }
    return current
  }
}
