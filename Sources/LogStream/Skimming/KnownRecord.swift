/// What records of an input are told by that are like an earlier one.
package struct KnownRecord: Sendable, Equatable {
  /// Tells them apart from records that are not alike.
  package let number: Int
  /// Whether they may differ in digits that mean nothing by `LineSieve.digitsMeanNothing`; else only
  /// their time is another.
  package let mayVary: Bool
  /// No record is told any more by a number below this one.
  package let oldest: Int
}
