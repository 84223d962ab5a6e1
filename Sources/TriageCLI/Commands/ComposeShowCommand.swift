import Compose
import FoundationEssentials

/// `logtriage compose show`: what compose makes of the files, and where each value is written.
package struct ComposeShowCommand: Command {
  package static let syntax = CommandSyntax(
    "compose", "show", summary: "the resolved model with each value's origin",
    operands: .paths("FILE", 1...Int.max),
    options: [
      OptionSyntax("--service", .text("NAME"), isRepeatable: true, summary: "only this service"),
      OptionSyntax("--format", .choice("FORMAT", ["text", "json"]), summary: "form of the model"),
    ],
    discussion: [
      "Prints every setting of every service after merging, includes, extends and variables, with "
        + "the place where it is written. Later files override earlier ones. Values are not redacted."
    ],
    examples: ["logtriage compose show docker-compose.yml --service db"],
    statuses: [
      .init(.nothingFound, "shown"), .init(.usage, "the command was not understood"),
      .init(.incomplete, "the file cannot be read"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let parsed = ComposeFiles(words.operands)
    let readFile = surroundings.readFile
    let project = ComposeProject(files: parsed.names, environment: [:]) { path in
      try? readFile(parsed.folder + path)
    }
    let names = words.all("--service")
    if let missing = names.first(where: { project[service: $0] == nil }) {
      return ("", "error: no service \"\(missing)\" in \(parsed.files[0])\n", 2)
    }
    let services = project.services.filter { names.isEmpty || names.contains($0.name) }
    let warnings = project.warnings.map { "\(parsed.folder)\($0)\n" }.joined()
    let status: Int32 = project.services.isEmpty ? 3 : 0
    if words["--format"] == "json" { return (json(services, project), "", status) }
    return (text(services), warnings, status)
  }

  private static func text(_ services: [ComposeService]) -> String {
    services.map { service in
      let state = service.isActive ? "" : " (inactive: needs a profile)"
      let settings = service.settings
      let width = min(settings.map { $0.path.count + $0.value.count + 2 }.max() ?? 0, 72)
      return "\(service.name)\(state)  # \(service.origin)\n"
        + settings.map { setting in
          let left = "  \(setting.path): \(setting.value)"
          let blanks = String(repeating: " ", count: max(1, width + 4 - left.count))
          let written = setting.written.map { ", written \($0)" } ?? ""
          return printable("\(left)\(blanks)# \(setting.origin)\(written)") + "\n"
        }.joined()
    }.joined(separator: "\n")
  }

  /// The text without control characters, which a terminal would obey.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
          default: scalar
          }
        }))
  }

  private static func json(_ services: [ComposeService], _ project: ComposeProject) -> String {
    let document = Document(
      files: project.files,
      services: services.map { service in
        Document.Service(
          name: service.name, origin: Document.Origin(service.origin), active: service.isActive,
          settings: service.settings.map(Document.Setting.init))
      },
      warnings: project.warnings.map {
        Document.Warning(file: $0.file, line: $0.line, message: $0.message)
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(document)) ?? .init()
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// The JSON form; absent fields are left out.
  private struct Document: Encodable {
    struct Origin: Encodable {
      var kind: String
      var file: String?
      var line: Int?
      var anchor: String?

      init(_ origin: SettingOrigin) {
        kind = origin.kind.rawValue
        file = origin.kind == .shell ? nil : origin.file
        line = origin.kind == .shell ? nil : origin.line
        anchor = origin.anchor
      }
    }

    struct Setting: Encodable {
      var path: String
      var value: String
      var origin: Origin
      var written: String?
      var unset: [String]?

      init(_ setting: ResolvedSetting) {
        path = setting.path
        value = setting.value
        origin = Origin(setting.origin)
        written = setting.written
        unset = setting.unsetVariables.isEmpty ? nil : setting.unsetVariables
      }
    }

    struct Service: Encodable {
      var name: String
      var origin: Origin
      var active: Bool
      var settings: [Setting]
    }

    struct Warning: Encodable {
      var file: String
      var line: Int
      var message: String
    }

    var files: [String]
    var services: [Service]
    var warnings: [Warning]
  }
}
