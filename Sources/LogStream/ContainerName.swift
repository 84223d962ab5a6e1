/// Turns what inputs call a container into the name of its service.
package enum ContainerName {
  /// The service of a prefix or file name: without the number of the instance, without `-json` and
  /// `.log`, `.txt`, without rotation and compression suffixes.
  ///
  /// `weaviate-node1_1` and `weaviate-node1-1` give `weaviate-node1`; `redis-json.log.2.gz` gives
  /// `redis`. A name that ends in a digit without a separator (`node1`) stays as it is.
  package static func service(from name: String) -> String {
    var rest = Substring(name)
    let isFile = stripFileSuffixes(&rest)
    if isFile, rest.hasSuffix("-json") { rest = rest.dropLast(5) }
    let digits = rest.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let stem = rest.dropLast(digits)
    if digits > 0, digits <= 3, let mark = stem.last, mark == "_" || mark == "-", stem.count > 1 {
      rest = stem.dropLast()
    }
    return rest.isEmpty ? name : String(rest)
  }

  /// Removes `.gz` and the like, a rotation number and `.log`; tells whether any was there.
  private static func stripFileSuffixes(_ name: inout Substring) -> Bool {
    let whole = name
    for suffix in [".gz", ".zst", ".xz", ".bz2"] where name.hasSuffix(suffix) {
      name = name.dropLast(suffix.count)
    }
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let stem = name.dropLast(digits)
    if digits > 0, digits <= 3, stem.last == ".", stem.count > 1, stem.dropLast().contains(".") {
      name = stem.dropLast()
    }
    for suffix in [".log", ".txt", ".out", ".err"] where name.hasSuffix(suffix) {
      name = name.dropLast(suffix.count)
      break
    }
    return name != whole
  }
}
