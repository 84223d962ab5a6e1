import YAML

/// `logtriage yaml FILE [--events]`: shows how a YAML file is read.
package enum YAMLCommand {
  private static let usage = "usage: logtriage yaml FILE [--events]\n"

  /// Prints each document as JSON on one line, or the events in the notation of the test suite.
  ///
  /// - Parameters:
  ///   - arguments: What stands behind `yaml`.
  ///   - readFile: Gives the bytes of a file.
  /// - Returns: What goes to standard output and standard error, and the exit status: 0, 2 for a
  ///   wrong call, 3 for a file that cannot be read or is no YAML.
  package static func run(
    arguments: [String], readFile: (String) throws -> [UInt8]
  ) -> (output: String, errors: String, status: Int32) {
    let options = arguments.filter { $0.hasPrefix("-") && $0 != "-" }
    let files = arguments.filter { !$0.hasPrefix("-") || $0 == "-" }
    if let unknown = options.first(where: { $0 != "--events" }) {
      return ("", "error: unknown option \(unknown)\n" + usage, 2)
    }
    guard let file = files.first, files.count == 1 else {
      return ("", "error: yaml takes one file\n" + usage, 2)
    }
    let bytes: [UInt8]
    do {
      bytes = try readFile(file)
    } catch {
      return ("", "error: \(file): \(error)\n", 3)
    }
    do throws(YAMLError) {
      let stream = try YAMLStream(bytes)
      guard !options.isEmpty else {
        return (stream.documents.map { $0.json() + "\n" }.joined(), "", 0)
      }
      return (try YAMLStream.events(of: bytes).map { "\($0)\n" }.joined(), "", 0)
    } catch {
      return ("", "\(file):\(error.line):\(error.column): \(error.message)\n", 3)
    }
  }
}
