/// Edits that may give a setting, the one to prefer first.
struct PatchCandidates {
  /// Edits of some files.
  struct Candidate {
    var edits: [String: [TextEdit]]
    /// What the reader of the patch should know about the place.
    var note: String?
  }

  private(set) var candidates: [Candidate] = []
  /// Why places were not taken.
  private(set) var refusals: [String] = []

  mutating func attempt(
    _ note: String? = nil, _ edits: () throws(EditRefusal) -> [String: [TextEdit]]
  ) {
    do {
      candidates.append(Candidate(edits: try edits(), note: note))
    } catch {
      refusals.append(error.reason)
    }
  }
}
