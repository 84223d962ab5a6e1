#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The program that speaks to the engine: `docker`, or what LOGTRIAGE_DOCKER names (`podman`).
package struct DockerProgram: Sendable {
  /// Why there is no answer.
  package struct Failure: Error, Equatable, Sendable {
    package var reason: String

    package init(reason: String) {
      self.reason = reason
    }
  }

  package let name: String
  private let environment: [String]

  /// Variables that choose the engine, and what the program needs to find its settings.
  private static let inherited = [
    "PATH", "HOME", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "DOCKER_TLS_VERIFY",
    "DOCKER_CERT_PATH", "DOCKER_API_VERSION", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME",
    "CONTAINER_HOST", "SSH_AUTH_SOCK",
  ]

  package init(environment: [String: String]) {
    name = environment["LOGTRIAGE_DOCKER"].flatMap { $0.isEmpty ? nil : $0 } ?? "docker"
    self.environment = Self.inherited.compactMap { key in
      environment[key].map { "\(key)=\($0)" }
    }
  }

  /// Starts a question whose answer goes on; nil where it cannot be started.
  func start(_ question: DockerQuestion) -> ChildStream? {
    question.arguments.flatMap { ChildStream([name] + $0, environment: environment) }
  }

  /// Asks and waits for the whole answer.
  ///
  /// - Parameters:
  ///   - question: What is asked.
  ///   - seconds: After so many the program is killed.
  ///   - limit: Bytes of the answer at most.
  /// - Returns: What it printed on both outputs.
  /// - Throws: Why there is no answer, in its own words where it has any.
  package func ask(
    _ question: DockerQuestion, seconds: Double = 20, limit: Int = 64 << 20
  ) throws(Failure) -> [UInt8] {
    guard question.arguments != nil else {
      throw Failure(reason: "this is no name of a container or project")
    }
    guard let child = start(question) else {
      throw Failure(
        reason: "the program `\(name)` cannot be run; install it or set LOGTRIAGE_DOCKER")
    }
    let deadline = ContinuousClock.now + .seconds(seconds)
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      guard ContinuousClock.now < deadline else {
        throw Failure(reason: "\(name) gave no answer within \(Int(seconds)) s")
      }
      guard output.count <= limit else {
        throw Failure(reason: "the answer of \(name) is longer than \(limit) bytes")
      }
      switch chunk.withUnsafeMutableBytes({ child.read(into: $0) }) {
      case .bytes(let count): output += chunk[..<count]
      case .nothing:
        var waited = pollfd(fd: child.descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waited, 1, 50)
      case .end:
        child.wait()
        guard child.status == 0 else { throw Failure(reason: Self.words(output, name)) }
        return output
      }
    }
  }

  /// The last line that a failed program printed.
  static func words(_ output: [UInt8], _ name: String) -> String {
    let text = String(decoding: output.suffix(2000), as: UTF8.self)
    let line = text.split(separator: "\n").last.map(String.init) ?? ""
    return line.isEmpty ? "\(name) failed and said nothing" : "\(name): \(line.prefix(300))"
  }
}
