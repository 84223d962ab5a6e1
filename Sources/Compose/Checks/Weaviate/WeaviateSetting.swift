import Findings

/// One setting of a Weaviate node as the server reads it: a flag is stronger than the environment.
struct WeaviateSetting {
  /// The environment variable's name.
  var variable: String
  var text: String
  var evidence: Evidence
  /// Whether it is set on the command line, where a change of the environment has no effect.
  var isFlag: Bool
}

extension WeaviateSetting {
  /// Weaviate's own rule: everything but these four words is false, without an error.
  var isTrue: Bool { ["on", "enabled", "1", "true"].contains(text.lowercased()) }

  /// A list as Weaviate splits it: at commas, without trimming blanks.
  var list: [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).prefix(256).map(String.init)
  }
}
