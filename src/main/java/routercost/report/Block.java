package routercost.report;

import java.util.List;

/// A part of a report as a person reads it.
public sealed interface Block {
  /// The first line: what this is about.
  record Title(String text) implements Block {}

  /// A line above what belongs together.
  record Heading(String text) implements Block {}

  /// Sentences, wrapped to the width there is.
  record Paragraph(String text) implements Block {}

  /// Rows of cells under columns.
  ///
  /// @param totals rows after a rule: sums of what is shown above
  record Table(List<Column> columns, List<List<Cell>> rows, List<List<Cell>> totals)
      implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      totals = List.copyOf(totals);
    }
  }
}
