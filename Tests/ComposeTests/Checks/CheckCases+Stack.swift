extension CheckCase {
  /// Checks of any stack.
  static let stack: [CheckCase] = peers + servers + storage + ports + order

  /// A compose file with one service per line.
  static func services(_ lines: String..., top: String = "") -> String {
    "services:\n" + lines.map { "  \($0)\n" }.joined() + top + "\n"
  }

  private static let postgres =
    "db: {image: 'postgres:15', environment: {POSTGRES_USER: shop, POSTGRES_PASSWORD: s3, POSTGRES_DB: shop}}"

  private static func client(_ environment: String) -> String {
    services(postgres, "app: {build: ., environment: {\(environment)}}")
  }

  private static let peers: [CheckCase] = [
    CheckCase(
      rule: "host-unknown", fires: client("DB_HOST: dbb, DB_USER: shop"),
      isSilent: client("DB_HOST: db, DB_USER: shop"), fixes: ["app.environment.DB_HOST=db"]),
    CheckCase(
      rule: "host-unknown",
      fires: client("DATABASE_URL: 'postgresql://shop:s3@postgres:5432/shop'"),
      isSilent: client("DATABASE_URL: 'postgresql://shop:s3@pg.example.com:5432/shop'"),
      fixes: ["app.environment.DATABASE_URL=postgresql://shop:s3@db:5432/shop"]),
    CheckCase(
      rule: "host-unknown",
      fires: services(
        "web: {image: 'nginx:1', volumes: ['./n.conf:/etc/nginx/conf.d/default.conf']}"),
      isSilent: services(
        "web: {image: 'nginx:1', volumes: ['./n.conf:/etc/nginx/conf.d/default.conf']}",
        "api: {build: .}"),
      files: ["n.conf": "server {\n  location / { root /x; }\n  proxy_pass http://api:8000;\n}\n"]),
    CheckCase(
      rule: "host-unknown", fires: client("DATABASE_HOST: postgres, DATABASE_NAME: shop"),
      isSilent: client("DATABASE_HOST: 10.0.0.7, DATABASE_NAME: shop"),
      fixes: ["app.environment.DATABASE_HOST=db"]),
    CheckCase(
      rule: "host-docker-internal",
      fires: client("DB_HOST: host.docker.internal, DB_NAME: shop"),
      isSilent: services(
        "app: {build: ., extra_hosts: ['host.docker.internal:host-gateway'], environment: {DB_HOST: host.docker.internal, DB_NAME: x}}"
      ), fixes: ["app.environment.DB_HOST=db"]),
    CheckCase(
      rule: "localhost-peer",
      fires: client("DATABASE_URL: 'postgres://shop:s3@localhost:5432/shop'"),
      // Two databases: which one is meant cannot be told; and an address of its own is no peer.
      isSilent: client("APP_URL: 'http://localhost:5432', REDIS_URL: 'redis://localhost:6379'"),
      fixes: ["app.environment.DATABASE_URL=postgres://shop:s3@db:5432/shop"]),
    CheckCase(
      rule: "networks-disjoint",
      fires: services(
        "db: {image: 'postgres:15', networks: [back], environment: {POSTGRES_PASSWORD: x}}",
        "app: {build: ., networks: [front], environment: {DB_HOST: db}}",
        top: "networks: {front: {}, back: {}}"),
      isSilent: services(
        "db: {image: 'postgres:15', networks: [back], environment: {POSTGRES_PASSWORD: x}}",
        "app: {build: ., networks: [front, back], environment: {DB_HOST: db}}",
        top: "networks: {front: {}, back: {}}")),
    CheckCase(
      rule: "peer-port-differs", fires: client("DB_HOST: db, DB_PORT: '5433'"),
      isSilent: client("DB_HOST: db, DB_PORT: '5432'"), fixes: ["app.environment.DB_PORT=5432"]),
    CheckCase(
      rule: "peer-port-differs",
      fires: services(
        "api: {build: ., ports: ['8081:3000']}",
        "web: {build: ., environment: {API_URL: 'http://api:8081'}}"),
      // Another port than the published one may be served as well.
      isSilent: services(
        "api: {build: ., ports: ['8081:3000']}",
        "web: {build: ., environment: {API_URL: 'http://api:9000'}}"),
      fixes: ["web.environment.API_URL=http://api:3000"]),
    CheckCase(
      rule: "credentials-differ", fires: client("DB_HOST: db, DB_USER: shop, DB_PASSWORD: s4"),
      isSilent: client("DB_HOST: db, DB_USER: shop, DB_PASSWORD: s3"),
      fixes: ["app.environment.DB_PASSWORD=s3"]),
    CheckCase(
      rule: "credentials-differ",
      fires: services(
        "cache: {image: 'redis:7', command: redis-server --requirepass abc}",
        "app: {build: ., environment: {REDIS_URL: 'redis://cache:6379/0'}}"),
      isSilent: services(
        "cache: {image: 'redis:7', command: redis-server --requirepass abc}",
        "app: {build: ., environment: {REDIS_URL: 'redis://:abc@cache:6379/0'}}")),
    CheckCase(
      rule: "credentials-differ",
      fires: client("DATABASE_URL: 'postgresql+asyncpg://shop:p%40ss@db/shop'"),
      // Scripts can make more accounts than the image does.
      isSilent: services(
        "db: {image: 'postgres:15', volumes: ['./i.sql:/docker-entrypoint-initdb.d/i.sql'], environment: {POSTGRES_PASSWORD: x}}",
        "app: {build: ., environment: {DATABASE_URL: 'postgresql://shop:y@db/shop'}}")),
    CheckCase(
      rule: "database-name-differs", fires: client("DB_HOST: db, DB_NAME: shop_prod"),
      isSilent: client("DB_HOST: db, DB_NAME: postgres"),
      fixes: ["app.environment.DB_NAME=shop"]),
    CheckCase(
      rule: "rabbitmq-guest-remote",
      fires: services(
        "mq: {image: 'rabbitmq:3', environment: {RABBITMQ_DEFAULT_USER: u, RABBITMQ_DEFAULT_PASS: p}}",
        "app: {build: ., environment: {AMQP_URL: 'amqp://guest:guest@mq:5672/'}}"),
      isSilent: services(
        "mq: {image: 'rabbitmq:3'}",
        "app: {build: ., environment: {AMQP_URL: 'amqp://guest:guest@mq:5672/'}}")),
    CheckCase(
      rule: "tls-mode-differs", fires: client("DB_HOST: db, PGSSLMODE: require"),
      isSilent: client("DB_HOST: db, PGSSLMODE: prefer"),
      fixes: ["app.environment.PGSSLMODE=prefer"]),
    CheckCase(
      rule: "connection-pool-above-max",
      fires: services(
        "db: {image: 'postgres:15', command: postgres -c max_connections=20, environment: {POSTGRES_PASSWORD: x}}",
        "app: {build: ., deploy: {replicas: 2}, environment: {DB_HOST: db, DB_POOL_SIZE: 10}}"),
      isSilent: services(
        "db: {image: 'postgres:15', command: postgres -c max_connections=50, environment: {POSTGRES_PASSWORD: x}}",
        "app: {build: ., deploy: {replicas: 2}, environment: {DB_HOST: db, DB_POOL_SIZE: 10}}")),
  ]

  private static func etcd(_ name: String, _ list: String) -> String {
    "\(name): {image: 'quay.io/coreos/etcd:v3.5.0', command: [etcd, --name, \(name), --initial-cluster, '\(list)']}"
  }

  private static let servers: [CheckCase] = [
    CheckCase(
      rule: "database-password-unset",
      fires: services("db: {image: 'postgres:15', command: sh -c 'exec postgres'}"),
      isSilent: services(
        "db: {image: 'postgres:15', environment: {POSTGRES_HOST_AUTH_METHOD: trust}}")),
    CheckCase(
      rule: "shm-small",
      fires: services(
        "db: {image: 'postgres:15', shm_size: 16m, environment: {POSTGRES_PASSWORD: x}}"),
      isSilent: services(
        "db: {image: 'postgres:15', shm_size: 128m, environment: {POSTGRES_PASSWORD: x}}"),
      fixes: ["db.shm_size=256m"]),
    CheckCase(
      rule: "etcd-initial-cluster",
      fires: services(etcd("a", "a=http://a:2380,b=http://b:2380"), etcd("b", "a=http://a:2380")),
      isSilent: services(
        etcd("a", "a=http://a:2380,b=http://b:2380"), etcd("b", "a=http://a:2380,b=http://b:2380"))),
    CheckCase(
      rule: "etcd-initial-cluster-differs",
      fires: services(
        etcd("a", "a=http://a:2380,b=http://b:2380"), etcd("b", "a=http://a:2390,b=http://b:2380")),
      // The same members in another order.
      isSilent: services(
        etcd("a", "a=http://a:2380,b=http://b:2380"), etcd("b", "b=http://b:2380,a=http://a:2380"))),
    CheckCase(
      rule: "etcd-quota-small",
      fires: services(
        "e: {image: 'quay.io/coreos/etcd:v3.5.0', environment: {ETCD_QUOTA_BACKEND_BYTES: '16777216'}}"
      ),
      isSilent: services(
        "e: {image: 'quay.io/coreos/etcd:v3.5.0', environment: {ETCD_QUOTA_BACKEND_BYTES: '8589934592'}}"
      )),
    CheckCase(
      rule: "rabbitmq-cookie-differs",
      fires: services(
        "a: {image: 'rabbitmq:3', hostname: a, environment: {RABBITMQ_ERLANG_COOKIE: X}}",
        "b: {image: 'rabbitmq:3', hostname: b, environment: {RABBITMQ_ERLANG_COOKIE: x}}"),
      isSilent: services(
        "a: {image: 'rabbitmq:3', hostname: a, environment: {RABBITMQ_ERLANG_COOKIE: X}}",
        "b: {image: 'rabbitmq:3', hostname: b, environment: {RABBITMQ_ERLANG_COOKIE: X}}"),
      fixes: ["b.environment.RABBITMQ_ERLANG_COOKIE=X"]),
    CheckCase(
      rule: "rabbitmq-hostname-unset",
      fires: services(
        "mq: {image: 'rabbitmq:3', volumes: ['q:/var/lib/rabbitmq']}", top: "volumes: {q: {}}"),
      isSilent: services(
        "mq: {image: 'rabbitmq:3', hostname: mq, volumes: ['q:/var/lib/rabbitmq']}",
        top: "volumes: {q: {}}"),
      fixes: ["mq.hostname=mq"]),
    CheckCase(
      rule: "elasticsearch-discovery-unset", fires: services("es: {image: 'elasticsearch:7.17.9'}"),
      isSilent: services(
        "es: {image: 'elasticsearch:7.17.9', environment: ['discovery.type=single-node']}"),
      fixes: ["es.environment.discovery.type=single-node"]),
    CheckCase(
      rule: "kafka-advertises-localhost",
      fires: kafka("PLAINTEXT://localhost:9092"),
      isSilent: kafka("PLAINTEXT://k:9092,HOST://localhost:29092")),
    CheckCase(
      rule: "kafka-cluster-id-differs",
      fires: services(
        "a: {image: 'confluentinc/cp-kafka:7', environment: {CLUSTER_ID: A, KAFKA_CONTROLLER_QUORUM_VOTERS: '1@a:1,2@b:1'}}",
        "b: {image: 'confluentinc/cp-kafka:7', environment: {CLUSTER_ID: B, KAFKA_CONTROLLER_QUORUM_VOTERS: '1@a:1,2@b:1'}}"
      ),
      // Two brokers that are no quorum.
      isSilent: services(
        "a: {image: 'confluentinc/cp-kafka:7', environment: {CLUSTER_ID: A, KAFKA_CONTROLLER_QUORUM_VOTERS: '1@a:1'}}",
        "b: {image: 'confluentinc/cp-kafka:7', environment: {CLUSTER_ID: B, KAFKA_CONTROLLER_QUORUM_VOTERS: '2@b:1'}}"
      ),
      fixes: ["b.environment.CLUSTER_ID=A"]),
    CheckCase(
      rule: "mosquitto-local-only", fires: services("m: {image: 'eclipse-mosquitto:2.0'}"),
      isSilent: services("m: {image: 'eclipse-mosquitto:1.6'}")),
    CheckCase(
      rule: "redis-noeviction",
      fires: services("r: {image: 'redis:7', command: redis-server --maxmemory 64mb}"),
      isSilent: services(
        "r: {image: 'redis:7', command: redis-server --maxmemory 64mb --maxmemory-policy allkeys-lru}"
      )),
    CheckCase(
      rule: "max-allowed-packet-small",
      fires: services(
        "m: {image: 'mariadb:11', command: ['--max-allowed-packet=1M'], environment: {MARIADB_ROOT_PASSWORD: x}}"
      ),
      isSilent: services(
        "m: {image: 'mariadb:11', command: ['--max-allowed-packet=64M'], environment: {MARIADB_ROOT_PASSWORD: x}}"
      )),
    CheckCase(
      rule: "listens-on-loopback",
      fires: services("a: {build: ., ports: ['80:80'], environment: {BIND: '127.0.0.1:80'}}"),
      isSilent: services("a: {build: ., ports: ['80:80'], environment: {BIND: '0.0.0.0:80'}}"),
      fixes: ["a.environment.BIND=0.0.0.0:80"]),
    // Nothing but depends_on tells that another service asks it.
    CheckCase(
      rule: "listens-on-loopback",
      fires: services(
        "a: {build: ., command: python -m http.server 8000 --bind 127.0.0.1}",
        "b: {image: 'nginx:1', depends_on: [a]}"),
      isSilent: services(
        "a: {build: ., command: python -m http.server 8000 --bind 127.0.0.1}",
        "b: {image: 'nginx:1'}")),
  ]

  private static func kafka(_ listeners: String) -> String {
    services(
      "k: {image: 'confluentinc/cp-kafka:7', environment: {KAFKA_ADVERTISED_LISTENERS: '\(listeners)'}}",
      "app: {build: ., environment: {KAFKA_BROKERS: 'k:9092'}}")
  }

  private static let storage: [CheckCase] = [
    CheckCase(
      rule: "volume-shared",
      fires: services(
        "a: {image: 'postgres:15', volumes: ['d:/var/lib/postgresql/data'], environment: {POSTGRES_PASSWORD: x}}",
        "b: {image: 'postgres:15', volumes: ['d:/var/lib/postgresql/data'], environment: {POSTGRES_PASSWORD: x}}",
        top: "volumes: {d: {}}"),
      // A backup job reads the same volume, and is no server of it.
      isSilent: services(
        "a: {image: 'postgres:15', volumes: ['d:/var/lib/postgresql/data'], environment: {POSTGRES_PASSWORD: x}}",
        "b: {image: 'alpine:3', volumes: ['d:/backup:ro']}", top: "volumes: {d: {}}")),
    CheckCase(
      rule: "volume-shared",
      fires: services(
        "a: {image: 'mysql:8', volumes: ['./d:/var/lib/mysql'], environment: {MYSQL_ROOT_PASSWORD: x}}",
        "b: {image: 'mysql:8', command: '--max-connections=9', volumes: ['./d:/var/lib/mysql'], environment: {MYSQL_ROOT_PASSWORD: x}}"
      ),
      // A job of the same image is no server.
      isSilent: services(
        "a: {image: 'mysql:8', volumes: ['./d:/var/lib/mysql'], environment: {MYSQL_ROOT_PASSWORD: x}}",
        "b: {image: 'mysql:8', command: mysqldump -h a shop, volumes: ['./d:/var/lib/mysql']}")),
    CheckCase(
      rule: "data-volume-read-only",
      fires: NodesText(extra: [1: ["volumes: ['d1:/var/lib/weaviate:ro']"]]).text,
      isSilent: NodesText(extra: [1: ["volumes: ['d1:/var/lib/weaviate', './c:/etc/x:ro']"]]).text),
    CheckCase(
      rule: "volume-size-small",
      fires: services(
        "r: {image: 'redis:7', volumes: ['d:/data']}",
        top: "volumes: {d: {driver_opts: {type: tmpfs, device: tmpfs, o: 'size=8m'}}}"),
      isSilent: services(
        "r: {image: 'redis:7', volumes: ['d:/data']}",
        top: "volumes: {d: {driver_opts: {type: tmpfs, device: tmpfs, o: 'size=2g'}}}")),
    CheckCase(
      rule: "data-path-not-on-volume", fires: services("m: {image: 'mongo:7'}"),
      isSilent: services("m: {image: 'mongo:7', volumes: ['./data:/data/db']}")),
    CheckCase(
      rule: "data-mount-beside-path",
      fires: services(
        "db: {image: 'postgres:15', volumes: ['d:/var/lib/postgresql'], environment: {POSTGRES_PASSWORD: x}}",
        top: "volumes: {d: {}}"),
      isSilent: services(
        "db: {image: 'postgres:18', volumes: ['d:/var/lib/postgresql'], environment: {POSTGRES_PASSWORD: x}}",
        top: "volumes: {d: {}}")),
    CheckCase(
      rule: "bind-data-owner",
      fires: services("p: {image: 'prom/prometheus:v2.50.0', volumes: ['./data:/prometheus']}"),
      isSilent: services(
        "p: {image: 'prom/prometheus:v2.50.0', user: root, volumes: ['./data:/prometheus']}")),
  ]

  private static let ports: [CheckCase] = [
    CheckCase(
      rule: "host-port-twice",
      fires: services(
        "a: {image: 'nginx:1', ports: ['8080:80']}",
        "b: {image: 'nginx:1', ports: ['8000-8090:8000-8090']}"),
      isSilent: services(
        "a: {image: 'nginx:1', ports: ['8080:80']}",
        "b: {image: 'nginx:1', ports: ['8080:80/udp', '127.0.0.1:8081:80']}")),
    CheckCase(
      rule: "replicas-fixed-port", fires: services("a: {build: ., scale: 2, ports: ['8080:80']}"),
      isSilent: services("a: {build: ., scale: 2, ports: ['8080-8081:80']}")),
    CheckCase(
      rule: "port-in-use-shared-namespace",
      fires: services("a: {build: ./x}", "b: {build: ./x, network_mode: 'service:a'}"),
      isSilent: services(
        "a: {build: ./x}", "b: {build: ./x, command: worker, network_mode: 'service:a'}")),
    CheckCase(
      rule: "published-port-not-listening",
      fires: services("a: {image: 'nginx:1', ports: ['8080:8080']}"),
      isSilent: services(
        "a: {image: 'nginx:1', ports: ['8080:8080'], volumes: ['./n.conf:/etc/nginx/nginx.conf']}")),
    CheckCase(
      rule: "container-name-twice",
      fires: services("a: {build: ., container_name: x}", "b: {build: ., container_name: x}"),
      isSilent: services("a: {build: ., container_name: x}", "b: {build: ., container_name: y}")),
    CheckCase(
      rule: "healthcheck-command-missing",
      fires: NodesText(extra: [
        1: ["healthcheck: {test: 'curl -f http://localhost:8080/v1/.well-known/ready || exit 1'}"]
      ]).text,
      // Either of two programs is enough.
      isSilent: NodesText(extra: [
        1: [
          "healthcheck: {test: 'curl -f http://localhost:8080/ || wget -q http://localhost:8080/'}"
        ]
      ]).text),
    CheckCase(
      rule: "healthcheck-port-differs",
      fires: services(
        "a: {build: ., environment: {PORT: 5000}, healthcheck: {test: [CMD, curl, 'http://localhost:8000/']}}"
      ),
      isSilent: services(
        "a: {build: ., environment: {PORT: 5000}, healthcheck: {test: [CMD, curl, 'http://localhost:5000/']}}"
      )),
    CheckCase(
      rule: "healthy-without-check",
      fires: services(
        "r: {image: 'redis:7'}", "a: {build: ., depends_on: {r: {condition: service_healthy}}}"),
      // An image of one's own may bring a check.
      isSilent: services(
        "r: {build: ./r}", "a: {build: ., depends_on: {r: {condition: service_healthy}}}")),
  ]

  private static let order: [CheckCase] = [
    CheckCase(
      rule: "depends-on-without-condition",
      fires: services(postgres, "a: {build: ., depends_on: [db]}"),
      isSilent: services(postgres, "a: {build: ., depends_on: {db: {condition: service_healthy}}}")),
    CheckCase(
      rule: "no-restart-policy", fires: services("a: {build: .}"),
      isSilent: services("a: {build: ., restart: on-failure}")),
    CheckCase(
      rule: "restart-of-one-shot",
      fires: services(
        "m: {build: ., restart: always, command: python manage.py migrate}"),
      isSilent: services(
        "m: {build: ., restart: always, command: sh -c 'manage.py migrate && gunicorn app'}"),
      fixes: ["m.restart=on-failure"]),
    CheckCase(
      rule: "depends-on-unknown", fires: services("a: {build: ., depends_on: [b]}"),
      isSilent: services(
        "a: {build: ., depends_on: {b: {condition: service_started, required: false}}}")),
    CheckCase(
      rule: "depends-on-inactive",
      fires: services("a: {build: ., depends_on: [b]}", "b: {build: ., profiles: [debug]}"),
      isSilent: services(
        "a: {build: ., profiles: [debug], depends_on: [b]}", "b: {build: ., profiles: [debug]}")),
    CheckCase(
      rule: "depends-on-cycle",
      fires: services(
        "a: {build: ., depends_on: [b]}", "b: {build: ., depends_on: [c]}",
        "c: {build: ., depends_on: [a]}"),
      isSilent: services(
        "a: {build: ., depends_on: [b, c]}", "b: {build: ., depends_on: [c]}", "c: {build: .}")),
  ]
}
