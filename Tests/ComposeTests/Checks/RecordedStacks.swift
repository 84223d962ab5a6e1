import Foundation
import TestSupport

@testable import Compose

/// The compose file of a recording, with what is known to be wrong with it.
struct RecordedStack: CustomStringConvertible {
  let name: String
  let project: ComposeProject
  let truth: Truth
  private let folder: URL

  var description: String { name }

  /// The part of `truth.json` that compose checks can be held to.
  struct Truth: Decodable {
    let state: String
    /// `[service, variable, value]`; `*` is any value.
    let patched: [[String]]?
  }

  /// Every recording beside the checkout; empty on a user's clone.
  static let all: [RecordedStack] = {
    guard let folder = Repository.shared?.appending(path: "recordings") else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.sorted().compactMap { RecordedStack(folder.appending(path: $0)) }
  }()

  private init?(_ folder: URL) {
    guard let data = try? Data(contentsOf: folder.appending(path: "truth.json")),
      let truth = try? JSONDecoder().decode(Truth.self, from: data)
    else { return nil }
    name = folder.lastPathComponent
    self.folder = folder
    self.truth = truth
    project = ComposeProject(files: ["docker-compose.yaml"]) { path in
      (try? Data(contentsOf: folder.appending(path: path))).map { [UInt8]($0) }
    }
  }

  /// Reads a file of the project; mounted files and build folders lie under `files`.
  func read(_ path: String) -> [UInt8]? {
    for place in [folder, folder.appending(path: "files")] {
      if let data = try? Data(contentsOf: place.appending(path: path)) { return [UInt8](data) }
    }
    return nil
  }
}
