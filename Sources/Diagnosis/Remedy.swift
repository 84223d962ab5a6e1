package import Findings

/// What to do about one cause, in an order that loses nothing.
package struct Remedy: Equatable, Sendable {
  /// One step; `command` and `verify` are shell text for a person to read and run.
  package struct Step: Equatable, Sendable {
    package var action: String
    package var why: String?
    package var command: String?
    package var verify: String?

    package init(
      _ action: String, why: String? = nil, command: String? = nil, verify: String? = nil
    ) {
      self.action = action
      self.why = why
      self.command = command
      self.verify = verify
    }
  }

  /// The id of the cause that it removes.
  package var cause: String
  package var title: String
  /// What is lost or broken when this is done in the obvious order; nil where nothing is.
  package var danger: String?
  package var steps: [Step]
  /// The settings to change; the compose module turns them into a diff.
  package var changes: [SettingChange]
  /// A unified diff with paths relative to the input folder, once it was made.
  package var patch: String?
  /// The file that the diff changes first.
  package var file: String?

  package init(
    cause: String, title: String, danger: String? = nil, steps: [Step] = [],
    changes: [SettingChange] = [], patch: String? = nil, file: String? = nil
  ) {
    self.cause = cause
    self.title = title
    self.danger = danger
    self.steps = steps
    self.changes = changes
    self.patch = patch
    self.file = file
  }
}
