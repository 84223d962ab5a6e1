import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Looks up the addresses of hosts, all side by side and no longer than a bound.
enum HostLookup {
  /// A socket address that `connect` takes.
  struct Address: Sendable {
    var family: Int32
    var bytes: [UInt8]
  }

  /// The addresses of each host and port; none where the name is unknown or the time was up.
  ///
  /// `getaddrinfo` cannot be interrupted, so each name is looked up on a thread of its own, which
  /// is left behind when its time is up.
  static func addresses(
    of places: Set<WebPlace>, seconds: Double
  ) -> [WebPlace: [Address]] {
    let results = Box()
    let group = DispatchGroup()
    for place in places {
      group.enter()
      DispatchQueue.global().async {
        let found = look(up: place)
        results.put(found, for: place)
        group.leave()
      }
    }
    _ = group.wait(timeout: .now() + seconds)
    return results.all
  }

  /// Where a request goes to.
  struct WebPlace: Hashable, Sendable {
    var host: String
    var port: UInt16
  }

  private final class Box: Sendable {
    private let found = Mutex<[WebPlace: [Address]]>([:])
    func put(_ list: [Address], for place: WebPlace) { found.withLock { $0[place] = list } }
    var all: [WebPlace: [Address]] { found.withLock { $0 } }
  }

  private static func look(up place: WebPlace) -> [Address] {
    var hints = addrinfo()
    #if canImport(Glibc)
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
    hints.ai_socktype = Int32(SOCK_STREAM)
    #endif
    hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(place.host, String(place.port), &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var addresses: [Address] = []
    var next = list
    while let entry = next?.pointee, addresses.count < 8 {
      if let address = entry.ai_addr {
        let bytes = UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
        addresses.append(Address(family: entry.ai_family, bytes: Array(bytes)))
      }
      next = entry.ai_next
    }
    return addresses
  }
}
