extension CheckCase {
  /// Limits and privileges of containers.
  static let limits: [CheckCase] = [
    CheckCase(
      rule: "heap-above-memory-limit",
      fires: services(
        "a: {build: ., mem_limit: 256m, environment: {JAVA_OPTS: '-Xms64m -Xmx512m'}}"),
      isSilent: services(
        "a: {build: ., mem_limit: 1g, environment: {JAVA_OPTS: '-Xms64m -Xmx512m'}}")),
    CheckCase(
      rule: "heap-above-memory-limit",
      fires: services(
        "a: {build: ., mem_limit: 256m, command: node --max-old-space-size=300 x.js}"),
      isSilent: services(
        "a: {build: ., mem_limit: 256m, environment: {NODE_OPTIONS: '--max-old-space-size=128'}}")),
    CheckCase(
      rule: "heap-small",
      fires: services("a: {build: ., environment: {NODE_OPTIONS: '--max-old-space-size=64'}}"),
      isSilent: services("a: {build: ., environment: {NODE_OPTIONS: '--enable-source-maps'}}")),
    CheckCase(
      rule: "memory-limit-low", fires: NodesText(extra: [1: ["mem_limit: 128m"]]).text,
      isSilent: NodesText(extra: [1: ["mem_limit: 4g"]]).text),
    CheckCase(
      rule: "redis-limit-without-maxmemory",
      fires: services("r: {image: 'redis:7', mem_limit: 64m}"),
      isSilent: services(
        "r: {image: 'redis:7', mem_limit: 64m, command: redis-server --maxmemory 48mb}")),
    CheckCase(
      rule: "memory-limits-disagree",
      fires: services("a: {build: ., mem_limit: 64m, mem_reservation: 128m}"),
      isSilent: services("a: {build: ., mem_limit: 128m, mem_reservation: 64m, memswap_limit: -1}")),
    CheckCase(
      rule: "ulimit-nofile-low", fires: services("a: {build: ., ulimits: {nofile: 100}}"),
      isSilent: services("a: {build: ., ulimits: {nofile: {soft: 65536, hard: 65536}, nproc: 100}}")
    ),
    CheckCase(
      rule: "cpu-limit-low", fires: services("a: {build: ., cpus: 0.05}"),
      isSilent: services("a: {build: ., deploy: {resources: {limits: {cpus: '0.5'}}}}")),
    CheckCase(
      rule: "pids-limit-low", fires: services("a: {build: ., pids_limit: 20}"),
      isSilent: services("a: {build: ., pids_limit: -1}")),
    CheckCase(
      rule: "stop-grace-short", fires: services("r: {image: 'redis:7', stop_grace_period: 1s}"),
      isSilent: services("r: {image: 'redis:7', stop_grace_period: 1m}")),
    CheckCase(
      rule: "stop-signal-kill", fires: services("a: {build: ., stop_signal: SIGKILL}"),
      isSilent: services("a: {build: ., stop_signal: SIGINT}"), fixes: ["a.stop_signal"]),
    CheckCase(
      rule: "cap-drop-needed",
      fires: services("a: {image: 'nginx:1', cap_drop: [ALL], cap_add: [NET_BIND_SERVICE]}"),
      isSilent: services(
        "a: {image: 'nginx:1', cap_drop: [ALL], cap_add: [CHOWN, SETGID, CAP_SETUID]}")),
    CheckCase(
      rule: "read-only-root", fires: services("a: {build: ., read_only: true}"),
      isSilent: services("a: {build: ., read_only: false}")),
    CheckCase(
      rule: "privileged", fires: services("a: {build: ., privileged: true}"),
      isSilent: services("a: {build: ., privileged: false}")),
    CheckCase(
      rule: "docker-socket",
      fires: services("a: {build: ., volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro']}"),
      isSilent: services("a: {build: ., volumes: ['/var/run/postgres:/var/run/docker']}")),
  ]

  /// Variables, files and hygiene of a project.
  static let project: [CheckCase] = [
    CheckCase(
      rule: "variable-unset", fires: services("a: {build: ., environment: {KEY: '${KEY}'}}"),
      isSilent: services("a: {build: ., environment: {KEY: '${KEY:-x}', OTHER: '${SET}'}}"),
      files: [".env": "SET=1\n"]),
    CheckCase(
      rule: "variable-required",
      fires: services("a: {build: ., environment: {KEY: '${KEY:?say it}'}}"),
      isSilent: services("a: {build: ., environment: {KEY: '${SET:?say it}'}}"),
      files: [".env": "SET=1\n"]),
    CheckCase(
      rule: "variable-not-passed", fires: services("a: {build: ., environment: [KEY]}"),
      isSilent: services("a: {build: ., environment: ['KEY=']}")),
    CheckCase(
      rule: "quotes-in-value",
      fires: services("a: {build: ., environment: ['TZ=\"Europe/Berlin\"']}"),
      isSilent: services("a: {build: ., environment: {TZ: \"Europe/Berlin\"}}"),
      fixes: ["a.environment.TZ=Europe/Berlin"]),
    CheckCase(
      rule: "entrypoint-crlf", fires: services("a: {build: ./a}"),
      isSilent: services("a: {build: ./b}"),
      files: [
        "a/Dockerfile": "FROM x\nENTRYPOINT [\"/app/start.sh\"]\n",
        "a/start.sh": "#!/bin/sh\r\nexec x\r\n",
        "b/Dockerfile": "FROM x\nENTRYPOINT [\"/app/start.sh\"]\n",
        "b/start.sh": "#!/bin/sh\nexec x\r\n",
      ]),
    CheckCase(
      rule: "bind-source-missing",
      fires: services(
        "a: {build: ., volumes: ['./n/default.conf:/etc/nginx/conf.d/default.conf']}"),
      // A folder may well be made by the engine.
      isSilent: services(
        "a: {build: ., volumes: ['./data:/var/lib/data', './x.conf:/etc/x.conf']}"),
      files: ["Dockerfile": "FROM x\n", "x.conf": ""]),
    CheckCase(
      rule: "env-file-missing", fires: services("a: {build: ., env_file: [a.env]}"),
      isSilent: services("a: {build: ., env_file: [{path: a.env, required: false}, b.env]}"),
      files: ["Dockerfile": "FROM x\n", "b.env": "A=1\n"]),
    CheckCase(
      rule: "latest-tag", fires: services("a: {image: 'redis:latest'}"),
      isSilent: services("a: {image: 'localhost:5000/redis:7'}")),
    CheckCase(
      rule: "secret-in-environment",
      fires: services("a: {build: ., environment: {API_TOKEN: abc}}"),
      isSilent: services(
        "a: {build: ., environment: {API_TOKEN: '${TOKEN:-}', API_TOKEN_FILE: /run/x}}")),
    CheckCase(
      rule: "no-log-rotation", fires: services("a: {build: .}"),
      isSilent: services("a: {build: ., logging: {driver: json-file, options: {max-size: 10m}}}")),
    CheckCase(
      rule: "log-driver-hides", fires: services("a: {build: ., logging: {driver: none}}"),
      isSilent: services("a: {build: ., logging: {driver: local}}")),
    CheckCase(
      rule: "platform-differs",
      fires: services(
        "a: {build: ., platform: linux/amd64}", "b: {build: ., platform: linux/arm64}"),
      isSilent: services("a: {build: ., platform: linux/amd64}", "b: {build: .}")),
    CheckCase(
      rule: "database-published", fires: services("r: {image: 'redis:7', ports: ['6379:6379']}"),
      isSilent: services("r: {image: 'redis:7', ports: ['127.0.0.1:6379:6379']}")),
  ]
}
