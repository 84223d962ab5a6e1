import Live

/// `logtriage install-docs DIR`: the manual page and the completions, below a prefix.
package enum InstallDocsCommand: Command {
  package static let syntax = CommandSyntax(
    "install-docs", summary: "write the manual page and completions below a folder",
    operands: .paths("DIR", 1...1),
    discussion: [
      "DIR is a prefix such as /usr/local or ~/.local: the files go to share/man/man1, "
        + "share/bash-completion/completions, share/zsh/site-functions and "
        + "share/fish/vendor_completions.d in it. Their names are printed."
    ],
    examples: ["logtriage install-docs ~/.local"],
    statuses: [
      .init(.nothingFound, "written"), .init(.usage, "the command was not understood"),
      .init(.incomplete, "a file cannot be written"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let named = words.operands[0]
    let root = named.hasSuffix("/") ? named : named + "/"
    let files = [
      ("share/man/man1/logtriage.1", ManualPage().text),
      ("share/bash-completion/completions/logtriage", BashCompletion().text),
      ("share/zsh/site-functions/_logtriage", ZshCompletion().text),
      ("share/fish/vendor_completions.d/logtriage.fish", FishCompletion().text),
    ]
    var written = ""
    for (path, text) in files {
      let file = root + path
      do throws(NewFile.Failure) {
        try NewFile.makeFolders(String(file.prefix(upTo: file.lastIndex(of: "/") ?? file.endIndex)))
        let output = try NewFile(path: file, isPrivate: false)
        try output.write(text.utf8)
        try output.finish()
        written += file + "\n"
      } catch {
        return (
          written, "error: \(file): cannot be written: \(error.reason)\n",
          ExitStatus.incomplete.rawValue
        )
      }
    }
    return (written, "", 0)
  }
}
