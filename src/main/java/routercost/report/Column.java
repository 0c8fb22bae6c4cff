package routercost.report;

/// A column of a table.
///
/// @param heading as shown
/// @param side to which values are aligned
/// @param rank 0 for a column that is always shown; the highest rank goes first where room is short
public record Column(String heading, Side side, int rank) {
  /// Where values stand in the column.
  public enum Side {
    LEFT,
    RIGHT
  }

  static Column left(String heading, int rank) {
    return new Column(heading, Side.LEFT, rank);
  }

  static Column right(String heading, int rank) {
    return new Column(heading, Side.RIGHT, rank);
  }
}
