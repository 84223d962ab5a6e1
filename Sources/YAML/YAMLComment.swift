/// A comment of a YAML text, from `#` to the end of its line.
package struct YAMLComment: Sendable, Equatable {
  /// The bytes in the source from `#` on, 0-based, without the line break.
  package var range: Range<Int>
  /// 1-based line.
  package var line: Int
  /// 1-based column of `#`, counted in bytes.
  package var column: Int
  /// Whether nothing but blanks stands before it on its line.
  package var isWholeLine: Bool
}
