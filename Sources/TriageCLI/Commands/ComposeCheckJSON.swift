import Compose
import Findings

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The findings of `compose check` for programs.
enum ComposeCheckJSON {
  private struct Row: Encodable {
    var id: String
    var severity: String
    var service: String?
    var title: String
    var proves: String
    var places: [Place]
    var fixes: [Fix]
  }

  private struct Place: Encodable {
    var file: String
    var line: Int?
    var text: String
  }

  private struct Fix: Encodable {
    var service: String
    var path: String
    var value: String?
  }

  /// One JSON array with an object per finding, keys sorted, and a line end.
  static func text(_ findings: [Finding]) -> String {
    let rows = findings.map { finding in
      Row(
        id: finding.id, severity: finding.severity.rawValue, service: finding.subject?.name,
        title: finding.title, proves: finding.proves,
        places: finding.samples.map { Place(file: $0.source, line: $0.line, text: $0.text) },
        fixes: finding.fixes.map { fix in
          Fix(
            service: fix.service, path: fix.path, value: fix.value.map { shown($0, fix.path) })
        })
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(rows) else { return "[]\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// A wanted value, unless its name says that it is a secret; a `${VARIABLE}` may be shown.
  static func shown(_ value: String, _ path: String) -> String {
    let name = path.split(separator: ".").last.map(String.init) ?? path
    return SecretName.isSecret(name) && !value.hasPrefix("${") ? "(hidden)" : value
  }
}
