import Report

/// Takes secrets out of everything that one run writes, with the same pseudonyms everywhere.
struct OutputRedaction {
  private let isOn: Bool
  private let mapFile: String?
  private var redactor: Redactor

  init(_ options: ReportOptions) {
    isOn = options.redacts
    mapFile = options.redactionMap
    redactor = Redactor(hidesAddresses: options.hidesAddresses)
  }

  /// Learns the names that must stay and the secrets of the settings; to be called before anything
  /// is hidden, once for each bundle.
  mutating func learn(from reading: BundleReading) {
    redactor.keep(reading.outcome.report.meaningfulNames)
    reading.learn(into: &redactor)
  }

  mutating func redacted(_ report: TriageReport) -> TriageReport {
    guard isOn else {
      var report = report
      report.isRedacted = false
      return report
    }
    return report.redacted(by: &redactor)
  }

  /// The report of a compared bundle and the values of its settings, hidden by their names.
  mutating func redacted(_ run: ComparedRun) -> ComparedRun {
    var run = run
    run.report = redacted(run.report)
    guard isOn else { return run }
    run.name = redactor.redact(run.name)
    run.composeSettings = run.composeSettings?.map { hidden($0) }
    run.runningSettings = run.runningSettings?.map { hidden($0) }
    return run
  }

  private mutating func hidden(_ setting: ComparedRun.Setting) -> ComparedRun.Setting {
    var setting = setting
    let name = setting.path.split(separator: ".").last.map(String.init) ?? setting.path
    // The name in front lets the value be known for what it is.
    let text = redactor.redact("\(name): \(setting.value)")
    setting.value =
      text.hasPrefix("\(name): ")
      ? String(text.dropFirst(name.count + 2)) : redactor.redact(setting.value)
    return setting
  }

  mutating func redacted(lines: [String]) -> [String] {
    isOn ? lines.map { redactor.redact($0) } : lines
  }

  /// What a user must know who turned it off.
  var warnings: [String] {
    isOn ? [] : ["--no-redact: the report may hold passwords and keys of the logs"]
  }

  /// Writes the file with the way back, if one is asked for; gives why that was not possible.
  func writeMap() -> String? {
    guard let mapFile else { return nil }
    guard isOn else {
      return "--redaction-map: nothing is hidden with --no-redact, so no map is written"
    }
    do {
      try RedactionMap.write(redactor.originals, to: mapFile)
      return nil
    } catch {
      return "--redaction-map \(mapFile): \(error.reason)"
    }
  }
}
