import LogStream
import Signatures

/// A range of one log that is read apart from the rest of it.
struct ScanRange {
  /// Why a range cannot be read.
  struct Refusal: Error {
    var reason: String
  }

  private let file: EvidenceFile
  /// Where the file lies.
  private let path: String
  private let bounds: Range<Int>

  /// Reads `START-END`, 0-based bytes, the end not included; without an end to the last byte.
  init(_ text: String, _ intake: EvidenceIntake) throws(Refusal) {
    let logs = intake.files.filter { $0.kind == .log || $0.kind == .composeLog }
    guard logs.count == 1, let file = logs.first else {
      throw Refusal(reason: "--range is for one log; \(logs.count) were named")
    }
    guard let path = file.entry.plainFile else {
      throw Refusal(reason: "--range is for a file as it lies there; \(file.path) is packed")
    }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let start = Int(ends[0]), start >= 0,
      let end = ends[1].isEmpty ? file.entry.size : Int(ends[1]), end >= start
    else {
      throw Refusal(reason: "--range \(text): two numbers of bytes, as in 0-500000000")
    }
    self.file = file
    self.path = path
    bounds = start..<min(max(start, end), max(start, file.entry.size))
  }

  func part(_ index: SignatureIndex) throws(Refusal) -> LogPart {
    do throws(LogStreamError) {
      let head = try file.contents(limit: EvidenceKind.headBytes).bytes
      guard let division = LogReader.division(head: head) else {
        throw .refused(path: file.path, reason: "its records cannot be told apart at any place")
      }
      let range = try RangeSource(path: path, bounds, size: file.entry.size, division).range
      let set = LogSet(files: [file], isCombined: file.kind == .composeLog)
      let (part, edges) = LogPart.read(
        set, SharedRange(range), index, stopsWhereUnsure: true)
      guard let unsure = edges.unsureStart else { return part }
      throw .refused(
        path: file.path,
        reason: "a record of \(unsure.isEmpty ? "a line without a service" : unsure) may go over "
          + "byte \(range.lowerBound); read it in one range with what stands before")
    } catch {
      throw Refusal(reason: "\(file.path): \(EvidenceIntake.words(error))")
    }
  }
}
