import Findings
import LogStream
import Signatures

/// Reads signatures from YAML, given as id and text; examples and source are filled in.
func library(_ files: [(id: String, yaml: String)]) -> SignatureLibrary {
  let frame = "source: a test\nexamples: {match: [a], no-match: [b]}\n"
  var folder = PatternFolder()
  for (id, yaml) in files {
    let head = yaml.contains("title:") ? "" : "title: \(id)\n"
    let severity = yaml.contains("severity:") ? "" : "severity: warning\n"
    let text = head + severity + yaml + "\n" + (yaml.contains("examples:") ? "" : frame)
    folder.add(SignatureFile(path: "Patterns/\(id).yaml", id: id, bytes: Array(text.utf8)))
  }
  return SignatureLibrary([folder])
}

extension SignatureMatcher {
  /// Feeds the lines of one input, each with the time that stands before its first blank.
  mutating func feed(_ log: String, service: String = "app", source: String? = nil) {
    let reader = LogReader(options: LogReader.Options(isLive: true))
    let bytes = Array(log.utf8)
    let source = source ?? "logs/\(service).log"
    bytes.withUnsafeBytes { bytes in
      reader.consume(ByteText(bytes)) { match($0, source: source, service: service) }
    }
    reader.finish { match($0, source: source, service: service) }
  }
}
