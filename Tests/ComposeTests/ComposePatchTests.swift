import Findings
import Testing

@testable import Compose

/// The text that a patch gives, for each form of a file.
@Suite struct ComposePatchTests {
  struct Form: CustomTestStringConvertible, Sendable {
    var name: String
    var before: String
    var changes: [SettingChange]
    var after: String
    var testDescription: String { name }
  }

  static func set(_ service: String, _ path: String, _ value: String?) -> SettingChange {
    SettingChange(service: service, path: path, value: value)
  }

  @Test(arguments: forms)
  func theEditIsTheSmallest(form: Form) throws {
    let bytes = Array(form.before.utf8)
    let patch = try ComposePatch(form.changes) { $0 == "compose.yaml" ? bytes : nil }
    let after = patch.files.first.map { String(decoding: $0.after, as: UTF8.self) } ?? form.before
    #expect(after == form.after, "\(patch.diff)")
  }

  @Test(.enabled(if: PatchJudge.isAvailable, "needs python3 with PyYAML, patch and git"))
  func everyFormAppliesWithPatchAndGit() throws {
    // The judge does not interpolate, so it cannot see a changed default.
    let judged = Self.forms.filter { $0.name != "the default of a variable" }
    let cases = try judged.filter {
      $0.changes.allSatisfy { $0.path.hasPrefix("environment.") }
    }
    .map { form in
      let bytes = Array(form.before.utf8)
      let patch = try ComposePatch(form.changes) { $0 == "compose.yaml" ? bytes : nil }
      return PatchJudge.Case(
        id: form.name, files: ["compose.yaml": form.before], diff: patch.diff,
        wanted: form.changes.map { [$0.service, String($0.path.dropFirst(12)), $0.value] })
    }
    let complaints = try PatchJudge.complaints(cases)
    #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
  }

  static let forms = environmentForms + sharedForms + settingForms
}
