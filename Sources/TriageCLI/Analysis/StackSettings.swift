import Compose
import Docker
import Report

/// The settings of a stack as two bundles can be compared by them.
enum StackSettings {
  /// What the compose file sets for active services.
  static func written(_ project: ComposeProject) -> [ComparedRun.Setting] {
    project.services.filter(\.isActive).flatMap { service in
      service.settings.map { setting in
        ComparedRun.Setting(
          service: service.name, path: setting.path, value: setting.value,
          origin: "\(setting.origin)")
      }
    }
  }

  /// What the containers run with, as far as `docker inspect` tells it.
  static func running(_ containers: [ContainerInspection]) -> [ComparedRun.Setting] {
    containers.flatMap { container in
      var settings = [
        ("image", container.image), ("restart", container.restartPolicy), ("user", container.user),
        ("network_mode", container.networkMode),
        ("command", container.command.joined(separator: " ")),
      ]
      settings += container.environment.compactMap { entry in
        entry.firstIndex(of: "=").map { equals in
          ("environment.\(entry[..<equals])", String(entry[entry.index(after: equals)...]))
        }
      }
      settings += container.mounts.map { ("volumes.\($0.destination)", $0.identity) }
      return settings.map { path, value in
        ComparedRun.Setting(
          service: container.service, path: path, value: value, origin: "docker inspect")
      }
    }
  }
}
