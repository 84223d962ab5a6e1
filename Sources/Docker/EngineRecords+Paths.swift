package import Findings

extension EngineRecords {
  /// Tells on which side of a mount the paths lie that logs complain about.
  ///
  /// A folder that may not be written is a matter of the volume when a mount holds it, and of the
  /// image's user when none does. Log findings name paths by the value `path` or `file`.
  ///
  /// - Parameter findings: Findings of the logs, subjects being services.
  /// - Returns: `container/denied-on-mount`, `denied-in-image`, `missing-in-mount` and
  ///   `missing-in-image`, one per service.
  package func pathFindings(for findings: [Finding]) -> [Finding] {
    var places: FindingSet = FindingSet()
    for finding in findings where finding.kind == .log && finding.severity != .neutral {
      guard let complaint = PathComplaint(finding.id), let service = finding.subject?.name,
        let container = inspections.values.first(where: { $0.service == service })
      else { continue }
      for path in (finding.values["path"] ?? []) + (finding.values["file"] ?? []) {
        if let place = judged(path, of: container, complaint, finding) { places.insert(place) }
      }
    }
    return places.all
  }

  private func judged(
    _ path: String, of container: ContainerInspection, _ complaint: PathComplaint,
    _ finding: Finding
  ) -> Finding? {
    let whole: String
    if path.hasPrefix("/") {
      whole = path
    } else if !container.workingDirectory.isEmpty, !path.isEmpty {
      whole = container.workingDirectory + "/" + path
    } else {
      return nil
    }
    let mount = container.mount(holding: whole)
    let side = mount == nil ? "in-image" : complaint == .denied ? "on-mount" : "in-mount"
    let place = mount.map { "\($0.destination) from \($0.identity)" } ?? "no mount"
    return Finding(
      id: "container/\(complaint.rawValue)-\(side)", kind: .container, severity: .warning,
      title: complaint == .denied
        ? "A path that may not be used lies \(mount == nil ? "in the image" : "on a mount")"
        : "A missing file belongs \(mount == nil ? "into the image" : "into a mount")",
      subject: finding.subject, first: finding.first, last: finding.last,
      samples: [Evidence(source: inspections.source, text: "\(whole): \(place)")],
      values: ["path": [whole], "mount": mount.map { [$0.destination] } ?? []]
        .filter { !$0.value.isEmpty })
  }
}

/// What a finding complains about, as the end of its id tells.
private enum PathComplaint: String {
  case denied, missing

  init?(_ id: String) {
    let name = id.split(separator: "/").last.map(String.init) ?? ""
    let denied = [
      "not-writable", "not-permitted", "cannot-write", "cannot-create", "chown-failed",
      "not-readable",
    ]
    let missing = [
      "file-missing", "config-missing", "certificate-missing", "script-missing", "main-missing",
    ]
    if denied.contains(where: name.hasSuffix) {
      self = .denied
    } else if missing.contains(where: name.hasSuffix) {
      self = .missing
    } else {
      return nil
    }
  }
}
