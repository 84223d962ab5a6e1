/// One `ulimits` entry; -1 is unlimited.
package struct Ulimit: Equatable, Sendable {
  package var name: String
  package var soft: Int
  package var hard: Int
  package var origin: SettingOrigin
}
