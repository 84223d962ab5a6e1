import TriageCLI

@main
struct LogTriage {
  static func main() {
    CommandLineProgram.run()
  }
}
