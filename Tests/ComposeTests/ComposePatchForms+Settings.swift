import Findings

@testable import Compose

extension ComposePatchTests {
  /// Settings other than variables, before and after.
  static let settingForms: [Form] = [
    Form(
      name: "settings: set, created with parents, removed",
      before: """
        services:
          a:
            image: x
            mem_limit: 1g
            restart: always
            healthcheck:
              retries: 3

        """,
      changes: [
        set("a", "mem_limit", "2g"), set("a", "deploy.resources.limits.memory", "2g"),
        set("a", "healthcheck.test", "[\"CMD\", \"wget\", \"-q\", \"x\"]"),
        set("a", "restart", "no"),
        set("a", "read_only", "true"),
      ],
      after: """
        services:
          a:
            image: x
            mem_limit: 2g
            restart: "no"
            healthcheck:
              retries: 3
              test: ["CMD", "wget", "-q", "x"]
            deploy:
              resources:
                limits:
                  memory: 2g
            read_only: true

        """
    ),
    Form(
      name: "a removed setting takes empty parents along",
      before: """
        services:
          a:
            image: x
            deploy:
              resources:
                limits:
                  memory: 1g

        """,
      changes: [set("a", "deploy.resources.limits.memory", nil)],
      after: """
        services:
          a:
            image: x

        """),
    Form(
      name: "a mount is replaced by its target, a new volume is declared",
      before: """
        services:
          a:
            volumes:
              - ./old:/data:ro
              - logs:/logs
        volumes:
          logs:

        """,
      changes: [set("a", "volumes", "data:/data")],
      after: """
        services:
          a:
            volumes:
              - data:/data
              - logs:/logs
        volumes:
          logs:
          data:

        """
    ),
    Form(
      name: "first mount, first volume",
      before: """
        services:
          a:
            image: x

        """,
      changes: [set("a", "volumes", "data:/data")],
      after: """
        services:
          a:
            image: x
            volumes:
              - data:/data
        volumes:
          data:

        """),
    Form(
      name: "a port, known by its target",
      before: """
        services:
          a:
            ports:
            - "80:80"
            - "81:81"

        """,
      changes: [set("a", "ports", "8080:80"), set("a", "ports.81", nil)],
      after: """
        services:
          a:
            ports:
            - "8080:80"

        """),
    Form(
      name: "depends_on as a list gets conditions",
      before: """
        services:
          a:
            depends_on:
              - db # first
              - b
          b:
            depends_on: [db]
          db: {image: x}

        """,
      changes: [
        set("a", "depends_on.db.condition", "service_healthy"),
        set("b", "depends_on.db.condition", "service_healthy"),
      ],
      after: """
        services:
          a:
            depends_on:
              db: # first
                condition: service_healthy
              b:
                condition: service_started
          b:
            depends_on: {db: {condition: service_healthy}}
          db: {image: x}

        """
    ),
    Form(
      name: "what holds already is no change",
      before: """
        services:
          a:
            environment:
              A: "1"

        """,
      changes: [
        set("a", "environment.A", "1"), set("a", "environment.B", nil), set("a", "mem_limit", nil),
      ],
      after: """
        services:
          a:
            environment:
              A: "1"

        """),
  ]
}
