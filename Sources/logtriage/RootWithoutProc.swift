#if canImport(Glibc)
import Glibc

/// The words that the program was started with, as the C library hands them to the functions that
/// it calls before `main`.
///
/// Swift's runtime takes both the arguments and its own path from `/proc` (swiftlang/swift
/// stdlib/public/runtime/Paths.cpp and CommandLine.cpp @swift-6.3-RELEASE), ends the process
/// before `main` where that is not mounted and the program is fully static, and tells of no
/// arguments. An empty root has no `/proc`.
enum RootWithoutProc {
  nonisolated(unsafe) fileprivate static var count: Int32 = 0
  nonisolated(unsafe) fileprivate static var words:
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

  /// The program's name and its arguments.
  static var arguments: [String] {
    guard let words else { return [] }
    return (0..<Int(count)).compactMap { words[$0].map { String(cString: $0) } }
  }
}

/// Runs before the runtime's own constructors, so it may call C functions only.
///
/// The path of the program that prints the stack of a crash is what the runtime looks for itself;
/// it does not look where it is told one. There is none to be told in an empty root.
@section(".preinit_array") @used
private let beforeTheRuntime:
  @convention(c) (
    Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  ) -> Void = { count, words, _ in
    RootWithoutProc.count = count
    RootWithoutProc.words = words
    if access("/proc/self/exe", F_OK) != 0 {
      setenv("SWIFT_BACKTRACE", "enable=no,swift-backtrace=/none", 0)
    }
  }
#endif
