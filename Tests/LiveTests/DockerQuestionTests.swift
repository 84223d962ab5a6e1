import Testing

@testable import Live

/// Every command that is given to the engine.
@Suite struct DockerQuestionTests {
  @Test(
    arguments: [
      (.version, ["version", "--format", "{{.Server.Version}}"]),
      (.info, ["info", "--format", "{{json .}}"]),
      (.list(ContainerChoice()), ["ps", "--all", "--no-trunc", "--format", "{{json .}}"]),
      (
        .list(ContainerChoice(project: "shop", labels: ["a=b"])),
        [
          "ps", "--all", "--no-trunc", "--format", "{{json .}}", "--filter",
          "label=com.docker.compose.project=shop", "--filter", "label=a=b",
        ]
      ),
      (.inspect(["a1", "b2"]), ["inspect", "--type", "container", "a1", "b2"]),
      (
        .logs("a1", since: "2026-01-01T00:00:00Z", tail: 5, isFollowed: true),
        [
          "logs", "--timestamps", "--follow", "--since", "2026-01-01T00:00:00Z", "--tail", "5",
          "a1",
        ]
      ),
      (
        .events(ContainerChoice(), since: nil, until: "0s"),
        ["events", "--format", "{{json .}}", "--filter", "type=container", "--until", "0s"]
      ),
    ] as [(DockerQuestion, [String])])
  func isTheseWords(question: DockerQuestion, words: [String]) {
    #expect(question.arguments == words)
  }

  @Test(
    arguments: [
      .inspect([]), .inspect(["--help"]), .inspect(["a", "-f"]), .inspect(["a;rm"]),
      .inspect([""]), .logs("-x", since: nil, tail: nil, isFollowed: false),
      .logs("a", since: "--tail", tail: nil, isFollowed: false),
      .logs("a", since: "$(x)", tail: nil, isFollowed: false),
      .list(ContainerChoice(project: "--all")), .list(ContainerChoice(labels: ["a\nb"])),
    ] as [DockerQuestion])
  func namesThatAreNoneAreRefused(question: DockerQuestion) {
    #expect(question.arguments == nil)
  }
}
