/// What sort of secret was hidden; the raw value stands in the pseudonym (`<password-1>`).
enum SecretKind: String, CaseIterable, Sendable {
  case password
  case token
  case secret
  case apiKey = "api-key"
  case privateKey = "private-key"
  case jwt
  case cookie
  case basicAuth = "basic-auth"
  case webhook
  case awsKey = "aws-key"
  case googleKey = "google-key"
  case azureKey = "azure-key"
  case openAIKey = "openai-key"
  case anthropicKey = "anthropic-key"
  case cohereKey = "cohere-key"
  case huggingFaceToken = "huggingface-token"
  case githubToken = "github-token"
  case gitlabToken = "gitlab-token"
  case slackToken = "slack-token"
  case email
  case user
  case address
}

/// A stretch of UTF-8 bytes that must not be shown.
struct SecretSpan: Equatable {
  var range: Range<Int>
  var kind: SecretKind
}
