/// Which matches belong to one run of a rate or a sequence: those of one signature in one
/// container's part of one source.
struct RunKey: Hashable {
  var signature: Int
  /// The container as the source names it.
  let container: String
  /// The service that the container is known to be of.
  private(set) var service: String
  let source: String

  init(signature: Int, service: String, source: String) {
    self.signature = signature
    container = service
    self.service = service
    self.source = source
  }

  /// The same with another name for the service; nil when it has none.
  func renamed(_ name: (String) -> String?) -> RunKey? {
    guard let service = name(service) else { return nil }
    var key = self
    key.service = service
    return key
  }
}
