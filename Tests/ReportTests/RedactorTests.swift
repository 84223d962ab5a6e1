import Foundation
import Testing
import TestSupport

@testable import Report

@Suite struct RedactorTests {
  /// A text, the secret in it, and the kind by which it must be hidden.
  static let planted: [(text: String, secret: String, kind: SecretKind)] = [
    ("POSTGRES_PASSWORD=hunter2", "hunter2", .password),
    ("      POSTGRES_PASSWORD: hunter2", "hunter2", .password),
    (#"      - "DB_PASSWORD=two words""#, "two words", .password),
    (#"      - MYSQL_ROOT_PASSWORD=a&b;c"#, "a&b;c", .password),
    ("DB_PASSWORD: ${DB_PASSWORD:-fallback}", "fallback", .password),
    ("postgres://app:p@ss/word@db:5432/app", "p@ss/word", .password),
    ("redis://:r3dis@cache:6379/0", "r3dis", .password),
    ("amqp://guest:gu3st@rabbitmq:5672/", "gu3st", .password),
    ("root:t0p@tcp(db:3306)/app", "t0p", .password),
    ("host=db user=app password=xyz dbname=app", "xyz", .password),
    (#"{"user":"app","password":"s p\"a"}"#, #"s p\"a"#, .password),
    (#"{\"password\":\"nested\",\"x\":1}"#, "nested", .password),
    ("{Host:db Password:abc Port:5432}", "abc", .password),
    ("ALTER USER app WITH PASSWORD 'sql1'", "sql1", .password),
    ("CREATE USER 'a'@'%' IDENTIFIED BY 'sql2'", "sql2", .password),
    ("redis-server --requirepass foo1", "foo1", .password),
    (#"["redis-server", "--requirepass", "foo2"]"#, "foo2", .password),
    ("requirepass foobared", "foobared", .password),
    ("test: redis-cli -a redpass ping", "redpass", .password),
    ("mysqladmin ping -uroot -psecretroot", "secretroot", .password),
    ("curl -u admin:adminpw http://x/", "adminpw", .password),
    ("password: hunter2 rejected", "hunter2", .password),
    ("AUTHENTICATION_APIKEY_ALLOWED_KEYS: 'readkey,adminkey'", "adminkey", .apiKey),
    ("OPENAI_APIKEY=abcDEF123", "abcDEF123", .openAIKey),
    (
      "COHERE_APIKEY: Wq8XyZ0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456",
      "Wq8XyZ0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456", .cohereKey
    ),
    ("X-Cohere-Api-Key: kQ2w9e8r7t6y", "kQ2w9e8r7t6y", .cohereKey),
    ("Authorization: Bearer abcdefgh", "abcdefgh", .token),
    ("Authorization: Basic dXNlcjpwYXNz", "dXNlcjpwYXNz", .token),
    ("sent header Bearer a1B2c3D4e5F6g7H8", "a1B2c3D4e5F6g7H8", .token),
    ("key sk-abcdefghij0123456789abcdef used", "sk-abcdefghij0123456789abcdef", .openAIKey),
    ("sk-proj-Ab1-_Cd2Ef3Gh4Ij5Kl6", "sk-proj-Ab1-_Cd2Ef3Gh4Ij5Kl6", .openAIKey),
    ("sk-ant-api03-Ab1Cd2Ef3Gh4Ij5", "sk-ant-api03-Ab1Cd2Ef3Gh4Ij5", .anthropicKey),
    ("token hf_AbCdEfGhIjKlMnOpQrStUvWx12", "hf_AbCdEfGhIjKlMnOpQrStUvWx12", .huggingFaceToken),
    ("id AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", .awsKey),
    (
      "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", .awsKey
    ),
    (
      "AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q", "AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q",
      .googleKey
    ),
    (
      "ghp_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8", "ghp_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8",
      .githubToken
    ),
    ("glpat-a1b2c3d4e5f6g7h8i9j0", "glpat-a1b2c3d4e5f6g7h8i9j0", .gitlabToken),
    ("xoxb-1234567890-abcdefghij", "xoxb-1234567890-abcdefghij", .slackToken),
    ("post https://hooks.slack.com/services/T0/B0/Xyz", "T0/B0/Xyz", .webhook),
    (
      "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl end",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", .jwt
    ),
    (
      "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----", "MIIEabc",
      .privateKey
    ),
    (
      #""key": "-----BEGIN PRIVATE KEY-----\nMIIEdef\n-----END PRIVATE KEY-----\n""#, "MIIEdef",
      .privateKey
    ),
    ("DefaultEndpointsProtocol=https;AccountKey=Zm9vYmFy==;x=1", "Zm9vYmFy==", .azureKey),
    ("GET /v1?api_key=q1w2&x=1", "q1w2", .apiKey),
    ("Cookie: sid=abcdef; theme=dark", "sid=abcdef; theme=dark", .cookie),
    ("user jane.doe@example.com signed in", "jane.doe@example.com", .email),
    ("open /home/janedoe/app/x.py", "janedoe", .user),
    (#"C:\Users\Jane\app"#, "Jane", .user),
    (
      "config UE9TVEdSRVNfUEFTU1dPUkQ9aHVudGVyMjI= read", "UE9TVEdSRVNfUEFTU1dPUkQ9aHVudGVyMjI=",
      .password
    ),
    ("SECRET_KEY_BASE=0123456789abcdef", "0123456789abcdef", .secret),
    ("clientSecret: 'Ab12'", "Ab12", .secret),
    ("API Key: 'Zz9'", "Zz9", .apiKey),
    ("--token abc123def", "abc123def", .token),
    ("cut sk-abc1234…", "sk-abc1234", .openAIKey),
  ]

  @Test(arguments: planted.indices)
  func plantedSecretIsHidden(index: Int) {
    let (text, secret, kind) = Self.planted[index]
    var redactor = Redactor()
    let redacted = redactor.redact(text)
    #expect(!redacted.contains(secret), "\(redacted)")
    #expect(redacted.contains("<\(kind.rawValue)-1>"), "\(redacted)")
    #expect(redactor.redact(redacted) == redacted, "a second pass changes nothing")
  }

  @Test(arguments: [
    #"FATAL:  password authentication failed for user "app""#,
    "ERROR 1045 (28000): Access denied for user 'root'@'172.18.0.5' (using password: YES)",
    "Error: Database is uninitialized and superuser password is not specified.",
    "You must specify POSTGRES_PASSWORD to a non-empty value for the superuser.",
    "POSTGRES_PASSWORD_FILE: /run/secrets/db", "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}",
    "DB_PASSWORD=$DB_PASSWORD", "MYSQL_ALLOW_EMPTY_PASSWORD: \"yes\"",
    "AUTHENTICATION_APIKEY_ENABLED: 'true'", "AUTHENTICATION_APIKEY_USERS: 'jane,joe'",
    "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'true'",
    #"{"level":"info","msg":"entering leader state: Node at 172.18.0.2:8300 [Leader]","term":2}"#,
    #"{"tokenization":"word","max_tokens":4096,"primary_key":"id"}"#,
    "duplicate key value violates unique constraint \"users_pkey\"",
    "DETAIL:  Key (id)=(42) already exists.",
    "invalid token: unexpected end of file", "SyntaxError: Unexpected token: }",
    "password_encryption = scram-sha-256", "image: ghcr.io/acme/app@sha256:0123abcd",
    "GET http://weaviate:8080/v1/schema 200", "PWD=/app", "OLDPWD=/",
    "git clone git@github.com:acme/app.git", "rabbit@rabbitmq.internal", "npm i left-pad@1.3.0",
    "github.com/weaviate/weaviate@v1.32.5/main.go:10", "WORKDIR /home/node/app",
    "fetch https://registry.npmjs.org:443/@types/node", "a == b && token == other",
    "std::Secret::new()", "restart: on-failure:5", "CLUSTER_JOIN: \"node1:7100\"",
    "RAFT_JOIN: \"node1,node2,node3\"", "PERSISTENCE_DATA_PATH: /var/lib/weaviate",
    "2026-11-23T01:00:30.061082869Z level=info msg=ready", "cookie hash: 8sdf==",
    "index a94a8fe5ccb19ba61c4c0873d391e987982fbbd3", "the bearer token is missing",
    "build_git_commit: 7cebee0421", "ssh-rsa host key", "authorization: required",
    "DEFAULT_VECTORIZER_MODULE: none", "nodes: [weaviate-0, weaviate-1]",
    "key: value", "DB_PASSWORD: (hidden)", "alter role USER password '…'",
    "ALTER ROLE app PASSWORD 'NEW_PASSWORD'", "ETCD_INITIAL_CLUSTER_TOKEN: etcd-main",
    "/var/lib/weaviate/users/djFcEabQZJhj/proplengths", "secret=os.environ[\"X\"]", "keys: a, b",
    "POSTGRES_USER: app", "-----BEGIN CERTIFICATE-----",
  ])
  func ordinaryTextIsNotHarmed(text: String) {
    var redactor = Redactor()
    #expect(redactor.redact(text) == text)
    #expect(redactor.counts.isEmpty)
  }

  /// Each word of a name that tells a secret, alone and among others.
  @Test(
    arguments: [
      "password", "passwd", "passphrase", "pass", "pw", "requirepass", "masterauth", "passwords",
      "secret", "secrets", "credential", "credentials", "salt", "token", "jwt", "apikey", "apikeys",
      "authorization", "cookie", "signature", "privatekey", "accountkey", "sharedaccesskey",
      "secretkey", "accesskey", "dbpwd", "authkey", "secretaccess", "api_key", "hmac-key",
      "xpassword", "mytoken", "mysql_pwd",
    ], ["NAME", "name", "x_name", "NAME_A", "app.name"])
  func aNameTellsASecret(word: String, form: String) {
    let isUpper = form.contains("NAME")
    let name = form.replacing(isUpper ? "NAME" : "name", with: isUpper ? word.uppercased() : word)
    var redactor = Redactor()
    #expect(!redactor.redact("\(name)=Xq7-Lm2z9-Vt4").contains("Xq7-Lm2z9-Vt4"))
  }

  @Test(arguments: [
    "level", "time", "PWD", "OLDPWD", "msg", "p", "pw2l", "keyboard", "monkey", "spa", "NODE_NAME",
  ])
  func otherNamesTellNone(name: String) {
    var redactor = Redactor()
    #expect(redactor.redact("\(name)=Xq7-Lm2z9-Vt4") == "\(name)=Xq7-Lm2z9-Vt4")
  }

  @Test func aTextThatComesAgainHidesWhatWasLearntSince() {
    var redactor = Redactor()
    #expect(redactor.redact("login with Tr0ub4dor&3 failed") == "login with Tr0ub4dor&3 failed")
    redactor.learn("A_PASSWORD=Tr0ub4dor&3")
    #expect(redactor.redact("login with Tr0ub4dor&3 failed") == "login with <password-1> failed")
  }

  @Test func theSameSecretHasTheSameNameEverywhere() {
    var redactor = Redactor()
    let text = redactor.redact("A_PASSWORD=Tr0ub4dor&3\nB_PASSWORD=other9\nC_PASSWORD=Tr0ub4dor&3")
    #expect(text == "A_PASSWORD=<password-1>\nB_PASSWORD=<password-2>\nC_PASSWORD=<password-1>")
    #expect(redactor.redact("login with Tr0ub4dor&3 failed") == "login with <password-1> failed")
    #expect(redactor.redact("x=Tr0ub4dor%263") == "x=<password-1>")
    #expect(redactor.counts == ["password": 2])
  }

  @Test(arguments: ["", "a", "ab", "user:"])
  func aKnownSecretIsFoundInsideBase64(lead: String) {
    var redactor = Redactor()
    redactor.learn("X_PASSWORD=Tr0ub4dorAndMore")
    let encoded = Data("\(lead)Tr0ub4dorAndMore tail".utf8).base64EncodedString()
    let redacted = redactor.redact("blob \(encoded)")
    #expect(redacted.contains("<password-1>"), "\(redacted)")
  }

  @Test func whatWasOnlyLearntIsHiddenButNotCountedUntilItStandsInAText() {
    var redactor = Redactor()
    redactor.learn("DB_PASSWORD=Tr0ub4dor&3\nAPI_TOKEN=never-seen-2")
    #expect(redactor.counts.isEmpty)
    #expect(redactor.redact("nothing") == "nothing")
    #expect(redactor.redact("bare Tr0ub4dor&3") == "bare <password-1>")
    #expect(redactor.counts == ["password": 1])
  }

  @Test func aPasswordThatIsAlsoANameIsHiddenOnlyAsAPassword() {
    var redactor = Redactor(keeping: ["weaviate-node1"])
    let text = redactor.redact("ADMIN_PASSWORD=weaviate-node1\nnode weaviate-node1 is ready")
    #expect(text == "ADMIN_PASSWORD=<password-1>\nnode weaviate-node1 is ready")
  }

  @Test(arguments: ["password=", "a:b@", "-----BEGIN PRIVATE KEY", "://", "eyJ", "--token ", "@"])
  func timeGrowsWithTheLength(unit: String) {
    var redactor = Redactor()
    let clock = ContinuousClock()
    let long = String(repeating: unit, count: 50_000 / unit.utf8.count)
    let time = clock.measure { _ = redactor.redact(long) }
    #expect(time < .seconds(5))
  }
}
