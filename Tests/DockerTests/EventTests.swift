import Docker
import Findings
import Testing

@Suite struct EventTests {
  @Test(arguments: [
    #"{"status":"die","id":"abc","from":"bb:2","Type":"container","Action":"die","Actor":{"ID":"abc","Attributes":{"exitCode":"3","image":"bb:2","name":"e1"}},"scope":"local","time":1795378978,"timeNano":1795378978500000000}"#,
    #"{"Type":"container","Action":"die","Actor":{"ID":"abc","Attributes":{"exitCode":"3","image":"bb:2","name":"e1"}},"scope":"local","time":1795378978,"timeNano":1795378978500000000}"#,
    #"{"action":"die","attributes":{"exitCode":"3","image":"bb:2","name":"e1"},"id":"abc","service":"e1","time":"2026-11-22T20:22:58.5Z","type":"container"}"#,
    "2026-11-22T20:22:58.5Z container die abc (exitCode=3, image=bb:2, name=e1)",
  ])
  func allShapesGiveTheSameEvent(_ line: String) throws {
    let (events, unread) = ContainerEvent.list(lines: Array(line.utf8))
    let event = try #require(events.first)
    #expect(unread == 0 && events.count == 1)
    #expect(event.type == "container" && event.action == "die" && event.exitCode == 3)
    #expect(event.container == "abc" && event.service == "e1" && event.image == "bb:2")
    #expect(event.time?.description == "2026-11-22T20:22:58.500Z")
  }

  @Test func brokenLinesAreCountedAndTheRestIsOrdered() {
    let text = """
      2026-11-22T20:22:59Z container start abc (image=i, name=n)
      {"cut":
      2026-11-22T20:22:58Z container create abc (image=i, name=n)

      no event
      """
    let (events, unread) = ContainerEvent.list(lines: Array(text.utf8))
    #expect(events.map(\.action) == ["create", "start"])
    #expect(events.map(\.line) == [3, 1])
    #expect(unread == 2)
  }

  @Test func healthAndNetworkEventsKeepTheirDetail() throws {
    let text = #"""
      {"Type":"container","Action":"health_status: unhealthy","Actor":{"ID":"a","Attributes":{"name":"n"}},"timeNano":1}
      {"Type":"network","Action":"disconnect","Actor":{"ID":"net","Attributes":{"container":"a","name":"shop_default"}},"timeNano":2}
      """#
    let (events, _) = ContainerEvent.list(lines: Array(text.utf8))
    let (health, network) = try (#require(events.first), #require(events.last))
    #expect(health.action == "health_status" && health.detail == "unhealthy")
    #expect(network.container == "a" && network.network == "shop_default")
  }
}
