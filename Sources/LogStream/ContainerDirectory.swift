/// The containers of one source, found by the bytes of their name.
final class ContainerDirectory {
  /// More names than any real stack has.
  ///
  /// Further ones share the unnamed container. What is kept of each on the way to a report is some
  /// 20 KiB.
  private static let limit = 2048

  /// Lines of a source that names no container belong to this one.
  let main: ContainerState
  /// Lines between the prefixed ones of compose, which are compose's own.
  let unnamed = ContainerState(name: nil)
  private var named: [ContainerState] = []
  private var byName: [[UInt8]: ContainerState] = [:]
  private var last: ContainerState?

  init(defaultName: String?) {
    main = ContainerState(name: defaultName)
  }

  /// All of them in the order of their appearance.
  var all: [ContainerState] { [main, unnamed] + named }

  func container(named name: ByteText) -> ContainerState {
    if let last, isSame(last, name) { return last }
    let key = name.withBytes { Array($0) }
    if let known = byName[key] {
      last = known
      return known
    }
    guard named.count < Self.limit else { return unnamed }
    let added = ContainerState(name: name.string)
    named.append(added)
    byName[key] = added
    last = added
    return added
  }

  private func isSame(_ container: ContainerState, _ name: ByteText) -> Bool {
    container.nameBytes.withUnsafeBytes { ByteText($0).equals(name) }
  }
}
