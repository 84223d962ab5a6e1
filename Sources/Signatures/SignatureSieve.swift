package import LogStream
import YAML

/// Marks the places of a block at which a literal of some signature stands.
///
/// Signatures of lines at `warning` and above need no mark, since such lines are read in full
/// anyway; the same is true of lines that do not begin a record.
package final class SignatureSieve: LineSieve {
  /// What is looked for, each once, and how.
  fileprivate struct Compiled: Sendable {
    var literals: [[UInt8]]
    var scanner: LiteralScanner
  }

  /// The literals that hold digits, by what they are with zeros for them, and how these are found.
  private struct Numbered: Sendable {
    var literals: [[[UInt8]]]
    var scanner: LiteralScanner
  }

  /// What is looked for, in no set order, some of it twice.
  fileprivate let loose: [[UInt8]]
  /// Made when the first large block comes, or is asked about.
  private let compiled: Deferred<Compiled>
  private let numbered: Deferred<Numbered>
  private let digitless: Deferred<DigitlessLiterals>
  /// The ids of signatures that have no literal of eight bytes: they are found only in lines that
  /// are read in full.
  package let unmarked: [String]
  private let smallestBlock: Int

  /// In bytes: to search a smaller block takes less time than to compile a scanner.
  package static let smallestBlock = 1 << 15

  /// Takes signatures.
  ///
  /// - Parameters:
  ///   - signatures: Whose lines are looked for.
  ///   - smallestBlock: From how many bytes on a block is worth a scanner; what is found is the
  ///     same.
  package init(_ signatures: [Signature], smallestBlock: Int = SignatureSieve.smallestBlock) {
    var literals: [[UInt8]] = []
    var unmarked: Set<String> = []
    for number in signatures.indices where !Self.isAlwaysRead(signatures[number]) {
      let templates = signatures[number].match + (signatures[number].sequence?.templates ?? [])
      for template in templates {
        if let found = SieveLiterals.of(template) {
          literals += found
        } else {
          unmarked.insert(signatures[number].id)
        }
      }
    }
    self.unmarked = unmarked.sorted()
    self.smallestBlock = smallestBlock
    loose = literals
    compiled = Deferred { [literals] in Self.compile(literals) }
    numbered = Deferred { [literals] in Self.numbered(literals) }
    digitless = Deferred { DigitlessLiterals(signatures) { !Self.isAlwaysRead($0) } }
  }

  /// What is looked for, sorted by bytes.
  package var literals: [[UInt8]] { compiled.value.literals }

  private static func compile(_ all: [[UInt8]]) -> Compiled {
    let sorted = all.sorted { $0.lexicographicallyPrecedes($1) }
    let literals = sorted.indices.compactMap { place in
      place > 0 && sorted[place] == sorted[place - 1] ? nil : sorted[place]
    }
    return Compiled(literals: literals, scanner: LiteralScanner(literals))
  }

  package func marker() -> any LineMarker { SignatureMarker(self, smallestBlock: smallestBlock) }

  package func numberedLiterals(_ line: ByteText) -> [NumberedLiteral]? {
    let numbered = numbered.value
    guard !numbered.literals.isEmpty else { return [] }
    let text = DigitlessLiterals.erased(line)
    var found: [NumberedLiteral] = []
    text.withUnsafeBytes { text in
      numbered.scanner.scan(text) { hit in
        guard found.count <= Self.mostNumbered else { return }
        found += numbered.literals[hit.literal].map {
          NumberedLiteral(place: hit.offset, bytes: $0)
        }
      }
    }
    return found.count <= Self.mostNumbered ? found : nil
  }

  package func digitsMeanNothing(in line: ByteText) -> Bool {
    !digitless.value.mayStand(in: line)
  }

  /// So many in one line are kept at most.
  private static let mostNumbered = 32

  private static func numbered(_ literals: [[UInt8]]) -> Numbered {
    let groups = Dictionary(grouping: Set(literals.filter { $0.contains { $0.isDigit } })) {
      DigitlessLiterals.erased($0)
    }
    let erased = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }
    return Numbered(
      literals: erased.map { groups[$0] ?? [] }, scanner: LiteralScanner(erased))
  }

  /// A scanner of the literals for the blocks of one input.
  func adaptiveScanner() -> AdaptiveScanner {
    let compiled = compiled.value
    return AdaptiveScanner(compiled.literals, compiled.scanner)
  }

  private static func isAlwaysRead(_ signature: Signature) -> Bool {
    signature.sequence == nil && signature.levels.map { $0.allSatisfy { $0 >= .warning } } ?? false
  }
}

/// Marks the literals of a sieve in the blocks of one input.
private final class SignatureMarker: LineMarker {
  private let sieve: SignatureSieve
  private let smallestBlock: Int
  private var scanner: AdaptiveScanner?
  private var smallBlocks = 0

  /// An input of more small blocks is worth a scanner too.
  private static let mostSmallBlocks = 16

  init(_ sieve: SignatureSieve, smallestBlock: Int) {
    self.sieve = sieve
    self.smallestBlock = smallestBlock
  }

  var takesLines: Bool { scanner != nil }

  func mark(_ block: ByteText, into places: inout [Int]) {
    let first = places.count
    if scanner == nil, block.count < smallestBlock, smallBlocks < Self.mostSmallBlocks {
      smallBlocks += 1
      block.withBytes { SmallBlockSearch.appendPlaces(of: sieve.loose, in: $0, to: &places) }
    } else {
      let scanner = self.scanner ?? sieve.adaptiveScanner()
      self.scanner = scanner
      block.withBytes { bytes in scanner.scan(bytes) { places.append($0.offset) } }
    }
    // A literal is found by a part of it, so that two may change places.
    if places[first...].indices.dropFirst().contains(where: { places[$0] < places[$0 - 1] }) {
      places[first...].sort()
    }
  }
}
