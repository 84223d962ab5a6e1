/// The one test record of a probe: always the same for a collection and tenant.
///
/// Its id does not depend on the run, so a run that was killed leaves something that the next one
/// finds by name.
package struct ProbeRecord: Equatable, Sendable {
  package let collection: String
  /// nil for a collection without tenants.
  package let tenant: String?
  package let id: String
  /// The text property that carries the marker; nil where the collection has none.
  ///
  /// Only a property that exists: with auto-schema, on by default, a new one would be added to the
  /// collection for good.
  package let property: String?

  /// What the property holds.
  package static let marker = "__logtriage_probe__"

  package init(collection: String, tenant: String?, property: String?) {
    self.collection = collection
    self.tenant = tenant
    self.property = property
    id = Self.id(collection, tenant)
  }

  /// A UUID of the shape of version 4 whose first group is `ltri` in ASCII.
  private static func id(_ collection: String, _ tenant: String?) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in Array(collection.utf8) + [0] + Array((tenant ?? "").utf8) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let hex = String(hash, radix: 16)
    let digits = Array(String(repeating: "0", count: 16 - hex.count) + hex)
    return "6c747269-\(String(digits[0..<4]))-4\(String(digits[4..<7]))-"
      + "8\(String(digits[7..<10]))-\(String(digits[10..<16]))000001"
  }

  /// Whether an object that has its id is the test record and nobody's data.
  func isOwn(_ body: [UInt8]) -> Bool {
    guard let object = JSONValue(body), object["id"]?.string == id else { return false }
    guard let property else { return true }
    return object["properties"]?[property]?.string == Self.marker
  }
}
