package import Findings
package import LogStream

/// Compares records with all signatures and adds up what they find.
///
/// Feed the records of each source in order. A value: matchers over parts of the input can run
/// apart and be merged. The result is that of one matcher over all when the records of one source
/// are not divided; where they are, a rate or sequence that spans the cut is missed.
package struct SignatureMatcher: Sendable {
  private let index: SignatureIndex
  private var services: [ServiceTally] = []
  private var placeOfService: [String: Int] = [:]
  private var followUps: [FollowUp.Key: FollowUp] = [:]
  /// The latest time of any record, in nanoseconds since 1970.
  private var latest: Int64?
  private var candidates: [SignatureIndex.Use] = []
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
  /// - Returns: Whether any signature matched, so that the record needs no other explanation.
  @discardableResult
  package mutating func match(_ record: Record, source: String, service: String) -> Bool {
    let place = place(of: service)
    if let time = record.time { latest = max(latest ?? time, time) }
    if let version = record.fields[Self.versionField], !version.isEmpty {
      services[place].note(version, of: Self.weaviate)
    }
    index.candidates(record, into: &candidates)
    let isExplained = !candidates.isEmpty && matchCandidates(record, source: source, place)
    if !isExplained, let level = record.level, level >= .warning {
      services[place].unexplained += 1
    }
    return isExplained
  }

  /// Compares the record with all signatures of which a literal stands in it.
  private mutating func matchCandidates(_ record: Record, source: String, _ place: Int) -> Bool {
    let texts = SearchedTexts(record)
    var isExplained = false
    for use in candidates {
      let entry = index.entries[use.signature]
      if use.isSequence {
        guard entry.isFollowed(by: record, texts) else { continue }
        follow(entry, use.signature, record, source: source, place)
      } else if services[place].isInRange(entry),
        let match = entry.match(record, texts)
      {
        services[place].noteMatch(of: entry)
        count(match, of: use.signature, record, source: source, place)
        isExplained = isExplained || services[place].isAdmitted(entry, use.signature)
      }
    }
    return isExplained
  }

  private mutating func count(
    _ match: SignatureMatch, of number: Int, _ record: Record, source: String, _ place: Int
  ) {
    let entry = index.entries[number]
    guard entry.signature.rate != nil || entry.signature.sequence != nil else {
      services[place].tallies[number].add(match, of: entry, record, source: source)
      return
    }
    let key = FollowUp.Key(signature: number, service: services[place].name, source: source)
    let sighting = Sighting(match, of: entry, record, source: source)
    if let rate = entry.signature.rate {
      let counted = followUps[key, default: FollowUp()].add(sighting, rate: rate)
      for sighting in counted { services[place].tallies[number].add(sighting) }
    } else if let sequence = entry.signature.sequence {
      var followUp = followUps[key] ?? FollowUp()
      if let time = record.time {
        for sighting in followUp.overdue(at: time, sequence) {
          services[place].tallies[number].add(sighting)
        }
      }
      followUp.await(sighting)
      followUps[key] = followUp
    }
  }

  /// The line that a sequence waits for may have come.
  private mutating func follow(
    _ entry: CompiledSignature, _ number: Int, _ record: Record, source: String, _ place: Int
  ) {
    let key = FollowUp.Key(signature: number, service: services[place].name, source: source)
    guard followUps[key] != nil, let sequence = entry.signature.sequence,
      let time = record.time
    else {
      return
    }
    let shown = followUps[key]?.sequel(at: time, sequence) ?? []
    for sighting in shown { services[place].tallies[number].add(sighting) }
  }

  /// Decides what still waits for a line that never came.
  ///
  /// - Parameter end: Until when the logs were watched; without it, the time of the latest record
  ///   of any source, since logs are saved together.
  package mutating func finish(observedUntil end: Timestamp? = nil) {
    guard let end = end?.nanoseconds ?? latest else { return }
    for (key, followUp) in followUps {
      guard let sequence = index.entries[key.signature].signature.sequence else { continue }
      var followUp = followUp
      let shown = followUp.overdue(at: end, sequence)
      for sighting in shown {
        services[place(of: key.service)].tallies[key.signature].add(sighting)
      }
      followUps[key] = followUp
    }
  }

  // MARK: Results

  /// What was found so far, with the services as subjects.
  package var findings: FindingSet {
    var set = FindingSet()
    for service in services {
      var service = service
      for (number, tally) in service.tallies.enumerated() where tally.count > 0 {
        guard service.isAdmitted(index.entries[number], number) else { continue }
        set.insert(tally.finding(index.entries[number].signature, service: service.name))
      }
    }
    return set
  }

  /// The versions that the records of a service state, in order of first sight.
  package func statedVersions(of service: String) -> [String] {
    placeOfService[service].map { services[$0].stated } ?? []
  }

  /// How many records at warning or above no signature matched, by service.
  package var unexplained: [String: Int] {
    Dictionary(uniqueKeysWithValues: services.map { ($0.name, $0.unexplained) })
      .filter { $0.value > 0 }
  }

  /// Adds what another matcher of the same signatures found.
  package mutating func merge(_ other: SignatureMatcher) {
    for service in other.services { services[place(of: service.name)].merge(service) }
    followUps.merge(other.followUps) { left, _ in left }
    latest = [latest, other.latest].compactMap { $0 }.max()
  }

  private mutating func place(of service: String) -> Int {
    if current >= 0, services[current].name == service { return current }
    current = placeOfService[service] ?? services.count
    if current == services.count {
      services.append(ServiceTally(name: service, signatures: index.entries.count))
      placeOfService[service] = current
    }
    return current
  }
}
