import LogStream

/// What the matcher did with a record, for later records that say the same at another time.
package struct RepeatedMatch: Sendable {
  struct Place: Sendable {
    var signature: Int
    var isUnsure: Bool
    /// What the signature's rate has to know of it, where it has one; the text is an earlier record's.
    var sighting: Sighting?
  }

  /// The service's place in the matcher.
  var service: Int
  /// Where matches are counted.
  var places: [Place] = []
  var explanation = RecordExplanation.none
  /// Whether the record is at warning or above.
  var isLoud: Bool

  /// Whether no signature matched.
  package var isOfNothing: Bool { places.isEmpty }
  /// Whether no signature matched that needs to know when.
  package var isSteady: Bool { places.allSatisfy { $0.sighting == nil } }
}

extension SignatureMatcher {
  /// Whether a record that says the same as one before would only be counted, and none of its lines
  /// kept.
  ///
  /// - Parameters:
  ///   - match: What came of the earlier one, of the same source and service.
  ///   - time: In nanoseconds since 1970.
  ///   - source: The path of its input.
  ///   - line: The 1-based line of it at which the record begins.
  /// - Returns: Whether it would only be counted.
  package mutating func isCount(
    _ match: RepeatedMatch, time: Int64?, source: String, line: Int
  ) -> Bool {
    guard services.indices.contains(match.service) else { return false }
    for place in match.places
    where services[match.service].mayKeep(place, time: time, source: source, line: line) {
      return false
    }
    return true
  }

  /// Counts a record that says the same as one before, which `isCount` allows.
  package mutating func matchAgain(
    _ match: RepeatedMatch, time: Int64?, source: String, line: Int
  ) {
    if let time { latest = max(latest ?? time, time) }
    for place in match.places {
      if let sighting = place.sighting {
        // Its text is never shown: the samples of what it is counted with are earlier ones.
        let again = sighting.again(at: time, line: line)
        add(again, of: place.signature, match.service, source: source)
        continue
      }
      services[match.service].count(place.signature, isUnsure: place.isUnsure) {
        $0.addAgain(time)
      }
    }
    if match.isLoud { services[match.service].countUnexplained(match.explanation) }
  }

  /// Counts records that say the same as one before, a steady one, all of them between two times, in
  /// nanoseconds since 1970, without which none has one; `isCount` allows each.
  package mutating func matchAgain(
    _ match: RepeatedMatch, count: Int, at times: ClosedRange<Int64>?
  ) {
    if let last = times?.upperBound { latest = max(latest ?? last, last) }
    for place in match.places {
      services[match.service].count(place.signature, isUnsure: place.isUnsure) {
        $0.addAgain(times?.lowerBound)
        $0.addAgain(times?.upperBound, count: count - 1)
      }
    }
    if match.isLoud { services[match.service].countUnexplained(match.explanation, records: count) }
  }
}

extension ServiceTally {
  /// Whether a match of a record would be a sample.
  fileprivate mutating func mayKeep(
    _ place: RepeatedMatch.Place, time: Int64?, source: String, line: Int
  ) -> Bool {
    let tally = place.isUnsure ? unsure[place.signature] : tallies[place.signature]
    return tally?.mayKeep(time: time, source: source, line: line) ?? true
  }

  /// Counts loud records by what explains them.
  mutating func countUnexplained(_ explanation: RecordExplanation, records: Int = 1) {
    switch explanation {
    case .none: unexplained += records
    case .ifAdmitted(let numbers): explainedIf[numbers, default: 0] += records
    case .explained: break
    }
  }
}
