import Testing

@testable import TriageCLI

/// Files of the same name under different paths.
@Suite struct DistinctNamesTests {
  @Test(
    arguments: [
      ([("a", "x.log"), ("b", "y.log")], ["x.log", "y.log"]),
      ([("a", "x.log"), ("b", "x.log")], ["a/x.log", "b/x.log"]),
      ([("q/a/x.log", "x.log"), ("q/b/x.log", "x.log")], ["a/x.log", "b/x.log"]),
      ([("/p/a/l", "x.log"), ("/p/b/l", "x.log")], ["a/l/x.log", "b/l/x.log"]),
      ([("a", "x.log"), ("a", "x.log")], ["a/x.log", "a/x.log"]),
      ([("./a", "x.log"), ("../b/", "x.log"), ("c", "y.log")], ["a/x.log", "b/x.log", "y.log"]),
      ([("x.log", "x.log"), ("b", "x.log")], ["x.log", "b/x.log"]),
    ] as [([(root: String, name: String)], [String])])
  func areToldApart(files: [(root: String, name: String)], names: [String]) {
    #expect(DistinctNames.of(files) == names)
  }
}
