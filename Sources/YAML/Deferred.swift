import Synchronization

/// A value that is made when it is first asked for, once for all who share it.
package final class Deferred<Value: Sendable>: Sendable {
  private enum State: Sendable {
    case waiting(@Sendable () -> Value)
    case made(Value)
  }

  private let state: Mutex<State>

  /// Takes how the value is made; it is not made yet.
  package init(_ make: @escaping @Sendable () -> Value) { state = Mutex(.waiting(make)) }

  /// Takes a value that is there already.
  package init(made value: Value) { state = Mutex(.made(value)) }

  /// Whether the value is there already.
  package var isMade: Bool {
    state.withLock { state in
      if case .made = state { true } else { false }
    }
  }

  /// The value; who asks first waits while it is made.
  package var value: Value {
    state.withLock { state in
      switch state {
      case .made(let value): return value
      case .waiting(let make):
        let value = make()
        state = .made(value)
        return value
      }
    }
  }
}
