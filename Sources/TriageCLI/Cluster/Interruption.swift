#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Turns the first ctrl-C into a question that can be asked; the second one ends the program.
enum Interruption {
  nonisolated(unsafe) private static var wasAsked: sig_atomic_t = 0

  /// From here on ctrl-C does not end the program at once.
  static func hold() {
    signal(SIGINT) { _ in
      Interruption.wasAsked = 1
      signal(SIGINT, SIG_DFL)
    }
  }

  /// Whether ctrl-C was pressed since `hold()`.
  static var isAsked: Bool { wasAsked != 0 }
}
