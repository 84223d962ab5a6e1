extension TopLevelResource {
  init(name: String, node: ComposeNode, folders: [String: String]) {
    let external = node["external"]
    // Version 3 files: `external: {name: x}`.
    let isExternal =
      external?.text.flatMap(ServiceDecoder.flag) ?? (external?.entries.isEmpty == false)
    var options: [String: String] = [:]
    for entry in node["driver_opts"]?.entries ?? [] { options[entry.key] = entry.value.text }
    self.init(
      name: name, givenName: node["name"]?.text ?? external?["name"]?.text,
      driver: node["driver"]?.text, driverOptions: options, isExternal: isExternal,
      file: node["file"]?.text.flatMap {
        ProjectPath.joined(folders[node.origin.file] ?? "", $0)
      }, node: node)
  }
}
