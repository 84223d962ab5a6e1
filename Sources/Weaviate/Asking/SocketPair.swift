#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Two ends of one connection: a child's standard input and output, and the parent's end of both.
///
/// A socket and no pipe, because writing to one whose reader is gone can be told not to raise
/// SIGPIPE. Neither end is inherited by other children.
struct SocketPair {
  let parent: Int32
  let child: Int32

  /// The flag with which `send` reports a closed peer as an error only.
  #if canImport(Darwin)
  static let quietly: Int32 = 0
  #else
  static let quietly = Int32(MSG_NOSIGNAL.rawValueOrSelf)
  #endif

  init?() {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Self.kind, 0, &ends) == 0 else { return nil }
    #if canImport(Darwin)
    var yes: Int32 = 1
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      setsockopt(end, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    }
    #endif
    (parent, child) = (ends[0], ends[1])
    // The child's end stays blocking: programs do not expect anything else of standard output.
    _ = fcntl(parent, F_SETFL, fcntl(parent, F_GETFL) | O_NONBLOCK)
  }

  private static var kind: Int32 {
    #if canImport(Darwin)
    SOCK_STREAM
    #else
    Int32(SOCK_STREAM.rawValueOrSelf) | Int32(SOCK_CLOEXEC.rawValueOrSelf)
    #endif
  }
}

#if canImport(Glibc)
extension __socket_type {
  /// Glibc declares these constants as an enumeration, Musl as numbers.
  fileprivate var rawValueOrSelf: UInt32 { rawValue }
}
#endif

extension FixedWidthInteger {
  fileprivate var rawValueOrSelf: Self { self }
}
