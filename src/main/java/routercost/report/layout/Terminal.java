package routercost.report.layout;

/// What the reader's screen can show.
///
/// @param width in columns
/// @param height in lines, of a screen on which a report has to fit; 0 for a file or a pipe
/// @param unicode whether lines and arrows may be drawn with more than ASCII
/// @param color whether colours may be used
public record Terminal(int width, int height, boolean unicode, boolean color) {
  /// A screen that can do nothing special.
  public static final Terminal PLAIN = new Terminal(80, 0, false, false);
}
