import Findings

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
    let seconds = fixed ?? Int64(Date().timeIntervalSince1970)
    let (nanoseconds, isOver) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    // Beyond the year 2261 the toolchain's formatter is asked, which takes a while to be set up.
    return isOver
      ? Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
      : Timestamp(nanoseconds: nanoseconds).description
  }
}
