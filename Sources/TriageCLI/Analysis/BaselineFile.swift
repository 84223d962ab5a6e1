import LogStream
import Templates

/// A baseline on disk.
enum BaselineFile {
  /// Why a file is no baseline.
  struct Unreadable: Error {
    var reason: String
  }

  /// A baseline with all bounds used stays below this.
  private static let longest = 64 << 20

  static func read(_ path: String) throws(Unreadable) -> TemplateBaseline {
    let bytes: [UInt8]
    do throws(LogStreamError) {
      bytes = try DescriptorSource(path: path).bytes(limit: longest + 1)
    } catch {
      throw Unreadable(reason: "\(path): \(EvidenceIntake.words(error))")
    }
    guard bytes.count <= longest else { throw Unreadable(reason: "\(path): too large") }
    do throws(TemplateBaselineError) {
      return try TemplateBaseline(parsing: bytes)
    } catch {
      throw Unreadable(
        reason: "\(path):\(error.line): not as logtriage baseline writes it: \(error.reason)")
    }
  }
}
