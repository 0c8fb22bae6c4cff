package routercost.report.layout;

/// A column of a table.
///
/// @param heading as shown
/// @param side to which values are aligned
/// @param rank 0 for a column that is always shown; the highest rank goes first where room is short
public record TableColumn(String heading, Side side, int rank) {
  /// Where values stand in the column.
  public enum Side {
    LEFT,
    RIGHT
  }

  public static TableColumn left(String heading, int rank) {
    return new TableColumn(heading, Side.LEFT, rank);
  }

  public static TableColumn right(String heading, int rank) {
    return new TableColumn(heading, Side.RIGHT, rank);
  }
}
