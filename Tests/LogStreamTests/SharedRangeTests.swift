import Testing

@testable import LogStream

/// A stretch of a file whose rear is given up while it is read.
@Suite struct SharedRangeTests {
  @Test("Read in steps, it is all there")
  func steps() {
    let range = SharedRange(100..<130)
    var steps: [Int] = []
    while case let count = range.begin(12), count > 0 {
      steps.append(count)
      range.end(count)
    }
    #expect(steps == [12, 12, 6])
    #expect(range.rest.isEmpty)
  }

  @Test("What was not read comes again")
  func less() {
    let range = SharedRange(0..<10)
    #expect(range.begin(8) == 8)
    #expect(range.rest == 8..<10)
    range.end(3)
    #expect(range.rest == 3..<10)
    #expect(range.begin(8) == 7)
  }

  @Test("The rear is another's then")
  func rear() throws {
    let range = SharedRange(0..<100)
    range.end(range.begin(10))
    let rear = try #require(range.giveUp(from: 60))
    #expect(rear.range == 60..<100)
    #expect(rear.rest == 60..<100)
    #expect(range.range == 0..<60)
    #expect(range.begin(1000) == 50)
  }

  @Test("Nothing is given up that was begun, or is not there", arguments: [0, 20, 40, 100, 101])
  func refused(place: Int) {
    let range = SharedRange(0..<100)
    range.end(range.begin(20))
    #expect(range.begin(20) == 20)
    #expect(range.giveUp(from: place) == nil)
    #expect(range.range == 0..<100)
  }
}
