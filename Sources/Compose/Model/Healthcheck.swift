/// A service's `healthcheck`; what is nil is taken from the image or the engine's default.
package struct Healthcheck: Equatable, Sendable {
  package enum Test: Equatable, Sendable {
    /// `NONE` or `disable: true`: no check, also none of the image.
    case disabled
    /// `CMD`: a program with its arguments.
    case arguments([String])
    /// `CMD-SHELL` or a string: text for `/bin/sh -c`.
    case shell(String)
    /// No `test`: that of the image.
    case image
  }

  package var test: Test
  /// Where `test` (or the whole check) is written.
  package var origin: SettingOrigin
  package var interval: Duration?
  package var timeout: Duration?
  package var startPeriod: Duration?
  package var startInterval: Duration?
  package var retries: Int?
}
