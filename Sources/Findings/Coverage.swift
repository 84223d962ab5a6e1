/// What was looked at, so that the absence of a finding can count.
package struct Coverage: Hashable, Sendable {
  /// Whether something could be observed.
  package enum State: Hashable, Sendable {
    /// It was there and was read.
    case present
    /// It would have been there, and is not.
    case absent
    /// It could not be looked at, and why.
    case notObservable(why: String)
  }

  /// What was looked at: `logs/weaviate-node1`, `api/weaviate-node2/statistics`, `compose`.
  package var what: String
  package var state: State

  package init(_ what: String, _ state: State) {
    self.what = what
    self.state = state
  }
}
