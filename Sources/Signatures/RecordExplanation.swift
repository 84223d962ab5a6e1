/// Whether signatures explain a record.
package enum RecordExplanation: Equatable, Sendable {
  /// No signature matched it.
  case none
  /// Signatures matched that may speak of some services and versions only, which is decided when
  /// all is read; their indices, in ascending order.
  case ifAdmitted([Int])
  case explained
}
