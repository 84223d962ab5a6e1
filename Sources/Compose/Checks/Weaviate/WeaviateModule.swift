/// A Weaviate module that needs a service or a place beside the server.
struct WeaviateModule: Sendable {
  /// As ENABLE_MODULES names it.
  let name: String
  /// The variables of which one must say where its service, bucket or folder is.
  let variables: [String]
  /// Whether the variable is the address of a service.
  var isService = true
  /// The ports on which the published inference containers listen.
  var ports: Set<Int> = [8080]

  static let all: [WeaviateModule] = [
    WeaviateModule(
      name: "text2vec-transformers",
      variables: ["TRANSFORMERS_INFERENCE_API", "TRANSFORMERS_PASSAGE_INFERENCE_API"]),
    WeaviateModule(
      name: "text2vec-contextionary", variables: ["CONTEXTIONARY_URL"], ports: [9999]),
    WeaviateModule(name: "text2vec-gpt4all", variables: ["GPT4ALL_INFERENCE_API"]),
    WeaviateModule(name: "text2vec-model2vec", variables: ["MODEL2VEC_INFERENCE_API"]),
    WeaviateModule(name: "multi2vec-clip", variables: ["CLIP_INFERENCE_API"]),
    WeaviateModule(name: "multi2vec-bind", variables: ["BIND_INFERENCE_API"]),
    WeaviateModule(name: "img2vec-neural", variables: ["IMAGE_INFERENCE_API"]),
    WeaviateModule(name: "qna-transformers", variables: ["QNA_INFERENCE_API"]),
    WeaviateModule(name: "ner-transformers", variables: ["NER_INFERENCE_API"]),
    WeaviateModule(name: "sum-transformers", variables: ["SUM_INFERENCE_API"]),
    WeaviateModule(name: "reranker-transformers", variables: ["RERANKER_INFERENCE_API"]),
    WeaviateModule(name: "text-spellcheck", variables: ["SPELLCHECK_INFERENCE_API"]),
    WeaviateModule(name: "backup-s3", variables: ["BACKUP_S3_BUCKET"], isService: false),
    WeaviateModule(name: "backup-gcs", variables: ["BACKUP_GCS_BUCKET"], isService: false),
    WeaviateModule(name: "backup-azure", variables: ["BACKUP_AZURE_CONTAINER"], isService: false),
    WeaviateModule(
      name: "backup-filesystem", variables: ["BACKUP_FILESYSTEM_PATH"], isService: false),
  ]

  private static let endpoints: Set<String> = Set(
    all.filter(\.isService).flatMap(\.variables) + ["TRANSFORMERS_QUERY_INFERENCE_API"])

  /// Whether a variable is the address of a module's service.
  static func isEndpoint(_ variable: String) -> Bool { endpoints.contains(variable) }
}

extension WeaviateNode {
  /// The names in ENABLE_MODULES, without blanks around them.
  var enabledModules: [String] {
    (setting("ENABLE_MODULES")?.list ?? []).map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}
