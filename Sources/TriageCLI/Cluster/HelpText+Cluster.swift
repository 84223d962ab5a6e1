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

  static let probe = """
    Usage: logtriage probe --collection NAME --yes [--node URL]... [options]

    Writes one test record, measures how long the acknowledgement takes and when each
    node shows it, deletes it, and looks on every node that nothing is left. The
    record's id is always the same, so a run that was killed is cleaned up by the
    next one. Refuses where the cluster is split, has no leader or differs.

      --collection NAME    an existing collection; none is ever created
      --yes                needed: this writes
      --consistency LEVEL  ONE, QUORUM (default) or ALL
      --tenant NAME        an active tenant, for collections with tenants
      --allow-vectorizer   also where a module would be called for a vector
      --force              also where the cluster is split
      --via NAME           write through this node
      --wait SECONDS       how long replicas may take to show it (default 10)
      --node, --compose, --key-file, --ca-file, --timeout, --format, --width
                           as for logtriage cluster

    Exit status: 0 written, on all replicas and gone again; 1 something of that is
    not so, or it was refused; 2 the command was not understood; 3 no node answers.

    """
}
