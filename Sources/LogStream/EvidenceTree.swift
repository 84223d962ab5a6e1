#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One file of the evidence, or a part of an archive.
package struct EvidenceEntry: Sendable, Equatable {
  /// Relative to what the user named, `/` between parts, never `..`; the file's own name when a
  /// single file was named.
  package var path: String
  /// Bytes as stored; for a compressed file that is before unpacking.
  package var size: Int
  /// How to get at the bytes.
  var location: Location

  enum Location: Sendable, Equatable {
    case file(String)
    /// A file that one program unpacks.
    case compressed(String, Compression)
    case standardInput
  }
}

/// Something in the evidence that is not read, and why.
package struct EvidenceRefusal: Sendable, Equatable {
  package var path: String
  package var reason: String
}

/// How a file is packed, by its first bytes.
enum Compression: String, Sendable {
  case gzip, zstd, xz, bzip2

  init?(_ bytes: ByteText) {
    if bytes.byte(0) == 0x1F, bytes.byte(1) == 0x8B {
      self = .gzip
    } else if bytes.byte(0) == 0x28, bytes.byte(1) == 0xB5, bytes.byte(2) == 0x2F,
      bytes.byte(3) == 0xFD
    {
      self = .zstd
    } else if bytes.byte(0) == 0xFD, bytes.hasPrefix("7zXZ", at: 1) {
      self = .xz
    } else if bytes.hasPrefix("BZh") {
      self = .bzip2
    } else {
      return nil
    }
  }
}

/// The entries of what the user named: a folder, a file, or standard input.
package struct EvidenceTree: Sendable {
  /// Bounds against hostile or careless input.
  package struct Limits: Sendable {
    package var depth = 16
    package var entries = 20_000
    /// Bytes that one compressed file may unpack to.
    package var unpackedBytes = 8 << 30

    package init() {}
  }

  /// Sorted by path.
  package private(set) var entries: [EvidenceEntry] = []
  package private(set) var refusals: [EvidenceRefusal] = []
  private let limits: Limits

  /// Lists what is at `path`; `-` is standard input.
  package init(path: String, limits: Limits = Limits()) throws(LogStreamError) {
    self.limits = limits
    if path == "-" {
      entries = [EvidenceEntry(path: "-", size: 0, location: .standardInput)]
      return
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      list(path, relative: "", depth: 0)
      entries.sort { $0.path < $1.path }
    } else {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      add(path, relative: name)
    }
  }

  /// Opens an entry; every call starts at its first byte.
  package func open(_ entry: EvidenceEntry) throws(LogStreamError) -> any ByteSource {
    switch entry.location {
    case .file(let path): return try DescriptorSource(path: path)
    case .compressed(let path, let compression):
      return try ProgramSource(
        program: compression.rawValue, arguments: ["-dc"], inputPath: path,
        limit: limits.unpackedBytes)
    case .standardInput: return DescriptorSource(descriptor: 0, path: "-", owned: false)
    }
  }

  private mutating func list(_ folder: String, relative: String, depth: Int) {
    guard depth < limits.depth else {
      refusals.append(EvidenceRefusal(path: relative, reason: "folders nested too deep"))
      return
    }
    guard let directory = opendir(folder) else {
      refusals.append(
        EvidenceRefusal(path: relative, reason: String(cString: strerror(errno))))
      return
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let item = readdir(directory) {
      let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    for name in names.sorted() {
      guard entries.count < limits.entries else {
        refusals.append(
          EvidenceRefusal(path: relative, reason: "more than \(limits.entries) files"))
        return
      }
      let path = folder + "/" + name
      let inner = relative.isEmpty ? name : relative + "/" + name
      add(path, relative: inner, depth: depth)
    }
  }

  private mutating func add(_ path: String, relative: String, depth: Int? = nil) {
    var status = stat()
    guard (depth == nil ? stat(path, &status) : lstat(path, &status)) == 0 else {
      refusals.append(EvidenceRefusal(path: relative, reason: String(cString: strerror(errno))))
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      if let depth { list(path, relative: relative, depth: depth + 1) }
    case S_IFREG:
      entries.append(
        EvidenceEntry(path: relative, size: Int(status.st_size), location: locate(path)))
    case S_IFLNK:
      refusals.append(EvidenceRefusal(path: relative, reason: "symbolic link, not followed"))
    case S_IFIFO where depth == nil:
      entries.append(EvidenceEntry(path: relative, size: 0, location: .file(path)))
    default:
      refusals.append(EvidenceRefusal(path: relative, reason: "neither a file nor a folder"))
    }
  }

  private func locate(_ path: String) -> EvidenceEntry.Location {
    let head = (try? Self.head(of: path)) ?? []
    let compression = head.withUnsafeBytes { Compression(ByteText($0)) }
    return compression.map { .compressed(path, $0) } ?? .file(path)
  }

  private static func head(of path: String) throws(LogStreamError) -> [UInt8] {
    let source = try DescriptorSource(path: path)
    var bytes = [UInt8](repeating: 0, count: 16)
    var failure: LogStreamError?
    let count = bytes.withUnsafeMutableBytes { buffer -> Int in
      do throws(LogStreamError) {
        return try source.read(into: buffer)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return Array(bytes.prefix(count))
  }
}
