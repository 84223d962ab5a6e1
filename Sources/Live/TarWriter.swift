/// Writes a tar archive, member by member (POSIX.1-2017 ustar; pax headers for long names).
package struct TarWriter {
  /// The archive cannot be written.
  package struct Failure: Error {
    package var reason: String
  }

  private let file: NewFile
  private let time: Int

  /// Creates a file that only its owner can read.
  ///
  /// - Parameters:
  ///   - path: Its place; a file that is there is replaced.
  ///   - time: Seconds since 1970 that every member is stamped with.
  /// - Throws: Why it cannot be created.
  package init(path: String, time: Int) throws(Failure) {
    do {
      file = try NewFile(path: path, isPrivate: true)
    } catch {
      throw Failure(reason: "\(path): cannot be written: \(error.reason)")
    }
    self.time = time
  }

  /// Adds a file.
  package func add(_ name: String, _ bytes: [UInt8]) throws(Failure) {
    var data: [UInt8] = []
    if name.utf8.count > 100 {
      let record = Self.pax("path", name)
      data += Self.header("PaxHeader", record.count, time, kind: "x") + record
      data += Self.padding(record.count)
    }
    data += Self.header(name, bytes.count, time, kind: "0")
    do {
      try file.write(data)
      try file.write(bytes)
      try file.write(Self.padding(bytes.count))
    } catch {
      throw Failure(reason: "\(name): \(error.reason)")
    }
  }

  /// Ends the archive.
  package func finish() throws(Failure) {
    do {
      try file.write([UInt8](repeating: 0, count: 1024))
      try file.finish()
    } catch {
      throw Failure(reason: error.reason)
    }
  }

  private static func padding(_ count: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: (512 - count % 512) % 512)
  }

  /// `length key=value\n`, where the length counts itself.
  static func pax(_ key: String, _ value: String) -> [UInt8] {
    let rest = " \(key)=\(value)\n".utf8.count
    var length = rest + 1
    while String(length).utf8.count + rest != length {
      length = String(length).utf8.count + rest
    }
    return Array("\(length) \(key)=\(value)\n".utf8)
  }

  static func header(_ name: String, _ size: Int, _ time: Int, kind: String) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ place: Int, _ room: Int) {
      for (offset, byte) in text.utf8.prefix(room).enumerated() { block[place + offset] = byte }
    }
    func octal(_ value: Int, _ digits: Int) -> String {
      let text = String(max(0, value), radix: 8)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    put(name, 0, 100)
    put(octal(0o600, 7), 100, 7)
    put(octal(0, 7), 108, 7)
    put(octal(0, 7), 116, 7)
    put(octal(size, 11), 124, 11)
    put(octal(time, 11), 136, 11)
    put("        ", 148, 8)
    put(kind, 156, 1)
    put("ustar", 257, 5)
    put("00", 263, 2)
    let sum = block.reduce(0) { $0 + Int($1) }
    put(octal(sum, 6), 148, 6)
    block[154] = 0
    block[155] = 0x20
    return block
  }
}
