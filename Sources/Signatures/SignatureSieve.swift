package import LogStream

/// Marks the places of a block at which a literal of some signature stands.
///
/// Signatures of lines at `warning` and above need no mark, since such lines are read in full
/// anyway; the same is true of lines that do not begin a record.
package final class SignatureSieve: LineSieve {
  private let scanner: LiteralScanner
  /// What is looked for, sorted by bytes.
  package let literals: [[UInt8]]
  /// The ids of signatures that have no literal of eight bytes: they are found only in lines that
  /// are read in full.
  package let unmarked: [String]

  package init(_ signatures: [Signature]) {
    var literals: [[UInt8]] = []
    var unmarked: Set<String> = []
    for signature in signatures where !Self.isAlwaysRead(signature) {
      for template in signature.match + (signature.sequence?.templates ?? []) {
        if let found = SieveLiterals.of(template) {
          literals += found
        } else {
          unmarked.insert(signature.id)
        }
      }
    }
    literals.sort { $0.lexicographicallyPrecedes($1) }
    self.literals = literals.indices.compactMap { place in
      place > 0 && literals[place] == literals[place - 1] ? nil : literals[place]
    }
    scanner = LiteralScanner(self.literals)
    self.unmarked = unmarked.sorted()
  }

  package func marker() -> any LineMarker { SignatureMarker(adaptiveScanner()) }

  /// A scanner of the literals for the blocks of one input.
  func adaptiveScanner() -> AdaptiveScanner { AdaptiveScanner(literals, scanner) }

  private static func isAlwaysRead(_ signature: Signature) -> Bool {
    signature.sequence == nil && signature.levels.map { $0.allSatisfy { $0 >= .warning } } ?? false
  }
}

/// Marks the literals of a sieve in the blocks of one input.
private final class SignatureMarker: LineMarker {
  private let scanner: AdaptiveScanner

  init(_ scanner: AdaptiveScanner) {
    self.scanner = scanner
  }

  func mark(_ block: ByteText, into places: inout [Int]) {
    let first = places.count
    block.withBytes { bytes in scanner.scan(bytes) { places.append($0.offset) } }
    // A literal is found by a part of it, so that two may change places.
    if places[first...].indices.dropFirst().contains(where: { places[$0] < places[$0 - 1] }) {
      places[first...].sort()
    }
  }
}
