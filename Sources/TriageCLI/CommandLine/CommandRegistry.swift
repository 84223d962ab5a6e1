/// The commands that there are, in the order of the overview.
package enum CommandRegistry {
  package static let commands: [any Command.Type] = [
    AnalyzeCommand.self, WatchCommand.self, CollectCommand.self, CompareCommand.self,
    ClusterCommand.self,
    ProbeCommand.self,
    ComposeCheckCommand.self, ComposeShowCommand.self, ComposeFixCommand.self,
    ScanCommand.self, MergeCommand.self, TemplatesCommand.self, BaselineCommand.self,
    InspectInputCommand.self, RedactCommand.self,
    PatternsCheckCommand.self, PatternsListCommand.self, PatternsShowCommand.self,
    PatternsExplainCommand.self, PatternsNewCommand.self, PatternsCountCommand.self, PatternsPathCommand.self,
    YAMLCommand.self, SchemaCommand.self, CompletionsCommand.self, InstallDocsCommand.self,
  ]

  /// The first words of commands, each once.
  static var firstWords: [String] {
    var seen: Set<String> = []
    return commands.map { $0.syntax.name[0] }.filter { seen.insert($0).inserted }
  }

  /// The commands whose name starts with a word.
  static func group(_ word: String) -> [any Command.Type] {
    commands.filter { $0.syntax.name.first == word }
  }

  /// The command that a line names, the longest name first, and the words that are left.
  static func find(_ words: [String]) -> (command: any Command.Type, rest: [String])? {
    commands.filter { words.starts(with: $0.syntax.name) }
      .max { $0.syntax.name.count < $1.syntax.name.count }
      .map { ($0, Array(words.dropFirst($0.syntax.name.count))) }
  }
}
