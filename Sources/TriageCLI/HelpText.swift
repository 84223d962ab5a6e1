/// The texts of `--help`.
enum HelpText {
  /// The commands that there are.
  static let commands = [
    "analyze", "cluster", "compose", "inspect-input", "patterns", "probe", "schema", "yaml", "help",
    "version",
  ]

  static let overview = """
    logtriage: what is broken in a Docker stack, why, how sure, and what to change

    Usage: logtriage COMMAND

      analyze PATH...     diagnose logs, bundles, API answers and compose files
      cluster             ask the nodes of a Weaviate cluster and compare answers
      compose             check, show or change a compose file (changes as diffs)
      inspect-input PATH  what is read of logs and archives, and what is not
      patterns            check, list, show and draft signatures
      probe               write one test record, watch it, take it away again
      schema              the JSON Schema of the JSON report
      yaml FILE           show how a YAML file is read

    Examples:
      docker logs -t weaviate-node1 2>&1 | logtriage analyze -
      logtriage analyze bundle/
      logtriage analyze bundle/ --format markdown --output report.md

    logtriage COMMAND --help says more. Exit status: 0 nothing found, 1 something
    found, 2 the command was not understood, 3 the input was incomplete.

    """

  static let analyze = """
    Usage: logtriage analyze PATH... [options]

    PATH is a folder, a bundle, a log file, a compose file, a folder of saved API
    answers, or - for a log on standard input.

      --format FORMAT    terminal (default), markdown, json, html, sarif, junit or github
      --output FILE      write the report to FILE instead of standard output
      --patterns DIR     add signatures and causes; later ones win
      --budget BYTES     longest Markdown report (default 58000)
      --no-redact        leave passwords and keys of the input in the report
      --brief            the answer only
      --explain CAUSE    the arithmetic of one cause instead of the report
      --verbose          everything, inputs and coverage included
      --width COLUMNS    width of the terminal report (default: the window's, or 80)

    Examples:
      docker logs -t db 2>&1 | logtriage analyze -
      logtriage analyze samples/async-replication-disabled
      logtriage analyze logs/ docker-compose.yaml --format json

    Exit status: 0 nothing found, 1 something is broken or unexplained, 2 the
    command was not understood, 3 an input was missing, unreadable or damaged.

    """
}
