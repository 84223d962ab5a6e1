#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What of the machine matters for its containers: memory, disk, load, limits, clock.
struct HostFacts: Encodable {
  var kernel: String
  var time: String
  var secondsUp: Double?
  var load: String?
  var memory: [String: String]
  var disks: [String: Disk]
  var limits: [String: String]

  /// Room on the file system of a folder.
  struct Disk: Encodable {
    var bytes: UInt64
    var free: UInt64
    var inodesFree: UInt64
  }

  /// Reads them; what is not there is left out.
  static func read(folders: [String]) -> HostFacts {
    var disks: [String: Disk] = [:]
    for folder in Set(["/"] + folders) {
      var status = statvfs()
      guard statvfs(folder, &status) == 0 else { continue }
      let block = UInt64(status.f_frsize)
      disks[folder] = Disk(
        bytes: UInt64(status.f_blocks) * block, free: UInt64(status.f_bavail) * block,
        inodesFree: UInt64(status.f_favail))
    }
    return HostFacts(
      kernel: text("/proc/version") ?? "unknown", time: Date().ISO8601Format(),
      secondsUp: text("/proc/uptime")?.split(separator: " ").first.flatMap { Double($0) },
      load: text("/proc/loadavg"), memory: memory(), disks: disks,
      limits: [
        "vm.max_map_count", "vm.overcommit_memory", "vm.swappiness", "fs.file-max",
        "net.core.somaxconn",
      ].reduce(into: [:]) { limits, name in
        limits[name] = text("/proc/sys/" + name.replacing(".", with: "/"))
      })
  }

  private static func memory() -> [String: String] {
    let wanted: Set<String> = [
      "MemTotal", "MemAvailable", "SwapTotal", "SwapFree", "Committed_AS", "CommitLimit",
    ]
    let lines = (text("/proc/meminfo") ?? "").split(separator: "\n")
    return lines.reduce(into: [:]) { memory, line in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, wanted.contains(String(parts[0])) else { return }
      memory[String(parts[0])] = parts[1].drop { $0 == " " }.description
    }
  }

  /// The text of a small file, without the blanks around it.
  private static func text(_ path: String) -> String? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let text = String(decoding: bytes.prefix(64 << 10), as: UTF8.self)
    let trimmed = text.drop { $0.isWhitespace }
    let end = trimmed.lastIndex { !$0.isWhitespace }
    return end.map { String(trimmed[...$0]) }
  }
}
