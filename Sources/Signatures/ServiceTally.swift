import Findings
import LogStream

/// All that the matcher knows about one service.
///
/// What it counts does not depend on the order in which the service tells its version or product:
/// whether a signature may speak of the service is decided when the findings are asked for.
struct ServiceTally {
  var name: String
  /// The tally of each signature that matched, by its index; a list of all would be a hundred
  /// kilobytes for each of the containers that an input may name.
  var tallies: [Int: Tally] = [:]
  /// The same for matches of signatures with a version range in records that state no version.
  var unsure: [Int: Tally] = [:]
  /// The versions that were set from outside, by product.
  private var versions: [String: SoftwareVersion] = [:]
  /// The products that it is known to be: it has written what only they write, or their version.
  private(set) var products: Set<String> = []
  /// The versions that the records state, in order of first sight.
  private(set) var stated: [String] = []
  /// The version that the last record with one stated, and as numbers.
  private var current = ""
  private var currentVersion: SoftwareVersion?
  /// Records at warning or above that no signature matched.
  var unexplained = 0
  /// Records at warning or above that only signatures matched which may not speak of this service,
  /// by the signatures' indices.
  var explainedIf: [[Int]: Int] = [:]
  /// The service's and the image's name in lower case.
  private var images: [String] = []

  private static let mostStated = 16
  private static let longestVersion = 64  // bytes

  init(name: String) { self.name = name }

  mutating func add(image: String) {
    let image = image.lowercased()
    if !images.contains(image) { images.append(image) }
  }

  /// The tally that a match is counted in.
  mutating func count(_ number: Int, isUnsure: Bool, _ body: (inout Tally) -> Void) {
    if isUnsure {
      body(&unsure[number, default: Tally()])
    } else {
      body(&tallies[number, default: Tally()])
    }
  }

  // MARK: Who it is

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
    currentVersion = SoftwareVersion(version)
    if !stated.contains(version), stated.count < Self.mostStated { stated.append(version) }
    products.insert(product)
  }

  mutating func add(products: [String], stated: [String]) {
    self.products.formUnion(products)
    for version in stated where !self.stated.contains(version) { self.stated.append(version) }
  }

  /// Whether a signature applies to the version that the present record states.
  ///
  /// Mutating only so that a call on an element of a list copies nothing.
  mutating func isInStatedRange(_ entry: CompiledSignature) -> Bool {
    guard let range = entry.signature.versions, let currentVersion else { return true }
    return range.contains(currentVersion)
  }

  // MARK: What may speak of it

  /// Whether a signature may speak of the service: it is restricted to no services, or a name of
  /// the service or its image is among them, or the service is known to be of its product.
  func isAdmitted(_ signature: Signature) -> Bool {
    if signature.services.isEmpty || products.contains(signature.product) { return true }
    let names = [name.lowercased()] + images
    return signature.services.contains { part in names.contains { $0.holds(part) } }
  }

  /// Whether a version that is known of the service is one that the signature applies to, or none
  /// is known.
  func isInKnownRange(_ signature: Signature) -> Bool {
    guard let range = signature.versions else { return true }
    if let version = versions[signature.product] { return range.contains(version) }
    guard signature.product == SignatureMatcher.weaviate else { return true }
    let known = stated.compactMap(SoftwareVersion.init)
    return known.isEmpty || known.contains(where: range.contains)
  }

  /// All matches of a signature that may speak of the service.
  func admitted(_ number: Int, _ signature: Signature) -> Tally? {
    var tally = tallies[number] ?? Tally()
    if let unsure = unsure[number], isInKnownRange(signature) { tally.merge(unsure) }
    return tally.count > 0 && isAdmitted(signature) ? tally : nil
  }

  // MARK: Merging

  mutating func merge(_ other: ServiceTally) {
    for (number, tally) in other.tallies { tallies[number, default: Tally()].merge(tally) }
    for (number, tally) in other.unsure { unsure[number, default: Tally()].merge(tally) }
    versions.merge(other.versions) { $1 }
    add(products: Array(other.products), stated: other.stated)
    for image in other.images { add(image: image) }
    unexplained += other.unexplained
    explainedIf.merge(other.explainedIf, uniquingKeysWith: +)
  }

  mutating func shift(lines: Int) {
    for number in tallies.keys { tallies[number]?.shift(lines: lines) }
    for number in unsure.keys { unsure[number]?.shift(lines: lines) }
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
