package routercost.read.tally;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.read.builtin.Column;
import routercost.read.exports.CallRow;
import routercost.read.exports.Dialect;
import routercost.read.exports.Fields;
import routercost.read.exports.Sampling;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.RecordReader;
import routercost.read.record.Row;
import routercost.read.record.SkippedRecord;
import routercost.read.schema.RequiredColumns;
import routercost.read.text.Lines;
import routercost.usage.SafeText;

/// A reader of the calls in an export, as rows with canonical column names.
public final class ExportReader implements RecordReader {
  private static final int LONGEST_REASON = 200;

  private final String name;
  private final ExportRecords records;
  private final Dialect dialect;
  private final Asked asked;
  private final Deque<LogRecord> ahead = new ArrayDeque<>();
  private final SortedSet<String> notes = new TreeSet<>();
  private final SortedSet<String> assumed = new TreeSet<>();
  private final Set<String> answered = new HashSet<>();
  private boolean ended;
  private long line;
  private long unaccounted;

  /// A reader of one export.
  ///
  /// @param name of the input
  public ExportReader(String name, ExportRecords records, Dialect dialect, Asked asked) {
    this.name = name;
    this.records = records;
    this.dialect = dialect;
    this.asked = asked;
  }

  /// The fields of an export that options name.
  ///
  /// @param columns the path of a column's field, by the name of the column
  /// @param labels paths that a report groups by or filters
  /// @param within whether input counts include cached tokens; empty if the dialect decides
  public record Asked(
      SortedMap<String, String> columns, Set<String> labels, Optional<Boolean> within) {
    static final Asked NOTHING =
        new Asked(Collections.emptySortedMap(), Set.of(), Optional.empty());

    public static Asked of(
        Map<Column, String> paths, Set<String> labels, Optional<Boolean> within) {
      var columns = new TreeMap<String, String>();
      paths.forEach((column, path) -> columns.put(column.id(), path));
      return new Asked(columns, labels, within);
    }

    boolean isNothing() {
      return columns.isEmpty() && labels.isEmpty();
    }
  }

  /// The fields of each column, for people.
  public List<String> columns() {
    return dialect.columns();
  }

  /// The requested paths that some record had.
  public Set<String> answered() {
    return answered;
  }

  /// Sentences about all records.
  public SortedSet<String> notes() {
    return notes;
  }

  public SortedSet<String> assumed() {
    return assumed;
  }

  /// Tokens of the totals that records state which no count accounts for.
  public long unaccounted() {
    return unaccounted;
  }

  @Override
  public Optional<LogRecord> next() throws IOException {
    while (ahead.isEmpty() && !ended) {
      if (!records.next(new Calls())) {
        ended = true;
        var calls = new Calls();
        calls.each(List.of(dialect), last -> last.end(calls));
      }
    }
    return Optional.ofNullable(ahead.pollFirst());
  }

  private final class Calls implements ExportRecords.Receiver, Dialect.Sink {
    private Fields record = Fields.NONE;

    @Override
    public void record(long recordLine, Fields fields) {
      line = recordLine;
      record = fields;
      Sampling.remark(fields).ifPresent(this::note);
      if (dialect.isForeign(fields)) {
        leave(Dialect.NOT_A_LOG_RECORD);
      } else {
        each(List.of(fields), call -> dialect.read(call, this));
      }
    }

    @Override
    public void broken(MalformedRecord broken) {
      ahead.add(broken);
    }

    @Override
    public void skipped(long skippedLine, String reason) {
      ahead.add(new SkippedRecord(skippedLine, reason, Optional.empty()));
    }

    @Override
    public void reject(String reason) {
      ahead.add(new MalformedRecord(line, SafeText.cut(reason, LONGEST_REASON)));
    }

    @Override
    public void call(CallRow call) {
      call.settled(asked.within());
      unaccounted += call.unaccounted();
      if (!asked.isNothing()) {
        answer(call);
      }
      ahead.add(row(call));
    }

    private Row row(CallRow call) {
      long at = call.line() == 0 ? line : call.line();
      return new Row(at, call.names(), call.texts().stream().map(Row::kept).toList());
    }

    private void answer(CallRow call) {
      var known = Set.copyOf(call.names());
      asked.columns().forEach((column, path) -> call.set(column, asked(call, path)));
      for (String label : asked.labels()) {
        if (!known.contains(label)) {
          call.with(label, asked(call, label));
        }
      }
    }

    /// A field of the call itself, else of its part of the record, else of the record.
    private String asked(CallRow call, String path) {
      Optional<String> constant = RequiredColumns.constant(path);
      if (constant.isPresent()) {
        answered.add(path);
        return constant.get();
      }
      String found =
          Stream.of(call.text(path), call.from().text(path), record.text(path))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("");
      if (!found.isEmpty()) {
        answered.add(path);
      }
      return found;
    }

    @Override
    public void note(String sentence) {
      notes.add(sentence);
    }

    @Override
    public Dialect.Place place() {
      return new Dialect.Place(name, line);
    }

    @Override
    public void assume(String sentence) {
      assumed.add(sentence);
    }

    @Override
    public void leave(String reason) {
      ahead.add(new SkippedRecord(line, reason, Optional.empty()));
    }

    @Override
    public void leave(String reason, CallRow call) {
      ahead.add(new SkippedRecord(line, reason, Optional.of(row(call.settled(asked.within())))));
    }
  }

  /// Reads the lines of a text.
  ///
  /// @param line the number of its first line
  /// @param notes receives sentences about all records
  static List<LogRecord> ofText(String text, long line, Dialect dialect, Set<String> notes) {
    var lines = new Lines(new StringReader(text), line);
    var entries = new ExportReader("-", ExportRecords.ofLines(lines), dialect, Asked.NOTHING);
    var records = new ArrayList<LogRecord>();
    try {
      for (var next = entries.next(); next.isPresent(); next = entries.next()) {
        records.add(next.get());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    notes.addAll(entries.notes());
    return records;
  }
}
