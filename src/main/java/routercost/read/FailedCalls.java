package routercost.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routercost.read.builtin.Column;
import routercost.read.exports.LogFormat;
import routercost.read.record.ConstantCells;
import routercost.read.record.LogRecord;
import routercost.read.record.RecordReader;
import routercost.read.record.Row;
import routercost.read.schema.Vocabulary;

/// Rows of sums that count failures apart, each as two: the failures, which used nothing, and the
/// rest. Loops, not streams: every audit starts here.
final class FailedCalls implements RecordReader {
  private static final Set<String> FAILURES =
      Set.of(
          "failedrequests",
          "failedcalls",
          "failedrequestcount",
          "failedcount",
          "failurecount",
          "failures",
          "errorcount",
          "numerrors",
          "requestsfailed");

  private final RecordReader records;
  private final List<String> names;
  private final int calls;
  private final int failures;
  private final boolean isWithin;
  private Optional<LogRecord> failed = Optional.empty();

  private FailedCalls(RecordReader records, List<String> header, int calls, int failures) {
    this.records = records;
    this.names = ConstantCells.and(header, List.of(Column.STATUS.id()));
    this.calls = calls;
    this.failures = failures;
    this.isWithin = !Vocabulary.normalised(header.get(calls)).startsWith("success");
  }

  /// A table with its failures in rows of their own, if it counts any.
  static LogInput apart(LogInput log) {
    int failures = failures(log);
    int calls = failures < 0 ? -1 : calls(log.header());
    return calls < 0
        ? log
        : log.with(
            new FailedCalls(log.entries(), log.header(), calls, failures),
            List.of(Column.STATUS.id()));
  }

  private static int failures(LogInput log) {
    if (log.format() == LogFormat.CALLS_CSV) {
      for (int i = 0; i < log.header().size(); i++) {
        if (FAILURES.contains(Vocabulary.normalised(log.header().get(i)))) {
          return i;
        }
      }
    }
    return -1;
  }

  /// The place of the calls; -1 if there is none, or a status of each row.
  private static int calls(List<String> header) {
    int calls = -1;
    for (int i = 0; i < header.size(); i++) {
      var columns = Vocabulary.builtIn().columns(header.get(i));
      boolean isFailures = FAILURES.contains(Vocabulary.normalised(header.get(i)));
      if (columns.contains(Column.STATUS) && !isFailures) {
        return -1;
      }
      calls = calls < 0 && columns.contains(Column.CALLS) ? i : calls;
    }
    return calls;
  }

  @Override
  public Optional<LogRecord> next() throws IOException {
    if (failed.isPresent()) {
      var next = failed;
      failed = Optional.empty();
      return next;
    }
    Optional<LogRecord> next = records.next();
    return next.isPresent() && next.get() instanceof Row row ? Optional.of(rest(row)) : next;
  }

  /// The calls of a row that did not fail; the others are next.
  private Row rest(Row row) {
    var rest = new ArrayList<>(row.cells());
    boolean isWhole = rest.size() == names.size() - 1;
    long number = isWhole ? count(rest.get(failures)) : 0;
    long all = isWhole ? count(rest.get(calls)) : 0;
    if (number > 0 && (number <= all || !isWithin)) {
      failed = Optional.of(failed(row, number));
      rest.set(calls, Long.toString(isWithin ? all - number : all));
    }
    rest.add("");
    return new Row(row.line(), names, rest);
  }

  private Row failed(Row row, long number) {
    var cells = new ArrayList<String>();
    for (int i = 0; i < row.cells().size(); i++) {
      cells.add(isOfCall(names.get(i)) ? "" : row.cells().get(i));
    }
    cells.set(calls, Long.toString(number));
    cells.add("error");
    return new Row(row.line(), names, cells);
  }

  /// Whether a column says what calls used or which they were.
  private static boolean isOfCall(String name) {
    for (Column column : Vocabulary.builtIn().columns(name)) {
      if (Column.NUMBERS.contains(column) || column == Column.REQUEST_ID) {
        return true;
      }
    }
    return false;
  }

  /// A plain number; 0 if it is something else.
  private static long count(String cell) {
    long number = 0;
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) < '0' || cell.charAt(i) > '9' || i == 15) {
        return 0;
      }
      number = 10 * number + cell.charAt(i) - '0';
    }
    return number;
  }
}
