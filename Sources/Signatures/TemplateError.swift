/// Why a text is no template.
package enum TemplateError: Error, Equatable {
  case unclosedPlaceholder
  case strayBrace
  case unknownKind(String)
  case badName(String)
  case repeatedName(String)
  case adjacentPlaceholders
  case restNotLast
  case tooManyPlaceholders
  case severalLines
  case noContent
}

extension TemplateError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unclosedPlaceholder: "a placeholder is not closed; write {{ for a brace"
    case .strayBrace: "a } without its {; write }} for a brace"
    case .unknownKind(let kind):
      "no kind \"\(kind)\"; kinds are "
        + PlaceholderKind.allCases.filter { $0 != .any }.map(\.rawValue).joined(separator: ", ")
        + "; write {{ and }} for braces"
    case .badName(let name):
      "\"\(name)\" is no placeholder name (letters, digits, - and _, a letter first); "
        + "write {{ and }} for braces"
    case .repeatedName(let name): "the placeholder \"\(name)\" stands twice"
    case .adjacentPlaceholders: "two placeholders need text between them"
    case .restNotLast: "a {name:rest} must be the end of the template"
    case .tooManyPlaceholders: "more than \(Template.mostPlaceholders) placeholders"
    case .severalLines: "a template is one line"
    case .noContent: "a template needs literal text or a placeholder of a kind"
    }
  }
}
