#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The time at which a report is made.
enum Clock {
  /// Now in UTC to the second, RFC 3339; the variable SOURCE_DATE_EPOCH (seconds since 1970,
  /// reproducible-builds.org/specs/source-date-epoch) takes the clock's place.
  static func now(_ environment: [String: String]) -> String {
    let fixed = environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }
    let date = fixed.map { Date(timeIntervalSince1970: Double($0)) } ?? Date()
    return date.ISO8601Format()
  }
}
