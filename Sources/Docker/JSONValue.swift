#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A decoded JSON value that is asked for what it may hold, so that an answer of another engine
/// version with one odd field still gives all others.
indirect enum JSONValue: Decodable {
  case object([String: JSONValue])
  case array([JSONValue])
  case text(String)
  case number(Double)
  case flag(Bool)
  case null

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: Key.self) {
      var members: [String: JSONValue] = [:]
      for key in keyed.allKeys {
        members[key.stringValue] = try? keyed.decode(JSONValue.self, forKey: key)
      }
      self = .object(members)
      return
    }
    if var list = try? decoder.unkeyedContainer() {
      var elements: [JSONValue] = []
      while !list.isAtEnd { elements.append(try list.decode(JSONValue.self)) }
      self = .array(elements)
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      self = .null
    } else if let text = try? single.decode(String.self) {
      self = .text(text)
    } else if let flag = try? single.decode(Bool.self) {
      self = .flag(flag)
    } else {
      self = .number(try single.decode(Double.self))
    }
  }

  /// Decodes a whole document; nil when it is no JSON.
  init?(_ bytes: some Collection<UInt8>) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
      return nil
    }
    self = value
  }
}

extension JSONValue {
  /// The member of an object; `.null` where there is none.
  subscript(name: String) -> JSONValue {
    if case .object(let members) = self { return members[name] ?? .null }
    return .null
  }

  /// The first of several names that holds something: engines and compose differ in spelling.
  subscript(names: String...) -> JSONValue {
    for name in names {
      let value = self[name]
      if case .null = value { continue }
      return value
    }
    return .null
  }

  var members: [String: JSONValue] {
    if case .object(let members) = self { return members }
    return [:]
  }

  var elements: [JSONValue] {
    if case .array(let elements) = self { return elements }
    return []
  }

  /// The text; numbers and flags as they are written.
  var text: String? {
    switch self {
    case .text(let text): text
    case .number(let number): integer.map(String.init) ?? String(number)
    case .flag(let flag): String(flag)
    case .object, .array, .null: nil
    }
  }

  /// A whole number, also one written as text.
  var integer: Int? {
    switch self {
    case .number(let number): Int(exactly: number.rounded())
    case .text(let text): Int(text)
    default: nil
    }
  }

  var flag: Bool {
    switch self {
    case .flag(let flag): flag
    case .text(let text): text == "true"
    default: false
    }
  }

  /// The texts of a list, or the one text that stands in its place.
  var texts: [String] {
    switch self {
    case .array(let elements): elements.compactMap(\.text)
    case .text(let text): [text]
    default: []
    }
  }
}
