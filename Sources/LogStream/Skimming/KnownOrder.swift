/// In what order the known lines of one container came, and so which one is likely to come next.
///
/// A log mostly goes through the same sequences again. After two lines that were met one behind the other
/// before, the lines are expected that came then; when something else comes in between, they still are.
/// A wrong guess costs time, and nothing else.
struct KnownOrder {
  /// A line that may be the next one.
  struct Guess: Equatable {
    /// The place of the known line, and in the lowest bits the length of its text in bytes; 0 for none.
    fileprivate let bits: UInt32

    static var none: Guess { Guess(bits: 0) }
    fileprivate static let lengthBits: UInt32 = 13

    @inline(__always)
    fileprivate init(bits: UInt32) { self.bits = bits }

    /// `KnownLines` keeps few enough of them, and none that are too long.
    @inline(__always)
    init(_ place: Int, length: Int) {
      bits =
        UInt32(truncatingIfNeeded: place) &<< Self.lengthBits | UInt32(truncatingIfNeeded: length)
    }

    /// It may be one that is not there any more.
    @inline(__always)
    var place: Int { Int(truncatingIfNeeded: bits &>> Self.lengthBits) }

    /// The length of its text in bytes, 0 where there is no such line.
    @inline(__always)
    var length: Int { Int(truncatingIfNeeded: bits & (1 &<< Self.lengthBits &- 1)) }
  }

  /// The last lines, each at its number's place.
  private var lines = UnsafeMutableBufferPointer<Guess>(start: nil, count: 0)
  private let mask: Int
  /// How many there were.
  private var count = 0
  /// The number of the line behind two lines, by their hash: from the last time that they were not expected.
  private var contexts = UnsafeMutableBufferPointer<Int32>(start: nil, count: 0)
  /// The number of the line that is like the next one, and of the one that was before something else came.
  private var next = -1
  private var resumed = -1

  /// So many lines are kept, a power of two; they take 5 bytes each as soon as there is one.
  init(capacity: Int) {
    mask = capacity - 1
  }

  private mutating func allocate() {
    // Memory that is not written to is not taken from the system.
    lines = .allocate(capacity: mask + 1)
    contexts = .allocate(capacity: (mask + 1) / 4)
    contexts.initialize(repeating: -1)
  }

  func deallocate() {
    lines.deallocate()
    contexts.deallocate()
  }

  /// The line that is expected.
  @inline(__always)
  var likeliest: Guess { line(next) }

  /// The line that was expected before something else came.
  @inline(__always)
  var interrupted: Guess { line(resumed) }

  @inline(__always)
  private func line(_ number: Int) -> Guess {
    number >= 0 && number < count ? lines[number & mask] : .none
  }

  /// Takes note that the likeliest line came.
  @inline(__always)
  mutating func takeLikeliest() {
    append(lines[next & mask])
    next &+= 1
  }

  @inline(__always)
  private mutating func append(_ line: Guess) {
    lines[count & mask] = line
    count &+= 1
  }

  /// Takes note of the line that came.
  @inline(never)
  mutating func take(_ line: Guess) {
    if lines.isEmpty { allocate() }
    if line == likeliest {
      takeLikeliest()
    } else if line == interrupted {
      append(line)
      (next, resumed) = (resumed &+ 1, next)
    } else {
      let context = context(of: line)
      append(line)
      let known = Int(contexts[context])
      resumed = next
      next = known > 0 && self.line(known &- 1) == line ? known : -1
      contexts[context] = Int32(truncatingIfNeeded: count)
    }
  }

  /// The place of what is known of a line behind the last one.
  private func context(of line: Guess) -> Int {
    let both = UInt64(self.line(count &- 1).bits) &<< 32 | UInt64(line.bits)
    let hash = (both ^ both &>> 29) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash &>> 40) & (contexts.count &- 1)
  }
}
