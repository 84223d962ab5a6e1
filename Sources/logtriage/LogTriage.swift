import TriageCLI

@main
struct LogTriage {
  static func main() {
    var words = CommandLine.arguments
    #if canImport(Glibc)
    if words.isEmpty || words == [""] { words = RootWithoutProc.arguments }
    #endif
    CommandLineProgram.run(words)
  }
}
