import LogStream
import TestSupport
import Testing

@testable import Templates

/// What a message loses on its way to its shape.
struct MessageShapeTests {
  @Test(
    "What varies becomes <*>",
    arguments: [
      ("took 12 ms", "took <*> ms"),
      ("took 12ms", "took <*>"),
      ("took -3.5 s", "took <*> s"),
      ("at 0x7ffe12 of deadbeef", "at <*> of <*>"),
      ("id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 lost", "id <*> lost"),
      ("dial tcp 10.0.0.1:8080: refused", "dial tcp <*>: refused"),
      ("listen [::]:7946", "listen [::]:<*>"),
      ("mac FF:F2:9F:16:EA seen", "mac <*> seen"),
      ("open /var/lib/weaviate: denied", "open <*>: denied"),
      ("GET https://host/path?a=b,c done", "GET <*> done"),
      ("java org.example.Server.run failed", "java <*> failed"),
      ("mail to admin@example failed", "mail to <*> failed"),
      ("node weaviate-3 left", "node <*> left"),
      ("size....12", "size..<*>"),
    ])
  func masks(_ message: String, _ shape: String) {
    #expect(shapeText(of: message) == shape)
  }

  @Test(
    "What tells messages apart stays",
    arguments: [
      "disk is full", "ready=true", "state changed from NEW to RUNNING", "a/b", "java.io failed",
      "feed", "*** start ***", "\"quoted\" (text)", "größe zu klein",
    ])
  func keeps(_ message: String) {
    #expect(shapeText(of: message) == message)
  }

  @Test("Other digits make no other shape", arguments: 0..<50)
  func digits(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let digits = Array("0123456789".utf8)
    for _ in 0..<40 {
      let words = ["12", "10.0.0.1:80", "a1", "Nov 23", "[7]", "0xff", "1:2:a", "-3", "k=5"]
      let text = (0..<6).flatMap { _ in
        random.below(3) == 0
          ? random.bytes(5) : Array((words[random.below(words.count)] + " ").utf8)
      }
      let other = text.map { digits.contains($0) ? digits[random.below(10)] : $0 }
      #expect(shapeText(of: text) == shapeText(of: other), "\(text)")
    }
  }

  @Test(
    "Variables that belong together are one",
    arguments: [
      ("nodes 1, 2, 3 left", "nodes <*> left"),
      ("from 10 - 20", "from <*>"),
      ("at Sat Jun 18 02:23:10 2005 by x", "at <*> by x"),
      ("on Monday, 3 lines", "on <*> lines"),
      ("a 1 2 3", "a <*>"),
    ])
  func joins(_ message: String, _ shape: String) {
    #expect(shapeText(of: message) == shape)
  }

  @Test func aDayWithoutANumberIsAWord() {
    #expect(shapeText(of: "closed on Sunday") == "closed on Sunday")
  }

  @Test func blanksAndControlCharactersAreOneBlank() {
    #expect(shapeText(of: "  a \t\u{1B} b\r\n") == "a b")
  }

  @Test func theShapeOfAShapeIsItself() {
    let shape = shapeText(of: "user bob (id=7, from 10.0.0.1) at /a/b: \"x\" took 3ms....9")
    #expect(shapeText(of: shape) == shape)
  }

  @Test func aLongMessageEndsWithAVariable() {
    let shape = shapeText(of: String(repeating: "word ", count: 5000))
    #expect(shape.hasSuffix("word <*>"))
  }

  @Test(arguments: [" ", "(", "a.b..", ":", "<*>", "1", "/a=", "Jan "])
  func aShapeIsBounded(_ part: String) {
    let shape = shapeText(of: String(repeating: part, count: 5000))
    #expect(shape.utf8.count <= ShapeWriter.mostBytes + 4)
  }

  private func shapeText(of message: [UInt8]) -> [UInt8] {
    var writer = ShapeWriter()
    message.withUnsafeBytes { writer.write(ByteText($0)) }
    return writer.bytes
  }

  private func shapeText(of message: String) -> String {
    let shapes = TemplateMiner([message]).sketch.shapes
    return String(decoding: shapes.first?.text ?? [], as: UTF8.self)
  }
}
