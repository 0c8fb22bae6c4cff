package routercost.read.row;

import java.util.Set;
import routercost.read.schema.CellValues;
import routercost.read.schema.ParsedRow;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.usage.Tally;

/// The counts that the call of a record must have had and that the record does not state, so that
/// it costs more than is known. One for each parser, filled anew for each record.
final class MissingCounts {
  private static final int OUTPUT = Tally.slot(Meter.OUTPUT);

  private boolean input;
  private boolean output;

  /// Forgets the record before.
  void clear() {
    input = false;
    output = false;
  }

  /// Looks for what is missing in a record.
  ///
  /// @param counted whether it holds any count
  void read(
      RowCells row, ColumnLayout layout, CountReader numbers, boolean counted, Status status) {
    boolean succeeded = status == Status.OK;
    boolean isEmpty = succeeded && numbers.isEmpty();
    long written = numbers.counts[OUTPUT];
    if (layout.settled) { // the row of an export, which has no cell for what its record lacks
      boolean isBare = layout.input < 0 && layout.output >= 0;
      input = isBare && (isEmpty || (layout.prompted && numbers.promptless && written > 0));
      return;
    }
    input =
        numbers.promptless
            && layout.prompted
            && isMissing(row, layout.input)
            && (written > 0 || isEmpty);
    output =
        written == 0 && counted && succeeded && layout.answered && isMissing(row, layout.output);
  }

  private static boolean isMissing(RowCells row, int column) {
    return column < 0 || CellValues.isNoCount(row.text(column).strip());
  }

  boolean isAny() {
    return input || output;
  }

  /// Adds what is assumed about them.
  void addTo(Set<ParsedRow.Assumption> assumed) {
    if (input) {
      assumed.add(ParsedRow.Assumption.NO_INPUT);
    }
    if (output) {
      assumed.add(ParsedRow.Assumption.NO_OUTPUT);
    }
  }
}
