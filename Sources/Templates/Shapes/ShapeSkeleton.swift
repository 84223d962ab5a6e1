/// Puts a shape into one of a fixed number of buckets by its marks and number of words.
///
/// The words themselves do not count, so that lines of one template whose words vary without bound
/// crowd their own bucket and no other.
enum ShapeSkeleton {
  static let buckets = 512

  /// The bucket of a shape's text; linear.
  static func bucket(of text: [UInt8]) -> Int {
    var hash: UInt64 = 0
    var isInside = false
    for byte in text {
      let classes = TokenBytes.of(byte)
      if !classes.isDisjoint(with: [.digit, .letter, .nameMark]) {
        if !isInside { hash = ShapeID.mix(hash ^ 1) }
        isInside = true
      } else {
        isInside = false
        if byte != UInt8(ascii: " ") { hash = ShapeID.mix(hash ^ UInt64(byte)) }
      }
    }
    return Int(ShapeID.mix(hash) % UInt64(buckets))
  }
}
