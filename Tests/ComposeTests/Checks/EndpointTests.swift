import Testing

@testable import Compose

@Suite struct EndpointTests {
  @Test(arguments: [
    (
      "postgresql+psycopg2://u:p%40ss@db:5433/shop?sslmode=require",
      Endpoint(
        scheme: "postgresql+psycopg2", user: "u", password: "p@ss", host: "db", port: 5433,
        database: "shop", options: ["sslmode": "require"])
    ),
    (
      "jdbc:mysql://db/shop?useSSL=false",
      Endpoint(scheme: "mysql", host: "db", database: "shop", options: ["usessl": "false"])
    ),
    (
      "jdbc:sqlserver://db:1433;databaseName=x",
      Endpoint(
        scheme: "sqlserver", host: "db", port: 1433, database: "x", options: ["databasename": "x"])
    ),
    (
      "redis://:secret@cache:6379/0",
      Endpoint(scheme: "redis", password: "secret", host: "cache", port: 6379, database: "0")
    ),
    (
      "u:p@tcp(db:3306)/shop?parseTime=true",
      Endpoint(scheme: "mysql", user: "u", password: "p", host: "db", port: 3306, database: "shop")
    ),
    ("http://[::1]:8080/x", Endpoint(scheme: "http", host: "::1", port: 8080, database: "x")),
    ("amqp://guest@mq", Endpoint(scheme: "amqp", user: "guest", host: "mq")),
  ])
  func addressesAreTakenApart(_ text: String, _ endpoint: Endpoint) {
    #expect(Endpoint.all(in: text) == [endpoint])
  }

  @Test func libpqPairsAreAnAddress() throws {
    let end = try #require(
      Endpoint.all(in: "host=db port=5432 dbname=bi user=u password='p'").first)
    #expect(end.host == "db" && end.port == 5432 && end.database == "bi")
    #expect(end.user == "u" && end.password == "p")
  }

  @Test func listsGiveEveryMember() {
    let ends = Endpoint.all(in: "mongodb://u:p@a:27017,b:27018/app?replicaSet=r")
    #expect(ends.map(\.host) == ["a", "b"])
    #expect(ends.map(\.port) == [27_017, 27_018])
    #expect(Endpoint.all(in: "k1:9092,k2:9092").map(\.host) == ["k1", "k2"])
  }

  @Test(arguments: [
    "", "plain", "/var/run/x.sock", "12:34:56", "a b", "http://", "host:port", "://x", "x:0",
    "x:70000",
    "unix:///var/run/x.sock", "key=value", "{\"a\":1}",
  ])
  func whatIsNoAddressGivesNone(_ text: String) {
    #expect(Endpoint.all(in: text).isEmpty)
  }

  @Test(arguments: [
    ("weaviate-node-1", ["weaviate-node1", "weaviate-node2", "cache"], "weaviate-node1"),
    ("postgress", ["postgres", "redis"], "postgres"),
    ("dbb", ["db", "api"], "db"),
  ])
  func misspeltNamesAreFound(_ name: String, _ candidates: [String], _ meant: String) {
    #expect(Spelling.nearest(name, in: candidates) == meant)
  }

  @Test func namesEquallyNearOrFarAreNotGuessed() {
    #expect(Spelling.nearest("node", in: ["node1", "node2"]) == nil)
    #expect(Spelling.nearest("postgres", in: ["db", "api"]) == nil)
  }
}
