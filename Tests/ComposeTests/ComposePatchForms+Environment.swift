import Findings

@testable import Compose

extension ComposePatchTests {
  /// Each way to write an environment, before and after.
  static let environmentForms: [Form] = [
    Form(
      name: "map, quoted numbers, after related keys",
      before: """
        services:
          a:
            environment:
              CLUSTER_HOSTNAME: "n1"
              OTHER: "x"
            restart: always

        """,
      changes: [
        set("a", "environment.RAFT_JOIN", "n1,n2"),
        set("a", "environment.RAFT_BOOTSTRAP_EXPECT", "2"),
      ],
      after: """
        services:
          a:
            environment:
              CLUSTER_HOSTNAME: "n1"
              RAFT_JOIN: "n1,n2"
              RAFT_BOOTSTRAP_EXPECT: "2"
              OTHER: "x"
            restart: always

        """
    ),
    Form(
      name: "map, plain neighbours",
      before: """
        services:
          a:
            environment:
              A: x # why
              N: 5

        """,
      changes: [
        set("a", "environment.B", "v"), set("a", "environment.M", "6"),
        set("a", "environment.T", "true"),
      ],
      after: """
        services:
          a:
            environment:
              A: x # why
              N: 5
              B: v
              M: 6
              T: "true"

        """
    ),
    Form(
      name: "list, zero indent, no final line end",
      before: """
        services:
          a:
            environment:
            - A=1
            - B=2
        """,
      changes: [set("a", "environment.A", "3"), set("a", "environment.C", "x y")],
      after: """
        services:
          a:
            environment:
            - A=3
            - B=2
            - C=x y
        """),
    Form(
      name: "list, quoted items, single quotes",
      before: """
        services:
          a:
            environment:
              - 'A=1'
              - 'B=2'
            image: x

        """,
      changes: [set("a", "environment.B", "it's"), set("a", "environment.C", "3")],
      after: """
        services:
          a:
            environment:
              - 'A=1'
              - 'B=it''s'
              - 'C=3'
            image: x

        """
    ),
    Form(
      name: "flow map and flow list",
      before: """
        services:
          a: {image: x, environment: {A: "1"}}
          b: {environment: [A=1, B=2]}
          c: {environment: {}}

        """,
      changes: [
        set("a", "environment.B", "2"), set("b", "environment.C", "3,4"),
        set("b", "environment.A", nil),
        set("c", "environment.A", "1"),
      ],
      after: """
        services:
          a: {image: x, environment: {A: "1", B: "2"}}
          b: {environment: [B=2, "C=3,4"]}
          c: {environment: {A: "1"}}

        """
    ),
    Form(
      name: "JSON with an entry per line",
      before: """
        {
          "services": {
            "a": {
              "environment": {
                "A": "1"
              }
            }
          }
        }

        """,
      changes: [set("a", "environment.B", "2")],
      after: """
        {
          "services": {
            "a": {
              "environment": {
                "A": "1",
                "B": "2"
              }
            }
          }
        }

        """
    ),
    Form(
      name: "no environment yet, comments below the last setting stay with it",
      before: """
        services:
          a:
            image: x
            ports:
              - "80:80"
              # - "81:81"

          b:
            image: y

        """,
      changes: [set("a", "environment.A", "1")],
      after: """
        services:
          a:
            image: x
            ports:
              - "80:80"
              # - "81:81"
            environment:
              A: "1"

          b:
            image: y

        """
    ),
    Form(
      name: "no environment yet, the other services use lists",
      before: """
        services:
            a:
                image: x
            b:
                environment:
                - B=1

        """,
      changes: [set("a", "environment.A", "1")],
      after: """
        services:
            a:
                image: x
                environment:
                - A=1
            b:
                environment:
                - B=1

        """
    ),
    Form(
      name: "environment without a value",
      before: """
        services:
          a:
            environment: # nothing yet
            image: x

        """,
      changes: [set("a", "environment.A", "b")],
      after: """
        services:
          a:
            environment: # nothing yet
              A: b
            image: x

        """),
    Form(
      name: "the last variable takes its section along",
      before: """
        services:
          a:
            environment:
              A: "1"
            image: x
          b:
            image: y
            environment:
              - A=1

        """,
      changes: [set("a", "environment.A", nil), set("b", "environment.A", nil)],
      after: """
        services:
          a:
            image: x
          b:
            image: y

        """),
    Form(
      name: "Windows line ends",
      before: "services:\r\n  a:\r\n    environment:\r\n      A: \"1\" # a\ttab\r\n      B: x\r\n",
      changes: [
        set("a", "environment.A", "2"), set("a", "environment.C", "3"),
        set("a", "environment.B", nil),
      ],
      after:
        "services:\r\n  a:\r\n    environment:\r\n      A: \"2\" # a\ttab\r\n      C: \"3\"\r\n"),
    Form(
      name: "dollar signs and hard texts",
      before: """
        services:
          a:
            environment:
              A: x

        """,
      changes: [
        set("a", "environment.A", "a: $b #c"), set("a", "environment.B", "l1\nl2\t\"q\""),
        set("a", "environment.C", ""),
      ],
      after: #"""
        services:
          a:
            environment:
              A: "a: $$b #c"
              B: "l1\nl2\t\"q\""
              C: ""

        """#
    ),
    Form(
      name: "the default of a variable",
      before: """
        services:
          a:
            environment:
              A: ${A:-1}
              B: "${B-x}"

        """,
      changes: [set("a", "environment.A", "2"), set("a", "environment.B", "y")],
      after: """
        services:
          a:
            environment:
              A: ${A:-2}
              B: "${B-y}"

        """),
    Form(
      name: "a block scalar is replaced",
      before: """
        services:
          a:
            environment:
              A: |
                long
                text
              B: >-
                folded

        """,
      changes: [set("a", "environment.A", "short")],
      after: """
        services:
          a:
            environment:
              A: short
              B: >-
                folded

        """),
  ]
}
