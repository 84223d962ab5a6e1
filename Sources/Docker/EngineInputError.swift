/// Why an answer of the engine could not be read.
package enum EngineInputError: Error, Equatable, Sendable {
  /// More bytes than `limit`; such an answer describes thousands of containers or is none.
  case tooLarge(limit: Int)
  /// It is no JSON, or cut.
  case notJSON
  /// It is JSON of another shape.
  case unexpectedShape
}
