import Docker
import Findings
import Live
import LogStream
import Signatures

/// The logs of followed containers on their way into the analysis.
struct LiveLogs {
  private let index: SignatureIndex
  private var part: LogPart
  private var images: [(service: String, image: String)] = []
  private var readers: [String: LogReader] = [:]
  private var services: [String: String] = [:]
  /// When bytes of a container came last, to hand out what waits for a next line.
  private var touched: [String: ContinuousClock.Instant] = [:]
  /// Records so far.
  private(set) var records = 0
  /// Changes whenever a record matches a signature or is an error that none matches.
  private(set) var loud = 0

  /// After so long without another line a record is whole.
  private static let silence = Duration.milliseconds(250)

  init(_ index: SignatureIndex) {
    self.index = index
    part = LogPart(LogName(paths: [], isCombined: true), index)
  }

  /// What the logs say so far.
  var pass: LogPass {
    let services = part.spans.map { ($0.service, $0.service) }
    let names = LogPass.Names(
      services: Dictionary(services) { first, _ in first }, images: images)
    return LogPass([part], index, names: names)
  }

  /// Tells which service a container belongs to, and which image it runs.
  mutating func note(_ id: String, service: String, image: String) {
    if !service.isEmpty { services[id] = service }
    if !service.isEmpty, !image.isEmpty { images.append((service, image)) }
  }

  /// The service of a container, or the start of its id.
  func service(of id: String) -> String { services[id] ?? String(id.prefix(12)) }

  /// Takes whole lines of a container.
  mutating func take(_ bytes: UnsafeRawBufferPointer, of id: String) {
    let service = service(of: id)
    let reader = readers[id] ?? LogReader(options: Self.options(service))
    readers[id] = reader
    touched[id] = .now
    reader.consume(ByteText(bytes)) { accept($0, service) }
  }

  /// Takes bytes of a stream that names its containers itself, such as compose's output.
  mutating func takeCombined(_ bytes: UnsafeRawBufferPointer) {
    let reader = readers["-"] ?? LogReader(options: Self.options(nil))
    readers["-"] = reader
    touched["-"] = .now
    reader.consume(ByteText(bytes)) { record in
      accept(record, record.container.map(ContainerName.service) ?? "input")
    }
  }

  /// Hands out what a container said last, because its run has ended.
  mutating func endRun(of id: String) {
    let service = service(of: id)
    readers[id]?.flush { accept($0, service) }
    touched[id] = nil
  }

  /// Lets go of a container that is gone; what it said stays in the analysis.
  mutating func forget(_ id: String) {
    endRun(of: id)
    readers[id] = nil
  }

  /// Hands out records that nothing followed for a while.
  mutating func settle(_ now: ContinuousClock.Instant = .now) {
    for (id, time) in touched where now - time > Self.silence {
      touched[id] = nil
      let service = id == "-" ? nil : service(of: id)
      readers[id]?.flush { record in
        accept(record, service ?? record.container.map(ContainerName.service) ?? "input")
      }
    }
  }

  /// Ends a stream: its last line needs no line feed.
  mutating func finishCombined() {
    readers["-"]?.finish { record in
      accept(record, record.container.map(ContainerName.service) ?? "input")
    }
  }

  private static func options(_ service: String?) -> LogReader.Options {
    var options = LogReader.Options(container: service)
    options.isLive = true
    return options
  }

  private mutating func accept(_ record: Record, _ service: String) {
    records += 1
    if part.take(record, path: "logs/\(service).log", container: service) { loud += 1 }
  }
}
