import Dispatch
import Synchronization

/// Work on many small things that is shared out among the processors.
package enum Parallel {
  /// More runs than processors, so that a slow one does not keep the others waiting for long.
  private static let runs = 16

  /// As `map`, with some of the elements worked on at once; the results keep their order.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    let size = (elements.count + runs - 1) / runs
    guard size > 1 else { return elements.map(transform) }
    return [Result](unsafeUninitializedCapacity: elements.count) { buffer, count in
      let results = Slots(buffer)
      DispatchQueue.concurrentPerform(iterations: runs) { run in
        let first = min(run * size, elements.count)
        for place in first..<min(first + size, elements.count) {
          results.fill(place, with: transform(elements[place]))
        }
      }
      count = elements.count
    }
  }

  /// Memory for results, of which each run fills places of its own: nothing is copied, which counts
  /// references for all that a result holds.
  private struct Slots<Result>: @unchecked Sendable {
    private let buffer: UnsafeMutableBufferPointer<Result>

    init(_ buffer: UnsafeMutableBufferPointer<Result>) { self.buffer = buffer }

    func fill(_ place: Int, with result: Result) {
      precondition(buffer.indices.contains(place))
      buffer.initializeElement(at: place, to: result)
    }
  }

  /// Does two things at once.
  package static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let results = Mutex<(First?, Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { half in
      if half == 0 {
        let result = first()
        results.withLock { $0.0 = result }
      } else {
        let result = second()
        results.withLock { $0.1 = result }
      }
    }
    let (one, other) = results.withLock { $0 }
    return (one ?? first(), other ?? second())
  }
}
