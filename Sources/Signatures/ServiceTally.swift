import Findings
import LogStream

/// All that the matcher knows about one service.
struct ServiceTally {
  let name: String
  /// The tally of each signature, by its index; empty for those that never matched.
  var tallies: [Tally]
  /// The last version seen or set, by product.
  private(set) var versions: [String: SoftwareVersion] = [:]
  /// The products that it is known to be: it has written what only they write, or their version.
  private(set) var products: Set<String> = []
  /// The versions that the records state, in order of first sight.
  private(set) var stated: [String] = []
  /// Whether the names admit a signature, by its index, where that was asked for.
  private var admissions: [Int: Bool] = [:]
  /// The version that the last record stated.
  private var current = ""
  /// Records at warning or above that no signature matched.
  var unexplained = 0
  /// The service's and the image's name in lower case.
  private(set) var names: [String]

  private static let mostStated = 16
  private static let longestVersion = 64  // bytes

  init(name: String, signatures: Int) {
    self.name = name
    names = [name.lowercased()]
    tallies = Array(repeating: Tally(), count: signatures)
  }

  mutating func add(image: String) {
    let image = image.lowercased()
    if !names.contains(image) { names.append(image) }
    admissions = [:]
  }

  /// Whether a signature may speak of the service: it is restricted to no services, or a name of
  /// the service or its image is among them, or the service is known to be of its product.
  mutating func isAdmitted(_ entry: CompiledSignature, _ number: Int) -> Bool {
    if entry.signature.services.isEmpty || products.contains(entry.signature.product) {
      return true
    }
    if let known = admissions[number] { return known }
    let parts = entry.signature.services
    let isAdmitted = parts.contains { part in names.contains { $0.holds(part) } }
    admissions[number] = isAdmitted
    return isAdmitted
  }

  /// Whether the version of the signature's product, where it is known, is one it applies to.
  ///
  /// Mutating only so that a call on an element of a list copies nothing.
  mutating func isInRange(_ entry: CompiledSignature) -> Bool {
    guard let range = entry.signature.versions,
      let version = versions[entry.signature.product]
    else {
      return true
    }
    return range.contains(version)
  }

  /// Notes a version; one that cannot be read still tells the product.
  mutating func set(_ version: SoftwareVersion?, of product: String) {
    products.insert(product)
    if let version { versions[product] = version }
  }

  /// Notes that a signature matched one of its records.
  mutating func noteMatch(of entry: CompiledSignature) {
    if entry.signature.identifies { products.insert(entry.signature.product) }
  }

  /// Notes a version that a record states.
  mutating func note(_ text: ByteText, of product: String) {
    if text.holds(current) { return }
    let version = text.string(limit: Self.longestVersion)
    current = version
    if !stated.contains(version), stated.count < Self.mostStated { stated.append(version) }
    set(SoftwareVersion(version), of: product)
  }

  mutating func merge(_ other: ServiceTally) {
    for index in tallies.indices { tallies[index].merge(other.tallies[index]) }
    versions.merge(other.versions) { $1 }
    products.formUnion(other.products)
    for version in other.stated where !stated.contains(version) { stated.append(version) }
    for name in other.names where !names.contains(name) { names.append(name) }
    admissions = [:]
    unexplained += other.unexplained
  }
}

extension ByteText {
  /// Whether the text is this one.
  func holds(_ whole: String) -> Bool {
    var whole = whole
    return whole.withUTF8 { wanted in withBytes { $0.elementsEqual(wanted) } }
  }
}

extension String {
  /// Whether a part stands anywhere in the text.
  fileprivate func holds(_ part: String) -> Bool {
    let bytes = Array(utf8)
    return bytes.withUnsafeBytes {
      ByteSearch.first(Array(part.utf8), in: $0, from: 0, to: $0.count) != nil
    }
  }
}
