/// What a scalar means.
package enum YAMLValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Also a whole number that is beyond 64 bits.
  case float(Double)
  case string(String)
}
