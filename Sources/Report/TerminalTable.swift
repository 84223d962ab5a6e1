package import Diagnosis

/// Lays a small table out in a number of cells.
package struct TerminalTable {
  let table: Effect.Table
  /// The cells that the table may take.
  let width: Int
  private static let gap = 2

  package init(table: Effect.Table, width: Int) {
    self.table = table
    self.width = width
  }

  /// The header line and the rows; empty where the table has no column.
  package func lines() -> (header: [String], rows: [String]) {
    let count = table.columns.count
    guard count > 0, let widths = columnWidths() else { return stacked() }
    return (
      layout(table.columns, widths),
      table.rows.flatMap { layout(padded($0, to: count), widths) }
    )
  }

  /// Widths that fit, the widest columns giving way first; nil where not even narrow ones fit.
  private func columnWidths() -> [Int]? {
    let count = table.columns.count
    var widths = table.columns.map { DisplayWidth.of(InertText.line($0)) }
    for row in table.rows {
      for (index, cell) in padded(row, to: count).enumerated() {
        widths[index] = max(widths[index], DisplayWidth.of(InertText.line(cell)))
      }
    }
    let room = width - Self.gap * (count - 1)
    guard room >= count * 6 else { return nil }
    var excess = widths.reduce(0, +) - room
    while excess > 0, let widest = widths.max(), let index = widths.firstIndex(of: widest) {
      let next = widths.filter { $0 < widest }.max() ?? 1
      let step = min(excess, max(1, widest - next))
      widths[index] -= step
      excess -= step
    }
    return widths.map { max(1, $0) }
  }

  private func layout(_ cells: [String], _ widths: [Int]) -> [String] {
    let wrapped = zip(cells, widths).map { Wrapping.lines($0, width: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { row in
      var line = ""
      for (index, lines) in wrapped.enumerated() {
        let cell = row < lines.count ? lines[row] : ""
        line += cell
        if index < wrapped.count - 1 {
          line += blanks(widths[index] - DisplayWidth.of(cell) + Self.gap)
        }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// One `column: cell` line each, for tables with more columns than the width can hold.
  private func stacked() -> (header: [String], rows: [String]) {
    let rows = table.rows.flatMap { row in
      zip(table.columns, row).flatMap { Wrapping.lines("\($0): \($1)", width: width) }
    }
    return ([], rows)
  }

  private func padded(_ row: [String], to count: Int) -> [String] {
    Array((row + Array(repeating: "", count: max(0, count - row.count))).prefix(count))
  }
}
