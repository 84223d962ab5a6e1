/// What one command takes, as data: its parser, its help, the completions and the manual come
/// from this value, so that none of them can know another option than the others.
package struct CommandSyntax: Sendable {
  /// The words that name it, such as `compose check`.
  package var name: [String]
  /// What it does, in half a line.
  package var summary: String
  package var operands: OperandSyntax
  /// What the operands may be, for somebody who gave none: `a folder or a file`.
  package var wanted: String
  package var options: [OptionSyntax]
  /// Paragraphs of its help, wrapped when printed.
  package var discussion: [String] = []
  /// Command lines as a user would type them.
  package var examples: [String] = []
  /// What each exit status means.
  package var statuses: [StatusMeaning] = []
  /// Options that people try and that are refused on purpose, with the reason.
  package var refused: [String: String] = [:]

  /// One exit status and when it is given.
  package struct StatusMeaning: Sendable {
    package var status: ExitStatus
    package var meaning: String

    package init(_ status: ExitStatus, _ meaning: String) {
      self.status = status
      self.meaning = meaning
    }
  }

  package init(
    _ name: String..., summary: String, operands: OperandSyntax = .none, wanted: String = "",
    options: [OptionSyntax] = [], discussion: [String] = [], examples: [String] = [],
    statuses: [StatusMeaning] = [], refused: [String: String] = [:]
  ) {
    self.name = name
    self.summary = summary
    self.operands = operands
    self.wanted = wanted
    self.options = options
    self.discussion = discussion
    self.examples = examples
    self.statuses = statuses
    self.refused = refused
  }

  /// The option that every command has.
  static let help = OptionSyntax("--help", short: "h", summary: "show this help")

  /// The command's options and `--help`.
  var allOptions: [OptionSyntax] { options + [Self.help] }

  /// The words behind `logtriage`.
  var title: String { name.joined(separator: " ") }
}

/// One option of a command.
package struct OptionSyntax: Sendable {
  /// With its two dashes.
  package var name: String
  /// A letter that may stand for it behind one dash.
  package var short: Character?
  /// What its value is; nil for an option that takes none.
  package var value: ValueSyntax?
  package var summary: String
  /// Whether it may be given several times; otherwise the last one counts.
  package var isRepeatable: Bool

  package init(
    _ name: String, short: Character? = nil, _ value: ValueSyntax? = nil,
    isRepeatable: Bool = false, summary: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.summary = summary
    self.isRepeatable = isRepeatable
  }
}

/// What an option's value may be, and how a shell can complete it.
package enum ValueSyntax: Sendable {
  /// One of some words; they are compared without regard to case if they are given in capitals.
  case choice(String, [String])
  /// A whole number within bounds.
  case integer(String, ClosedRange<Int>)
  /// Seconds within bounds.
  case seconds(ClosedRange<Double>)
  case file
  case folder
  /// Anything, under this name in the help.
  case text(String)

  /// The word in capitals that stands for the value.
  var label: String {
    switch self {
    case .choice(let label, _), .integer(let label, _), .text(let label): label
    case .seconds: "SECONDS"
    case .file: "FILE"
    case .folder: "DIR"
    }
  }

  /// Why a value is refused; nil for one that is taken.
  func refusal(of value: String, for name: String) -> String? {
    switch self {
    case .choice(let label, let known):
      if known.contains(value) || known.contains(value.uppercased()) { return nil }
      let hint = Spelling.hint(value, among: known)
      let list = known.joined(separator: ", ")
      return "unknown \(label.lowercased()) `\(value)`\(hint); known are \(list)"
    case .integer(_, let bounds):
      if let number = Int(value), bounds.contains(number) { return nil }
      let top = bounds.upperBound == Int.max ? "" : " to \(bounds.upperBound)"
      return "\(name) wants a number from \(bounds.lowerBound)\(top)"
    case .seconds(let bounds):
      if let number = Double(value), bounds.contains(number) { return nil }
      return "\(name) wants seconds, from \(Self.plain(bounds.lowerBound)) to "
        + Self.plain(bounds.upperBound)
    case .file, .folder, .text:
      return value.isEmpty ? "\(name) needs a value" : nil
    }
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }
}

/// What stands behind a command's options.
package enum OperandSyntax: Sendable {
  case none
  /// Files or folders, under this name.
  case paths(String, ClosedRange<Int>)
  /// Words that are no files.
  case words(String, ClosedRange<Int>)
  /// One of some words.
  case choice(String, [String])

  var bounds: ClosedRange<Int> {
    switch self {
    case .none: 0...0
    case .paths(_, let bounds), .words(_, let bounds): bounds
    case .choice: 1...1
    }
  }

  /// As it stands in a line of usage.
  var usage: String {
    switch self {
    case .none: return ""
    case .choice(let label, _): return label
    case .paths(let label, let bounds), .words(let label, let bounds):
      let several = bounds.upperBound > 1 && !label.contains(" ") ? "..." : ""
      return bounds.lowerBound == 0 ? "[\(label)\(several)]" : label + several
    }
  }
}
