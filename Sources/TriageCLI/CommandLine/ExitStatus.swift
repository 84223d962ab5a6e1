/// What the program tells the shell.
package enum ExitStatus: Int32, Sendable {
  /// Nothing at or above the threshold was found.
  case nothingFound = 0
  /// Something was found.
  case found = 1
  /// The command line was not understood.
  case usage = 2
  /// Input was missing, unreadable or damaged, so the answer may be incomplete.
  case incomplete = 3
}
