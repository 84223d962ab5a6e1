/// Why no patch could be made.
package enum ComposePatchError: Error, Equatable {
  /// No compose file of the project defines the service.
  case unknownService(String)
  /// The path does not lead to something that can be set; `reason` says what is in the way.
  case unplaceable(service: String, path: String, reason: String)
  /// Two changes want different values for one setting.
  case contradiction(service: String, path: String)
  /// A compose file cannot be read, so nothing can be promised about an edit.
  case unreadable(ComposeWarning)
  /// The edited files do not read back as wanted; a fault of this program.
  case unverified(String)
}

extension ComposePatchError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownService(let name): "no compose file defines a service \"\(name)\""
    case .unplaceable(let service, let path, let reason): "\(service).\(path): \(reason)"
    case .contradiction(let service, let path):
      "\(service).\(path): wanted with two different values"
    case .unreadable(let warning): "\(warning); correct the file first"
    case .unverified(let reason): "the edited files would not read back as wanted: \(reason)"
    }
  }
}
