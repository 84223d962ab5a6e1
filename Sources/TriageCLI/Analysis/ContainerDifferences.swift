import Compose
import Docker
import Findings

/// Settings that a container runs with other than its compose file says.
///
/// Mostly the file was changed and the container was not created again, so advice that is read off
/// the file alone would be about a stack that does not run.
enum ContainerDifferences {
  /// The id of the findings; one per service, with the settings as values.
  static let id = "compose/container-not-recreated"

  static func findings(
    project: ComposeProject, inspections: [ContainerInspection]
  ) -> [Finding] {
    let observed = inspections.map { container in
      ObservedService(
        service: container.service, environment: variables(container.environment),
        image: container.image, command: container.command.isEmpty ? nil : container.command,
        mounts: container.mounts.map { mount in
          ObservedService.Mount(
            kind: mount.type, source: mount.identity, target: mount.destination,
            isReadOnly: !mount.isWritable)
        })
    }
    let byService = Dictionary(grouping: project.differences(from: observed), by: \.service)
    return byService.sorted { $0.key < $1.key }.map { service, differences in
      Finding(
        id: id, kind: .container, severity: .warning,
        title: "The container runs with other settings than the compose file says",
        proves: "The file was changed and the container was not created again, or it was started "
          + "in another way: \(differences.map(\.path).joined(separator: ", ")).",
        subject: .service(service), count: differences.count,
        samples: differences.prefix(Finding.mostSamples).map(sample),
        values: ["setting": differences.map(\.path)])
    }
  }

  /// The values are left out: they may be secrets, and the setting's name is what helps.
  private static func sample(_ difference: SettingDifference) -> Evidence {
    Evidence(
      source: difference.origin?.file ?? "inspect.json", line: difference.origin?.line,
      text: "\(difference.path): "
        + (difference.observed == nil
          ? "the container lacks it" : "the container has another value"))
  }

  private static func variables(_ list: [String]) -> [String: String] {
    Dictionary(
      list.compactMap { entry in
        guard let equals = entry.firstIndex(of: "=") else { return nil }
        return (String(entry[..<equals]), String(entry[entry.index(after: equals)...]))
      }
    ) { first, _ in first }
  }
}
