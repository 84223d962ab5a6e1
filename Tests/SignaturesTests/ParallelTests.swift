import Testing

@testable import Signatures

struct ParallelTests {
  @Test(arguments: [0, 1, 15, 16, 17, 33, 1000])
  func keepsTheOrder(count: Int) {
    let numbers = Array(0..<count)
    #expect(Parallel.map(numbers) { $0 * 2 } == numbers.map { $0 * 2 })
  }

  @Test func doesBoth() {
    let (number, text) = Parallel.both({ 1 }, { "two" })
    #expect(number == 1 && text == "two")
  }
}
