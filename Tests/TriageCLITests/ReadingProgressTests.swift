import Synchronization
import Testing

@testable import TriageCLI

/// The line on standard error while long input is read.
@Suite struct ReadingProgressTests {
  /// What was shown, in order.
  private final class Screen: Sendable {
    private let texts = Mutex<[String]>([])
    func add(_ text: String) { texts.withLock { $0.append(text) } }
    var all: [String] { texts.withLock { $0 } }
  }

  private static func progress(_ screen: Screen, total: Int, columns: Int = 80) -> ReadingProgress {
    ReadingProgress(total: total, columns: columns) { screen.add($0) }
  }

  @Test func shortWorkShowsNothing() {
    let screen = Screen()
    let progress = Self.progress(screen, total: 100)
    for _ in 0..<100 { progress.add(1, of: "a.log") }
    progress.finish()
    #expect(screen.all.isEmpty)
  }

  @Test func longWorkShowsHowFarItIsAndWipesTheLine() async throws {
    let screen = Screen()
    let progress = Self.progress(screen, total: 10_000_000)
    try await Task.sleep(for: .milliseconds(600))
    progress.add(4_000_000, of: "a.log")
    progress.add(1_000_000, of: "a.log")
    progress.finish()
    #expect(screen.all == ["\r\u{1b}[2Kreading 4 MB of 10 MB (40 %): a.log", "\r\u{1b}[2K"])
  }

  @Test func aPackedLogHasNoShare() async throws {
    let screen = Screen()
    let progress = Self.progress(screen, total: 1_000_000)
    try await Task.sleep(for: .milliseconds(600))
    progress.add(4_000_000, of: "a.log.gz")
    #expect(screen.all == ["\r\u{1b}[2Kreading 4 MB: a.log.gz"])
  }

  @Test func aHostileNameIsInertAndCut() async throws {
    let screen = Screen()
    let progress = Self.progress(screen, total: 1, columns: 40)
    try await Task.sleep(for: .milliseconds(600))
    progress.add(1, of: "\u{1b}[31m\r" + String(repeating: "x", count: 200))
    let text = try #require(screen.all.first).dropFirst(5)
    #expect(text.count == 39)
    #expect(!text.contains("\u{1b}") && !text.contains("\r"))
  }
}
