/// The three buckets of a shape: by its form and its first, its second and its last word.
///
/// The form is the marks and the number of words. Lines of one template that differ without bound in
/// one word crowd one bucket under each of two words, so they drive other shapes out of two of three
/// kinds of buckets at most.
struct ShapeStrata: Equatable, Sendable {
  /// Buckets of each of the three kinds.
  static let bucketsPerWord = 512
  /// All buckets.
  static let buckets = 3 * bucketsPerWord

  let first: Int
  let second: Int
  let last: Int

  var all: [Int] { [first, second, last] }

  /// Reads a shape's text once.
  init(_ text: [UInt8]) {
    var form: UInt64 = 0
    var words: (first: UInt64, second: UInt64, last: UInt64) = (0, 0, 0)
    var word: UInt64 = 0
    var count = 0
    for byte in text + [UInt8(ascii: " ")] {
      if !TokenBytes.of(byte).isDisjoint(with: [.digit, .letter, .nameMark]) {
        word = ShapeID.mix(word ^ UInt64(byte))
        continue
      }
      if word != 0 {
        count += 1
        form = ShapeID.mix(form ^ 1)
        if count == 1 { words.first = word }
        if count == 2 { words.second = word }
        words.last = word
        word = 0
      }
      if byte != UInt8(ascii: " ") { form = ShapeID.mix(form ^ UInt64(byte)) }
    }
    first = Self.bucket(0, form, words.first)
    second = Self.bucket(1, form, words.second)
    last = Self.bucket(2, form, words.last)
  }

  private static func bucket(_ kind: Int, _ form: UInt64, _ word: UInt64) -> Int {
    let hash = ShapeID.mix(form ^ ShapeID.mix(word &+ UInt64(kind)))
    return kind * bucketsPerWord + Int(hash % UInt64(bucketsPerWord))
  }
}
