package routercost.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;
import routercost.read.exports.LogFormat;
import routercost.read.record.ConstantCells;
import routercost.read.record.LogRecord;
import routercost.read.record.RecordReader;
import routercost.read.record.Row;
import routercost.read.schema.Sample;

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
  private List<String> latest = List.of();
  private Places places = Places.NONE;
  private Optional<LogRecord> failed = Optional.empty();

  private FailedCalls(RecordReader records) {
    this.records = records;
  }

  /// Where rows of the same names count calls and failures; -1 if they do not, or have a status.
  ///
  /// @param names of a row with its status
  /// @param isWithin whether the calls include those that failed
  private record Places(List<String> names, int calls, int failures, boolean isWithin) {
    static final Places NONE = new Places(List.of(), -1, -1, true);

    static Places of(List<String> names) {
      int failures = failures(names);
      int calls = failures < 0 ? -1 : calls(names);
      return calls < 0
          ? NONE
          : new Places(
              ConstantCells.and(names, List.of(Column.STATUS.id())),
              calls,
              failures,
              !last(names.get(calls)).startsWith("success"));
    }

    private static int failures(List<String> names) {
      for (int i = 0; i < names.size(); i++) {
        if (FAILURES.contains(last(names.get(i)))) {
          return i;
        }
      }
      return -1;
    }

    private static int calls(List<String> names) {
      int calls = -1;
      for (int i = 0; i < names.size(); i++) {
        var columns = Vocabulary.builtIn().columns(names.get(i));
        if (columns.contains(Column.STATUS) && !FAILURES.contains(last(names.get(i)))) {
          return -1;
        }
        calls = calls < 0 && columns.contains(Column.CALLS) ? i : calls;
      }
      return calls;
    }
  }

  /// A table with its failures in rows of their own, if it counts any.
  static LogInput apart(LogInput log) {
    boolean isTable = log.format() == LogFormat.CALLS_CSV;
    return isTable && Places.of(log.header()).calls >= 0
        ? log.with(new FailedCalls(log.entries()), List.of(Column.STATUS.id()))
        : log;
  }

  /// What follows the first records of JSON with its failures in rows of their own, if those count
  /// any.
  static LogInput after(Sample sample, LogInput log) {
    return log.format() == LogFormat.CALLS_JSONL && Places.failures(sample.names()) >= 0
        ? log.with(new FailedCalls(log.entries()), List.of())
        : log;
  }

  /// The first records of an input with their failures in rows of their own, if it was opened so.
  static Sample apart(Sample sample, LogInput log) {
    if (log.format() != LogFormat.CALLS_JSONL || !(log.entries() instanceof FailedCalls)) {
      return sample;
    }
    var given = sample.entries().iterator();
    var apart =
        new FailedCalls(() -> given.hasNext() ? Optional.of(given.next()) : Optional.empty());
    var entries = apart.rest();
    var rows = new ArrayList<Row>();
    boolean hasStatus = false;
    for (LogRecord entry : entries) {
      if (entry instanceof Row row) {
        rows.add(row);
        hasStatus |= row.names().getLast().equals(Column.STATUS.id());
      }
    }
    var status = hasStatus ? List.of(Column.STATUS.id()) : List.<String>of();
    return new Sample(entries, rows, sample.names(), sample.delimiter(), sample.whole())
        .and(status);
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
    if (!row.names().equals(latest)) {
      latest = row.names();
      places = Places.of(latest);
    }
    if (places.calls < 0) {
      return row;
    }
    var rest = new ArrayList<>(row.cells());
    boolean isWhole = rest.size() == latest.size();
    long number = isWhole ? count(rest.get(places.failures)) : 0;
    long all = isWhole ? count(rest.get(places.calls)) : 0;
    if (number > 0 && (number <= all || !places.isWithin)) {
      failed = Optional.of(failed(row, number));
      rest.set(places.calls, Long.toString(places.isWithin ? all - number : all));
    }
    rest.add("");
    return new Row(row.line(), places.names, rest);
  }

  private Row failed(Row row, long number) {
    var cells = new ArrayList<String>();
    for (int i = 0; i < row.cells().size(); i++) {
      cells.add(isOfCall(row.names().get(i)) ? "" : row.cells().get(i));
    }
    cells.set(places.calls, Long.toString(number));
    cells.add("error");
    return new Row(row.line(), places.names, cells);
  }

  /// The last part of a path, as names are compared.
  private static String last(String path) {
    return Vocabulary.normalised(path.substring(path.lastIndexOf('.') + 1));
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
