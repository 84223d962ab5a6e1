// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags(["-static-stdlib"], .when(platforms: [.linux], configuration: .release)),
]

// A release runs where no toolchain is, and starts in half the time: of 8 ms that dynamic linking of
// Foundation and ICU takes, 3 are left.
let alone: [LinkerSetting] = [
  .unsafeFlags(["-static-stdlib"], .when(platforms: [.linux], configuration: .release))
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: strict)
}

// Arrows point downwards only; `.ci/run` checks that no file imports what is not declared here.
let package = Package(
  name: "logtriage",
  products: [.executable(name: "logtriage", targets: ["logtriage"])],
  targets: [
    module("Findings"),
    module("LogStream"),
    module("YAML"),

    .target(
      name: "Signatures",
      dependencies: ["Findings", "LogStream", "YAML"],
      resources: [.copy("../../Patterns")],
      swiftSettings: strict),
    module("Templates", ["Findings", "LogStream"]),
    module("Compose", ["Findings", "YAML"]),
    module("Weaviate", ["Findings"]),
    module("Docker", ["Findings", "LogStream"]),

    module("Live", ["Docker", "Findings", "LogStream"]),

    module("Diagnosis", ["Findings", "YAML"]),
    .target(
      name: "Report", dependencies: ["Diagnosis", "Findings"],
      exclude: ["Schema/report.schema.json"], swiftSettings: strict),
    module(
      "TriageCLI",
      [
        "Compose", "Diagnosis", "Docker", "Findings", "Live", "LogStream", "Report", "Signatures",
        "Templates", "Weaviate", "YAML",
      ]),
    .executableTarget(
      name: "logtriage", dependencies: ["TriageCLI"], swiftSettings: strict, linkerSettings: alone),

    .target(
      name: "TestSupport", dependencies: [], path: "Tests/TestSupport", swiftSettings: strict),
    tests("FindingsTests", ["Findings"]),
    tests("LogStreamTests", ["LogStream"]),
    tests("YAMLTests", ["YAML"]),
    tests("SignaturesTests", ["Signatures", "Findings", "LogStream", "YAML"]),
    tests("TemplatesTests", ["Templates", "Findings", "LogStream"]),
    tests("ComposeTests", ["Compose", "Findings", "YAML"]),
    tests("WeaviateTests", ["Weaviate", "Findings"]),
    tests("DockerTests", ["Docker", "Findings", "LogStream"]),
    tests("LiveTests", ["Live", "Docker", "Findings"]),
    tests("DiagnosisTests", ["Diagnosis", "Findings", "YAML"]),
    tests("ReportTests", ["Report", "Diagnosis", "Findings"], exclude: ["Goldens"]),
    tests(
      "TriageCLITests",
      [
        "Compose", "Diagnosis", "Docker", "Findings", "LogStream", "Report", "Signatures",
        "Templates", "TriageCLI", "Weaviate", "YAML",
      ], exclude: ["Goldens"]),
  ],
  swiftLanguageModes: [.v6]
)
