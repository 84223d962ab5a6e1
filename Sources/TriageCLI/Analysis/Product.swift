import Findings

/// Which product an image is, by its name.
enum Product {
  /// Parts of image names, with the product whose signatures and causes apply.
  private static let names: [(part: String, product: String)] = [
    ("weaviate", "weaviate"), ("postgres", "postgres"), ("postgis", "postgres"),
    ("timescale", "postgres"), ("pgvector", "postgres"), ("redis", "redis"), ("valkey", "redis"),
    ("nginx", "nginx"), ("openresty", "nginx"), ("mariadb", "mariadb"), ("mysql", "mariadb"),
    ("percona", "mariadb"), ("rabbitmq", "rabbitmq"), ("etcd", "etcd"), ("mongo", "mongodb"),
    ("kafka", "kafka"), ("elasticsearch", "elasticsearch"), ("opensearch", "elasticsearch"),
    ("haproxy", "haproxy"), ("prometheus", "prometheus"), ("mosquitto", "mosquitto"),
  ]

  /// The product of an image name; nil for anything that is not known.
  static func of(image: String) -> String? {
    let path = image.split(separator: "@").first.map(String.init) ?? image
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let name = last.split(separator: ":").first.map { $0.lowercased() } ?? last
    // An exporter, console or module of a product is not the product.
    let companions = ["exporter", "console", "admin", "t2v-", "-ui", "commander", "backup"]
    guard !companions.contains(where: { name.contains($0) }) else { return nil }
    return names.first { name.contains($0.part) }?.product
  }

  /// The version in an image's tag; nil for `latest` and digests.
  static func version(inImage image: String) -> String? {
    let path = image.split(separator: "@").first.map(String.init) ?? image
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let parts = last.split(separator: ":")
    guard parts.count == 2, parts[1].first?.isNumber == true || parts[1].first == "v" else {
      return nil
    }
    return String(parts[1])
  }
}
