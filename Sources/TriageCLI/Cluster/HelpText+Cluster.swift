extension HelpText {
  static let cluster = """
    Usage: logtriage cluster [--node URL]... [--compose FILE] [options]
           logtriage cluster --saved DIR [options]

    Asks every node of a Weaviate cluster who leads, which collection exists where,
    and what differs between nodes. Changes nothing. Without --node and --saved the
    nodes are those whose REST port the compose file publishes (the one in this
    folder, or FILE).

      --node URL         a node, as http://HOST:PORT or NAME=http://HOST:PORT
      --compose FILE     the compose file of the cluster
      --saved DIR        read saved answers (api/SERVICE/NAME.json) instead of asking
      --key-file FILE    a file with the API key or OIDC token; else the variable
                         WEAVIATE_API_KEY. A key is never an option's value.
      --ca-file FILE     trust these authorities for https
      --timeout SECONDS  for one answer (default 15)
      --format FORMAT    terminal (default), markdown or json
      --threshold LEVEL  warning (default) or error: what counts for exit status 1
      --width COLUMNS    width of the table (default: the window's, or 80)

    Examples:
      logtriage cluster
      logtriage cluster --node node1=http://localhost:8080 --node node2=http://localhost:8081
      logtriage cluster --saved bundle/ --format markdown

    Exit status: 0 nothing at or above the threshold, 1 something is, 2 the command
    was not understood, 3 answers are missing, refused or damaged.

    """
}
