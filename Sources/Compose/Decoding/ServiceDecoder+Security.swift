extension ServiceDecoder {
  mutating func decodeSecurity(_ node: ComposeNode, _ service: inout ComposeService) {
    service.addedCapabilities = list(node, "cap_add")
    service.droppedCapabilities = list(node, "cap_drop")
    service.securityOptions = list(node, "security_opt")
    service.sysctls = named(node["sysctls"])
    service.isReadOnly = flag(node, "read_only")
    service.isPrivileged = flag(node, "privileged")
    service.hasInit = flag(node, "init")
    service.hasTerminal = flag(node, "tty")
  }
}
