import LogStream
import Synchronization
import YAML

/// Signatures compiled for matching: one scanner for the literals of all their templates, which is made
/// when there are more than a few records.
///
/// A class: all matchers share it.
package final class SignatureIndex: Sendable {
  /// A template that a literal may be the beginning of.
  struct Use: Hashable, Sendable {
    /// The index into `signatures`.
    var signature: Int
    /// Whether it is the template of `sequence` and not one of `match`.
    var isSequence: Bool
  }

  /// Sorted by id, as in `signatures`.
  let entries: [CompiledSignature]
  private let literals: SmallBlockSearch.Literals
  private let scanner: Deferred<LiteralScanner>
  /// How many texts were searched without a scanner.
  private let searched = Atomic(0)
  /// Finds the lines that may matter in blocks of lines.
  package let sieve: SignatureSieve
  /// The uses of all literals of the scanner, and where those of each begin; one more than there
  /// are literals.
  private let uses: [Use]
  private let firstUse: [Int]
  private static let backslash = UInt8(ascii: "\\")
  /// How many texts are searched before the scanner is made; a guess, not measured.
  private static let mostSearched = 256

  /// Compiles signatures.
  package init(_ signatures: [Signature]) {
    entries = signatures.map { CompiledSignature($0) }
    let literals = Literals(signatures)
    sieve = SignatureSieve(signatures)
    self.literals = SmallBlockSearch.Literals(literals.all)
    scanner = Deferred { LiteralScanner(literals.all) }
    uses = literals.uses.flatMap { $0 }
    firstUse = literals.uses.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
  }

  /// The templates some literal of which stands in a record, each once, in no set order.
  ///
  /// The raw text is scanned. Without a backslash it holds every decoded text as it is; with one,
  /// message and errors are scanned too, since a literal may be written with escapes.
  ///
  /// The scanner is kept by whoever asks again and again.
  func candidates(_ record: Record, _ scanner: inout LiteralScanner?, into found: inout [Use]) {
    found.removeAll(keepingCapacity: true)
    scan(record.text, &scanner, into: &found)
    guard !record.fields.isEmpty, Self.holdsBackslash(record.text) else { return }
    for text in SearchedTexts(record).all { scan(text, &scanner, into: &found) }
  }

  /// Makes what many records will need.
  package func prepare() { _ = scanner.value }

  /// All signatures, sorted by id.
  package var signatures: [Signature] { entries.map(\.signature) }

  private func scan(_ text: ByteText, _ kept: inout LiteralScanner?, into found: inout [Use]) {
    if kept == nil, scanner.isMade || isWorthScanner { kept = scanner.value }
    let scanner = kept
    text.withBytes { bytes in
      if let scanner {
        scanner.scan(bytes) { add($0.literal, to: &found) }
      } else {
        literals.find(in: bytes) { add($0, to: &found) }
      }
    }
  }

  private func add(_ literal: Int, to found: inout [Use]) {
    for number in firstUse[literal]..<firstUse[literal + 1] {
      let use = uses[number]
      if !found.contains(use) { found.append(use) }
    }
  }

  /// Whether enough texts were searched without a scanner, this one counted.
  private var isWorthScanner: Bool {
    searched.add(1, ordering: .relaxed).newValue > Self.mostSearched
  }

  private static func holdsBackslash(_ text: ByteText) -> Bool {
    text.withBytes { ByteSearch.first(backslash, in: $0, from: 0) != nil }
  }
}

/// The literals of all templates, each once, with the templates that it may be the beginning of.
private struct Literals {
  /// A literal as the key of a table: hashed as a whole and not byte by byte.
  private struct Key: Hashable {
    var bytes: [UInt8]

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  let all: [[UInt8]]
  /// By literal, in their order.
  let uses: [[SignatureIndex.Use]]

  init(_ signatures: [Signature]) {
    var literals: [[UInt8]] = []
    var uses: [[SignatureIndex.Use]] = []
    var places: [Key: Int] = [:]
    func enter(_ template: Template, _ use: SignatureIndex.Use) {
      let literal = template.longestLiteral
      if let place = places[Key(bytes: literal)] {
        if !uses[place].contains(use) { uses[place].append(use) }
      } else {
        places[Key(bytes: literal)] = literals.count
        literals.append(literal)
        uses.append([use])
      }
    }
    // By place: a copy of a signature counts references for all that it holds.
    for number in signatures.indices {
      for template in signatures[number].match {
        enter(template, SignatureIndex.Use(signature: number, isSequence: false))
      }
      for template in signatures[number].sequence?.templates ?? [] {
        enter(template, SignatureIndex.Use(signature: number, isSequence: true))
      }
    }
    all = literals
    self.uses = uses
  }
}
