import Compose
import Docker
import Findings
import Testing

@testable import TriageCLI

@Suite struct ContainerDifferencesTests {
  private static let file = """
    services:
      db:
        image: postgres:15
        environment:
          PGDATA: /data
          POSTGRES_PASSWORD: second
    """

  private static func findings(environment: [String], image: String) -> [Finding] {
    let project = ComposeProject(files: ["compose.yaml"]) { path in
      path == "compose.yaml" ? Array(file.utf8) : nil
    }
    var container = ContainerInspection()
    container.service = "db"
    container.image = image
    container.environment = environment
    return ContainerDifferences.findings(project: project, inspections: [container])
  }

  @Test func aContainerThatRunsAsWrittenGivesNothing() {
    let same = ["PGDATA=/data", "POSTGRES_PASSWORD=second", "PATH=/bin"]
    #expect(Self.findings(environment: same, image: "postgres:15").isEmpty)
  }

  @Test(
    arguments: [
      (
        ["PGDATA=/data", "POSTGRES_PASSWORD=first"], "postgres:15",
        ["environment.POSTGRES_PASSWORD"]
      ),
      (["POSTGRES_PASSWORD=second"], "postgres:15", ["environment.PGDATA"]),
      (["PGDATA=/data", "POSTGRES_PASSWORD=second"], "postgres:14", ["image"]),
    ])
  func aChangedSettingIsNamedWithItsPlace(environment: [String], image: String, settings: [String])
  {
    let findings = Self.findings(environment: environment, image: image)
    #expect(findings.map(\.id) == [ContainerDifferences.id])
    #expect(findings.first?.values["setting"] == settings)
    #expect(findings.first?.samples.first?.line != nil)
  }

  @Test func noValueIsShown() {
    let findings = Self.findings(environment: ["POSTGRES_PASSWORD=first"], image: "postgres:15")
    let text = "\(findings)"
    #expect(!text.contains("first\"") && !text.contains("=first") && !text.contains("second"))
  }
}
