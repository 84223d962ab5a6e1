extension Product {
  private static let noDownloader: Set<String> = ["curl", "wget"]
  private static let rootStart: Set<String> = ["CHOWN", "SETGID", "SETUID"]

  /// Everything that is known; facts of the images' own Dockerfiles and documentation.
  static let all: [Product] = databases + stores + brokers + webServers + others

  private static let databases: [Product] = [
    Product(
      kind: "postgres", title: "PostgreSQL",
      images: ["postgres", "postgresql", "postgis", "pgvector", "timescaledb"], ports: [5432],
      schemes: ["postgres", "postgresql", "postgis", "jdbc:postgresql"],
      hints: ["PG", "PGHOST", "POSTGRES", "POSTGRESQL", "PSQL"],
      dataPath: "/var/lib/postgresql/data", dataVariable: "PGDATA",
      capabilities: rootStart.union(["DAC_OVERRIDE", "FOWNER"]), lacks: noDownloader),
    Product(
      kind: "mysql", title: "MySQL", images: ["mysql", "mysql-server", "percona"], ports: [3306],
      schemes: ["mysql", "mysql2"], hints: ["MYSQL"], dataPath: "/var/lib/mysql",
      capabilities: rootStart),
    Product(
      kind: "mysql", title: "MariaDB", images: ["mariadb"], ports: [3306], schemes: ["mariadb"],
      hints: ["MARIADB"], dataPath: "/var/lib/mysql", capabilities: rootStart,
      lacks: noDownloader),
    Product(
      kind: "mongodb", title: "MongoDB", images: ["mongo", "mongodb"], ports: [27_017],
      schemes: ["mongodb"], hints: ["MONGO", "MONGODB"], dataPath: "/data/db",
      capabilities: rootStart, lacks: noDownloader),
    Product(
      kind: "mssql", title: "SQL Server", images: ["azure-sql-edge"], ports: [1433],
      schemes: ["sqlserver", "mssql"], hints: ["MSSQL"]),
    Product(
      kind: "clickhouse", title: "ClickHouse", images: ["clickhouse-server", "clickhouse"],
      ports: [8123, 9000, 9009], schemes: ["clickhouse"], hints: ["CLICKHOUSE"],
      dataPath: "/var/lib/clickhouse"),
    Product(
      kind: "cassandra", title: "Cassandra", images: ["cassandra"],
      ports: [9042, 7000, 7001, 7199],
      hints: ["CASSANDRA"], dataPath: "/var/lib/cassandra", capabilities: rootStart),
    Product(
      kind: "neo4j", title: "Neo4j", images: ["neo4j"], ports: [7687, 7474, 7473],
      schemes: ["neo4j", "bolt"], hints: ["NEO4J"], dataPath: "/data"),
    Product(
      kind: "influxdb", title: "InfluxDB", images: ["influxdb"], ports: [8086, 8088],
      hints: ["INFLUX", "INFLUXDB"], dataPath: nil),
    Product(
      kind: "couchdb", title: "CouchDB", images: ["couchdb"], ports: [5984, 4369, 9100],
      hints: ["COUCHDB"], dataPath: "/opt/couchdb/data"),
  ]

  private static let stores: [Product] = [
    Product(
      kind: "redis", title: "Redis", images: ["redis", "valkey", "redis-stack-server"],
      ports: [6379], schemes: ["redis", "rediss", "valkey"], hints: ["REDIS", "VALKEY"],
      dataPath: "/data", capabilities: ["SETGID", "SETUID"], lacks: noDownloader),
    Product(
      kind: "memcached", title: "Memcached", images: ["memcached"], ports: [11_211],
      hints: ["MEMCACHED", "MEMCACHE"], lacks: noDownloader, user: "memcache"),
    Product(
      kind: "elasticsearch", title: "Elasticsearch", images: ["elasticsearch"],
      ports: [9200, 9300],
      hints: ["ELASTICSEARCH", "ELASTIC", "ES"], dataPath: "/usr/share/elasticsearch/data",
      declaresVolume: false, user: "elasticsearch"),
    Product(
      kind: "opensearch", title: "OpenSearch", images: ["opensearch"], ports: [9200, 9300, 9600],
      hints: ["OPENSEARCH"], dataPath: "/usr/share/opensearch/data", declaresVolume: false,
      user: "opensearch"),
    Product(
      kind: "etcd", title: "etcd", images: ["etcd"], ports: [2379, 2380], hints: ["ETCD"],
      dataVariable: "ETCD_DATA_DIR"),
    Product(
      kind: "minio", title: "MinIO", images: ["minio"], ports: [9000, 9001], hints: ["MINIO"]),
    Product(
      kind: "qdrant", title: "Qdrant", images: ["qdrant"], ports: [6333, 6334], hints: ["QDRANT"],
      dataPath: "/qdrant/storage", declaresVolume: false, lacks: noDownloader),
    Product(
      kind: "weaviate", title: "Weaviate", images: ["weaviate"], ports: [8080, 50_051],
      hints: ["WEAVIATE"], declaresVolume: false, lacks: ["curl", "bash"]),
  ]

  private static let brokers: [Product] = [
    Product(
      kind: "rabbitmq", title: "RabbitMQ", images: ["rabbitmq"],
      ports: [5672, 5671, 15_672, 15_671, 15_692, 25_672, 4369, 1883, 61_613],
      schemes: ["amqp", "amqps", "pyamqp"], hints: ["RABBITMQ", "RABBIT", "AMQP"],
      dataPath: "/var/lib/rabbitmq", capabilities: rootStart, lacks: noDownloader),
    Product(
      kind: "kafka", title: "Kafka", images: ["kafka", "cp-kafka", "cp-server"], ports: [9092],
      schemes: ["kafka"], hints: ["KAFKA"], user: "appuser"),
    Product(
      kind: "zookeeper", title: "ZooKeeper", images: ["zookeeper", "cp-zookeeper"],
      ports: [2181, 2888, 3888, 8080], hints: ["ZOOKEEPER", "ZK"]),
    Product(
      kind: "nats", title: "NATS", images: ["nats"], ports: [4222, 6222, 8222], schemes: ["nats"],
      hints: ["NATS"], lacks: noDownloader),
    Product(
      kind: "mosquitto", title: "Mosquitto", images: ["eclipse-mosquitto"], ports: [1883],
      schemes: ["mqtt"], hints: ["MQTT", "MOSQUITTO"], dataPath: "/mosquitto/data",
      lacks: ["curl"]),
  ]

  private static let webServers: [Product] = [
    Product(
      kind: "nginx", title: "nginx", images: ["nginx"], ports: [80], capabilities: rootStart),
    Product(
      kind: "httpd", title: "Apache httpd", images: ["httpd"], ports: [80],
      capabilities: ["SETGID", "SETUID"], lacks: noDownloader),
    Product(
      kind: "haproxy", title: "HAProxy", images: ["haproxy"], ports: [], lacks: noDownloader,
      user: "haproxy"),
    Product(
      kind: "traefik", title: "Traefik", images: ["traefik"], ports: [], lacks: ["curl"]),
  ]

  private static let others: [Product] = [
    Product(
      kind: "prometheus", title: "Prometheus", images: ["prometheus"], ports: [9090],
      hints: ["PROMETHEUS"], dataPath: "/prometheus", lacks: ["curl"], user: "nobody"),
    Product(
      kind: "grafana", title: "Grafana", images: ["grafana", "grafana-oss"], ports: [3000],
      dataPath: "/var/lib/grafana", declaresVolume: false, user: "472"),
    Product(
      kind: "loki", title: "Loki", images: ["loki"], ports: [3100, 9096], dataPath: "/loki",
      declaresVolume: false, lacks: ["curl"], user: "10001"),
    Product(
      kind: "keycloak", title: "Keycloak", images: ["keycloak"], ports: [8080, 8443, 9000],
      hints: ["KEYCLOAK"], lacks: noDownloader, user: "1000"),
    Product(
      kind: "ollama", title: "Ollama", images: ["ollama"], ports: [11_434], hints: ["OLLAMA"],
      lacks: noDownloader),
  ]
}
