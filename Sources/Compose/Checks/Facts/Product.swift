/// A server program that checks know something about, told by its image's name.
struct Product: Sendable {
  /// One word: `postgres`; families with one protocol share it (`mariadb` is a `mysql`).
  let kind: String
  /// As people write it.
  let title: String
  /// The last parts of image names.
  let images: Set<String>
  /// The ports that the image listens on unless it is told otherwise, the main one first.
  let ports: [Int]
  /// URL schemes of its clients.
  var schemes: Set<String> = []
  /// Words at the front of clients' variables: `PG` of `PGHOST`.
  var hints: Set<String> = []
  /// Where the official image keeps its data, and whether it declares a volume there.
  var dataPath: String?
  var declaresVolume = true
  /// The variable or option that moves the data.
  var dataVariable: String?
  /// The capabilities that the official image's start needs when it starts as root.
  var capabilities: Set<String> = []
  /// Programs that the official image does not have, which health checks like to call.
  var lacks: Set<String> = []
  /// Whether the official image has a health check of its own.
  var hasHealthcheck = false
  /// The user that the image runs as; nil when it starts as root.
  var user: String?
}

extension ComposeService {
  /// The product that the service runs, official image or another packaging of it.
  var product: Product? {
    guard let name = imageReference?.name, let product = Product.byImage[name] else { return nil }
    return runs(product) ? product : nil
  }

  /// Whether the command still starts the server, and not a client or a job of the same image.
  private func runs(_ product: Product) -> Bool {
    guard let programs = Product.serverPrograms[product.kind] else { return true }
    let words = commandWords
    guard let first = words.first, !first.hasPrefix("-") else { return true }
    let names = words.flatMap { $0.split { " \t\n;&|/'\"".contains($0) } }
    return names.contains { name in
      name.contains("entrypoint") || programs.contains { $0 == name }
    }
  }

  /// The product when the image is the one of which data paths and the like are known.
  var officialProduct: Product? {
    guard let image = imageReference, let product else { return nil }
    if image.isOfficial { return product }
    return Product.vendorNamespaces.contains(image.namespace) ? product : nil
  }
}

extension Product {
  /// Namespaces whose images are the vendor's own.
  static let vendorNamespaces: Set<String> = [
    "clickhouse", "coreos", "docker.elastic.co/elasticsearch", "gcr.io/etcd-development", "grafana",
    "minio", "prom", "quay.io/coreos", "quay.io/minio", "quay.io/prometheus", "qdrant",
    "semitechnologies", "cr.weaviate.io/semitechnologies", "valkey", "opensearchproject",
  ]

  /// The programs by which an overridden command still is the server.
  static let serverPrograms: [String: [String]] = [
    "postgres": ["postgres"], "mysql": ["mysqld", "mariadbd"], "mongodb": ["mongod"],
    "redis": ["redis-server", "redis-stack-server", "valkey-server"],
    "rabbitmq": ["rabbitmq-server"],
    "etcd": ["etcd"], "memcached": ["memcached"], "nginx": ["nginx", "nginx-debug"],
  ]

  /// The product whose clients use such URLs or variable names; nil when none is known.
  static func spoken(scheme: String?, hint: String?) -> Product? {
    if let scheme {
      let base = scheme.split(separator: "+").first.map(String.init) ?? scheme
      return all.first { $0.schemes.contains(scheme) || $0.schemes.contains(base) }
    }
    guard let hint else { return nil }
    let words = Set(hint.uppercased().split(separator: "_").map(String.init))
    return all.first { !$0.hints.isDisjoint(with: words) }
  }

  static let byImage: [String: Product] = Dictionary(
    all.flatMap { product in product.images.map { ($0, product) } }
  ) { first, _ in first }
}
