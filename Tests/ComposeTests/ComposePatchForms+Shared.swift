import Findings

@testable import Compose

extension ComposePatchTests {
  /// Values that several services share, before and after.
  static let sharedForms: [Form] = [
    Form(
      name: "shared anchor, all services want it",
      before: """
        x-env: &env
          A: "1"
        services:
          a:
            environment:
              <<: *env
              N: a
          b:
            environment:
              <<: *env
              N: b

        """,
      changes: [
        set("a", "environment.RAFT_JOIN", "x"), set("b", "environment.RAFT_JOIN", "x"),
        set("a", "environment.A", "2"), set("b", "environment.A", "2"),
      ],
      after: """
        x-env: &env
          A: "2"
          RAFT_JOIN: x
        services:
          a:
            environment:
              <<: *env
              N: a
          b:
            environment:
              <<: *env
              N: b

        """
    ),
    Form(
      name: "shared anchor, one service wants another value",
      before: """
        x-env: &env
          A: "1"
        services:
          a:
            environment:
              <<: *env
              N: a
          b:
            environment:
              <<: *env

        """,
      changes: [set("b", "environment.A", "2"), set("a", "environment.A", "3")],
      after: """
        x-env: &env
          A: "1"
        services:
          a:
            environment:
              <<: *env
              N: a
              A: "3"
          b:
            environment:
              <<: *env
              A: "2"

        """
    ),
    Form(
      name: "a pure alias becomes a map",
      before: """
        x-env: &env
          A: "1"
        services:
          a:
            environment: *env # shared
            image: x
          b:
            environment: *env

        """,
      changes: [set("a", "environment.A", "2")],
      after: """
        x-env: &env
          A: "1"
        services:
          a:
            environment: # shared
              <<: *env
              A: "2"
            image: x
          b:
            environment: *env

        """
    ),
    Form(
      name: "a pure alias of a list is copied",
      before: """
        x-env: &env
          - A=1
          - B=${B:-2}
        services:
          a:
            environment: *env
          b:
            environment: *env

        """,
      changes: [set("a", "environment.A", "2")],
      after: """
        x-env: &env
          - A=1
          - B=${B:-2}
        services:
          a:
            environment:
              A: "2"
              B: "${B:-2}"
          b:
            environment: *env

        """
    ),
    Form(
      name: "environment merged with the whole service",
      before: """
        services:
          a: &node
            image: x
            environment:
              A: one
              B: two
          b:
            <<: *node
            hostname: b

        """,
      changes: [set("b", "environment.A", "2")],
      after: """
        services:
          a: &node
            image: x
            environment:
              A: one
              B: two
          b:
            <<: *node
            hostname: b
            environment:
              A: "2"
              B: two

        """
    ),
    Form(
      name: "the anchor stands on the service's own map",
      before: """
        services:
          a:
            environment: &env
              A: one
          b:
            environment:
              <<: *env
              B: two

        """,
      changes: [set("b", "environment.A", "x"), set("b", "environment.C", "v")],
      after: """
        services:
          a:
            environment: &env
              A: one
          b:
            environment:
              <<: *env
              B: two
              A: x
              C: v

        """
    ),
    Form(
      name: "others merge the map of the service that changes",
      before: """
        services:
          a:
            environment: &env
              A: one
              B: ${B}
          b:
            environment:
              <<: *env
              C: two

        """,
      changes: [
        set("a", "environment.A", "x"), set("a", "environment.B", nil),
        set("a", "environment.D", "y1"),
      ],
      after: """
        services:
          a:
            environment: &env
              A: x
              D: y1
          b:
            environment:
              <<: *env
              C: two
              A: one
              B: ${B}
              D:

        """
    ),
    Form(
      name: "a variable is removed although others share it",
      before: """
        x-env: &env
          A: "1"
        services:
          a:
            environment:
              <<: *env
          b:
            environment:
              <<: *env

        """,
      changes: [set("a", "environment.A", nil)],
      after: """
        x-env: &env
          A: "1"
        services:
          a:
            environment:
              <<: *env
              A:
          b:
            environment:
              <<: *env

        """
    ),
  ]
}
