/// What a matcher found, in a form that can be written and read again: with ids for indices.
package struct MatcherPart: Codable, Sendable {
  private struct Service: Codable {
    var name: String
    var tallies: [String: Tally]
    var unsure: [String: Tally]
    var products: [String]
    var stated: [String]
    var unexplained: Int
    var explainedIf: [Restricted]
  }

  private struct Restricted: Codable {
    var ids: [String]
    var records: Int
  }

  private struct Run<Content: Codable & Sendable>: Codable, Sendable {
    var id: String
    var service: String
    var source: String
    var content: Content
  }

  private var services: [Service]
  private var rates: [Run<RateRun>]
  private var sequences: [Run<SequenceRun>]
  private var latest: Int64?

  /// Takes over all that a matcher counted; services keep their order.
  package init(_ matcher: SignatureMatcher) {
    let ids = matcher.index.entries.map(\.signature.id)
    services = matcher.services.map { service in
      Service(
        name: service.name,
        tallies: Dictionary(uniqueKeysWithValues: service.tallies.map { (ids[$0], $1) }),
        unsure: Dictionary(uniqueKeysWithValues: service.unsure.map { (ids[$0], $1) }),
        products: service.products.sorted(), stated: service.stated,
        unexplained: service.unexplained,
        explainedIf: service.explainedIf.map { numbers, records in
          Restricted(ids: numbers.map { ids[$0] }, records: records)
        }.sorted { $0.ids.lexicographicallyPrecedes($1.ids) })
    }
    rates = Self.runs(matcher.rates, ids)
    sequences = Self.runs(matcher.sequences, ids)
    latest = matcher.latest
  }

  private static func runs<Content>(
    _ runs: [RunKey: Content], _ ids: [String]
  ) -> [Run<Content>] {
    runs.map { key, run in
      Run(id: ids[key.signature], service: key.container, source: key.source, content: run)
    }.sorted { ($0.id, $0.service, $0.source) < ($1.id, $1.service, $1.source) }
  }

  /// The matcher that the part was taken of; what is of signatures that the index does not have is
  /// left out.
  package func matcher(_ index: SignatureIndex) -> SignatureMatcher {
    let numbers = Dictionary(
      uniqueKeysWithValues: index.entries.enumerated().map { ($1.signature.id, $0) })
    var matcher = SignatureMatcher(index)
    for service in services {
      var tally = ServiceTally(name: service.name)
      for (id, counted) in service.tallies {
        if let number = numbers[id] { tally.tallies[number] = counted }
      }
      for (id, counted) in service.unsure {
        if let number = numbers[id] { tally.unsure[number] = counted }
      }
      tally.add(products: service.products, stated: service.stated)
      tally.unexplained = service.unexplained
      for restricted in service.explainedIf {
        tally.explainedIf[restricted.ids.compactMap { numbers[$0] }, default: 0] +=
          restricted.records
      }
      let place = matcher.place(of: service.name)
      matcher.services[place].merge(tally)
    }
    for run in rates {
      guard let number = numbers[run.id] else { continue }
      let key = RunKey(signature: number, service: run.service, source: run.source)
      matcher.rates[key] = run.content
    }
    for run in sequences {
      guard let number = numbers[run.id] else { continue }
      let key = RunKey(signature: number, service: run.service, source: run.source)
      matcher.sequences[key] = run.content
    }
    matcher.latest = latest
    return matcher
  }
}
