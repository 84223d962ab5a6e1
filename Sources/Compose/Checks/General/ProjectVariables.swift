import Findings

/// Variables that the file wants from outside, and values that are not what they look like.
struct ProjectVariables: ComposeCheck {
  static let unset = CheckRule(
    "compose/variable-unset",
    "A value is made of a variable that nothing sets, so an empty text takes its place.")
  static let required = CheckRule(
    "compose/variable-required",
    "A required variable (`${NAME:?}`) is not set, so compose refuses to start anything.")
  static let passThrough = CheckRule(
    "compose/variable-not-passed",
    "A variable is to be passed on from the shell, which does not set it.")
  static let quotes = CheckRule(
    "compose/quotes-in-value",
    "A value of the list form has quotes around it, which become part of the value.")
  static let rules = [unset, required, passThrough, quotes]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { service in
      unset(service) + passThrough(service) + quotes(service)
    } + required(stack)
  }

  private func unset(_ service: ComposeService) -> [Finding] {
    let uses = service.environment.filter { !$0.unsetVariables.isEmpty }
    guard !uses.isEmpty else { return [] }
    let names = uses.flatMap(\.unsetVariables)
    let isEmpty = uses.contains { $0.value.isEmpty && SecretName.isSecret($0.name) }
    return [
      Self.unset.finding(
        isEmpty ? .warning : .info, service,
        "\(Self.listed(names)) \(Set(names).count == 1 ? "is" : "are") not set; "
          + "\(Self.listed(uses.map(\.name))) \(uses.count == 1 ? "gets" : "get") an empty text",
        proves: "Nothing beside the compose file sets it, neither .env nor an env_file; the shell "
          + "that starts the stack may.",
        at: uses.map { $0.origin.evidence(text: "\($0.name): \($0.written ?? "")") },
        values: ["variable": names, "setting": uses.map(\.name)])
    ]
  }

  private static func listed(_ names: [String]) -> String {
    let distinct = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let shown = distinct.prefix(3).joined(separator: ", ")
    return distinct.count > 3 ? shown + " and \(distinct.count - 3) more" : shown
  }

  private func passThrough(_ service: ComposeService) -> [Finding] {
    guard let first = service.unsetPassThroughs.first else { return [] }
    let names = service.unsetPassThroughs.map(\.value)
    return [
      Self.passThrough.finding(
        .info, service, "\(Self.listed(names)) would come from the shell, which is not known here",
        proves: "A variable written without a value is taken from the shell that starts the "
          + "stack; where that has none, the container has none.",
        at: [first.origin.evidence(text: first.value)], values: ["variable": names])
    ]
  }

  private func quotes(_ service: ComposeService) -> [Finding] {
    service.environment.compactMap { variable in
      let value = variable.value
      guard value.count >= 2, let first = value.first, "\"'".contains(first), value.last == first,
        variable.origin.kind == .compose, variable.variables.isEmpty
      else { return nil }
      let inner = String(value.dropFirst().dropLast())
      guard !inner.contains(first), !inner.contains("{") else { return nil }
      return Self.quotes.finding(
        .warning, service, "\(variable.name) has quotes as part of its value",
        proves: "In the list form everything behind the equals sign is the value, quotes too.",
        at: [variable.evidence], values: ["variable": [variable.name]],
        fixes: [.environment(service.name, variable.name, inner)])
    }
  }

  private func required(_ stack: CheckedStack) -> [Finding] {
    let wanted = stack.project.variables.compactMap { use -> (VariableUse, String)? in
      guard case .required(let message) = use.outcome else { return nil }
      return (use, message)
    }
    return stack.services.compactMap { service in
      let own = wanted.filter { use, _ in
        service.environment.contains { $0.origin == use.origin || $0.variables.contains(use) }
      }
      guard let (first, message) = own.first else { return nil }
      return Self.required.finding(
        .warning, service, "\(first.name) is required and not set",
        proves: "compose stops before it starts anything"
          + (message.isEmpty ? "." : ": \"\(message)\"."),
        at: own.map { $0.0.origin.evidence(text: "${\($0.0.name):?}") },
        values: ["variable": own.map(\.0.name)])
    }
  }
}
