/// How bytes are packed, by their first bytes; each is unpacked by the program of the same name.
package enum Compression: String, Sendable {
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
    } else if bytes.hasPrefix("BZh"), bytes.byte(3).isDigit {
      self = .bzip2
    } else {
      return nil
    }
  }
}
