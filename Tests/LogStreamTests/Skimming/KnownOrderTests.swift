import TestSupport
import Testing

@testable import LogStream

/// Which line comes next, by the order in which lines came before.
@Suite struct KnownOrderTests {
  private static func line(_ place: Int) -> KnownOrder.Guess {
    KnownOrder.Guess(place, length: 32 + place)
  }

  /// How many lines of a sequence were expected, and how many had been before something came in between.
  private static func expected(_ places: [Int], capacity: Int = 1 << 10) -> (
    next: Int, resumed: Int
  ) {
    var order = KnownOrder(capacity: capacity)
    defer { order.deallocate() }
    var (next, resumed) = (0, 0)
    for place in places.map(line) {
      if order.likeliest == place {
        next += 1
      } else if order.interrupted == place {
        resumed += 1
      }
      order.take(place)
    }
    return (next, resumed)
  }

  @Test("A guess holds a place and a length", arguments: [0, 1, 16_383], [32, 33, 4096])
  func guess(_ place: Int, _ length: Int) {
    let guess = KnownOrder.Guess(place, length: length)
    #expect(guess.place == place)
    #expect(guess.length == length)
  }

  @Test("Nothing is expected at first")
  func none() {
    let order = KnownOrder(capacity: 8)
    #expect(order.likeliest.length == 0)
    #expect(order.interrupted.length == 0)
    order.deallocate()
  }

  @Test("A sequence that comes again is expected from its third line on")
  func again() {
    #expect(Self.expected([1, 2, 3, 4, 5, 1, 2, 3, 4, 5]).next == 3)
  }

  @Test("Of two that begin alike the right one is expected, two lines on")
  func alike() {
    let (one, other) = ([1, 2, 3, 4, 5, 6], [1, 2, 7, 8, 9, 6])
    // In each turn all but the first two and the one where they part.
    #expect(Self.expected(one + other + one + other).next >= 6)
  }

  @Test("What was expected still is behind a line that came in between")
  func between() {
    let lines = Array(1...9)
    let found = Self.expected(lines + [1, 2, 3, 4, 20, 5, 6, 7, 8, 9])
    #expect(found.next == 6)
    #expect(found.resumed == 1)
  }

  @Test("A sequence that is longer than what is kept is not expected")
  func tooLong() {
    let lines = Array(0..<64)
    #expect(Self.expected(lines + lines, capacity: 64).next > 50)
    #expect(Self.expected(lines + lines, capacity: 32).next == 0)
  }

  @Test("Whatever comes, a guess is a line that came before", arguments: 0..<20)
  func anyOrder(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var order = KnownOrder(capacity: 64)
    defer { order.deallocate() }
    var came: Set<Int> = []
    for _ in 0..<2000 {
      for guess in [order.likeliest, order.interrupted] where guess.length > 0 {
        #expect(came.contains(guess.place))
        #expect(guess == Self.line(guess.place))
      }
      let isAny = Int.random(in: 0..<4, using: &random) == 0
      let place = Int.random(in: 0..<(isAny ? 200 : 8), using: &random)
      came.insert(place)
      order.take(Self.line(place))
    }
  }
}
