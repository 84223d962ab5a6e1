/// The colours of the page; every text colour keeps a contrast of 4.5 with its ground (WCAG 2 AA).
struct HTMLPalette {
  /// CSS colours as `#rrggbb`.
  var ground, card, text, muted, line, link: String
  var bad, caution, good, note: String
  var added, addedGround, removed, removedGround: String

  static let light = HTMLPalette(
    ground: "#ffffff", card: "#f6f7f9", text: "#1b1d21", muted: "#555b66", line: "#d4d8de",
    link: "#0b57d0", bad: "#a8201a", caution: "#7a4b00", good: "#1b6631", note: "#5b3f9e",
    added: "#12461f", addedGround: "#e3f4e7", removed: "#7a1712", removedGround: "#fce8e6")

  static let dark = HTMLPalette(
    ground: "#15171b", card: "#1e2127", text: "#e7e9ec", muted: "#a9b0bb", line: "#3a3f48",
    link: "#8ab4f8", bad: "#ff9a91", caution: "#f5c26b", good: "#85d398", note: "#c3adf5",
    added: "#b9e6c4", addedGround: "#12331c", removed: "#ffcbc6", removedGround: "#45181a")

  /// Pairs of a text colour and the ground under it.
  var pairs: [(text: String, ground: String)] {
    let texts = [text, muted, link, bad, caution, good, note]
    return texts.flatMap { [($0, ground), ($0, card)] }
      + [(added, addedGround), (removed, removedGround)]
  }

  /// The palette as CSS custom properties.
  var properties: String {
    """
    --ground:\(ground);--card:\(card);--text:\(text);--muted:\(muted);--line:\(line);\
    --link:\(link);--bad:\(bad);--caution:\(caution);--good:\(good);--note:\(note);\
    --added:\(added);--added-ground:\(addedGround);--removed:\(removed);\
    --removed-ground:\(removedGround)
    """
  }
}
