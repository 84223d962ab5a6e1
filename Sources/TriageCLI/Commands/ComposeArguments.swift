import Compose

/// What `logtriage compose` commands have in common: the files, and options with a value.
struct ComposeArguments {
  /// Why a command line is refused.
  struct Refusal: Error {
    var message: String
  }

  private(set) var files: [String] = []
  /// Options in the order they were given; nil as value for one without.
  private(set) var options: [(name: String, value: String)] = []
  private(set) var wantsHelp = false

  init(_ arguments: [String], options known: Set<String>) throws(Refusal) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--" {
        files += rest
        break
      }
      if word == "--help" || word == "-h" {
        wantsHelp = true
      } else if word.hasPrefix("--") {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard known.contains(name) else { throw Refusal(message: "no option \(name)") }
        guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
          throw Refusal(message: "\(name) needs a value")
        }
        options.append((name, value))
      } else {
        files.append(word)
      }
    }
    if files.isEmpty, !wantsHelp { throw Refusal(message: "which compose file?") }
  }

  /// The folder of the first file, with `/` at its end; empty for the current one.
  var folder: String {
    files.first?.lastIndex(of: "/").map { String(files[0][...$0]) } ?? ""
  }

  /// The files seen from that folder.
  var names: [String] {
    files.map { $0.hasPrefix(folder) ? String($0.dropFirst(folder.count)) : $0 }
  }
}
