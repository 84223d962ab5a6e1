import Findings

/// How much memory a program was told that it may use.
struct HeapLimit {
  /// The option or variable that sets it.
  var name: String
  var bytes: Int
  /// Whether it limits a language runtime's heap, and not a server's cache.
  var isRuntime = true
  var evidence: Evidence
}

extension ComposeService {
  /// The limit that the file sets for the program's own memory; nil when it sets none.
  var heapLimit: HeapLimit? {
    javaHeap ?? nodeHeap ?? goLimit ?? redisMaximum ?? postgresBuffers
  }

  private var javaHeap: HeapLimit? {
    let variables = environment.filter {
      $0.name.contains("JAVA") || $0.name.contains("JVM") || $0.name.contains("HEAP")
    }
    for variable in variables {
      for word in variable.value.split(separator: " ") where word.hasPrefix("-Xmx") {
        guard let bytes = ByteSize.bytes(String(word.dropFirst(4))) else { continue }
        return HeapLimit(name: "-Xmx", bytes: bytes, evidence: variable.evidence)
      }
    }
    let words = commandWords.flatMap { $0.split(separator: " ") }
    guard let word = words.last(where: { $0.hasPrefix("-Xmx") }),
      let bytes = ByteSize.bytes(String(word.dropFirst(4)))
    else { return nil }
    return HeapLimit(name: "-Xmx", bytes: bytes, evidence: evidence(of: "command"))
  }

  private var nodeHeap: HeapLimit? {
    let name = "--max-old-space-size"
    if let variable = self[environment: "NODE_OPTIONS"] {
      for word in variable.value.split(whereSeparator: { $0 == " " || $0 == "=" })
      where Int(word) != nil {
        guard variable.value.contains(name), let number = Int(word), number < 1 << 24 else { break }
        return HeapLimit(name: name, bytes: number << 20, evidence: variable.evidence)
      }
    }
    guard let number = option(name).flatMap({ Int($0) }), (1..<(1 << 24)).contains(number) else {
      return nil
    }
    return HeapLimit(name: name, bytes: number << 20, evidence: evidence(of: "command"))
  }

  private var goLimit: HeapLimit? {
    guard let variable = self[environment: "GOMEMLIMIT"],
      let bytes = RuntimeSize.goBytes(variable.value), bytes < .max
    else { return nil }
    return HeapLimit(name: "GOMEMLIMIT", bytes: bytes, evidence: variable.evidence)
  }

  private var redisMaximum: HeapLimit? {
    guard product?.kind == "redis", let bytes = option("--maxmemory").flatMap(ByteSize.bytes),
      bytes > 0
    else { return nil }
    return HeapLimit(
      name: "maxmemory", bytes: bytes, isRuntime: false, evidence: evidence(of: "command"))
  }

  private var postgresBuffers: HeapLimit? {
    guard product?.kind == "postgres",
      let bytes = serverSetting("shared_buffers").flatMap(RuntimeSize.postgresBytes)
    else { return nil }
    return HeapLimit(
      name: "shared_buffers", bytes: bytes, isRuntime: false, evidence: evidence(of: "command"))
  }

  /// A PostgreSQL setting given as `-c name=value` or `--name=value`.
  func serverSetting(_ name: String) -> String? {
    let dashed = name.split(separator: "_").joined(separator: "-")
    if let value = option("--" + dashed) ?? option("--" + name) { return value.trimmingQuotes }
    let words = commandWords.flatMap { $0.split(separator: " ").map(String.init) }
    let found = words.last { $0.hasPrefix(name + "=") || $0.hasPrefix("-c" + name + "=") }
    return found.flatMap { word in
      word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]).trimmingQuotes }
    }
  }
}
