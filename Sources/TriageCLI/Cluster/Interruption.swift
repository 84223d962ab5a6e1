#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Turns the first ctrl-C into a question that can be asked; the second one ends the program.
enum Interruption {
  nonisolated(unsafe) private static var wasReportAsked: sig_atomic_t = 0

  nonisolated(unsafe) private static var wasAsked: sig_atomic_t = 0

  /// From here on ctrl-C does not end the program at once.
  static func hold() {
    signal(SIGINT) { _ in
      Interruption.wasAsked = 1
      signal(SIGINT, SIG_DFL)
    }
  }

  /// From here on neither ctrl-C nor a request to end does so at once, and SIGUSR1 asks for a
  /// report.
  static func holdAll() {
    hold()
    signal(SIGTERM) { _ in
      Interruption.wasAsked = 1
      signal(SIGTERM, SIG_DFL)
    }
    signal(SIGUSR1) { _ in Interruption.wasReportAsked = 1 }
  }

  /// Whether SIGUSR1 came since the last time that was asked.
  static func takeReportRequest() -> Bool {
    defer { wasReportAsked = 0 }
    return wasReportAsked != 0
  }

  /// Whether ctrl-C was pressed since `hold()`.
  static var isAsked: Bool { wasAsked != 0 }
}
