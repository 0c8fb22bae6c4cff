package routercost.read.record;

import java.util.List;

/// One record of a log as named cells, whatever the container. The lists are the container's own
/// and are not copied: rows of one shape share their names.
///
/// @param names the header cells, or the dotted paths of a JSON object
/// @param cells the text of each; empty for a JSON null
public record Row(long line, List<String> names, List<String> cells) implements LogRecord {
  /// The longest text of a cell that is kept.
  public static final int LONGEST_CELL = 1000;

  /// What is kept of the text of a cell: no label is longer, and prompts are not kept.
  public static String kept(String text) {
    return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL);
  }
}
