package routercost.read.tally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
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
import routercost.read.record.CsvEntries;
import routercost.read.record.JsonRows;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.RecordReader;
import routercost.read.record.Row;
import routercost.read.record.SkippedRecord;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.usage.LazyPattern;
import routercost.usage.SafeText;

/// The calls that an export holds, as rows with our own names.
public final class ExportReader implements RecordReader {
  /// The records of an export, one after another.
  public interface Records {
    /// Told what the next record is.
    interface Reader {
      void record(long line, Fields record);

      void broken(MalformedRecord broken);

      /// Told what holds for all records.
      default void note(String sentence) {}
    }

    /// Reads the next record; `false` at the end.
    boolean next(Reader reader) throws IOException;
  }

  private static final String DATA = "data:";
  private static final int LONGEST_REASON = 200;
  private static final LazyPattern EVENTS =
      new LazyPattern("event: ?[a-z_.]+$|data: ?\\{|: ?[A-Z]+( PROCESSING)?$");

  private final String name;
  private final Records records;
  private final Dialect dialect;
  private final Asked asked;
  private final Deque<LogRecord> ahead = new ArrayDeque<>();
  private final SortedSet<String> notes = new TreeSet<>();
  private final SortedSet<String> assumed = new TreeSet<>();
  private final Set<String> answered = new HashSet<>();
  private boolean ended;
  private long line;

  /// A reader of one export.
  ///
  /// @param name of the input
  public ExportReader(String name, Records records, Dialect dialect, Asked asked) {
    this.name = name;
    this.records = records;
    this.dialect = dialect;
    this.asked = asked;
  }

  /// Fields of the export itself that a person asked for.
  ///
  /// @param columns the path that a column is to be taken from, by the name of the column
  /// @param labels paths that a report groups by or filters
  /// @param within whether cached tokens are within the input, where the person says so
  public record Asked(
      SortedMap<String, String> columns, Set<String> labels, Optional<Boolean> within) {
    static final Asked NOTHING =
        new Asked(Collections.emptySortedMap(), Set.of(), Optional.empty());

    public static Asked of(Map<Column, String> told, Set<String> labels, Optional<Boolean> within) {
      var columns = new TreeMap<String, String>();
      told.forEach((column, path) -> columns.put(column.id(), path));
      return new Asked(columns, labels, within);
    }

    boolean isNothing() {
      return columns.isEmpty() && labels.isEmpty();
    }
  }

  /// The columns asked for by path that a record had.
  public Set<String> answered() {
    return answered;
  }

  /// What the records say of all of them.
  public SortedSet<String> notes() {
    return notes;
  }

  /// What was assumed of the records.
  public SortedSet<String> assumed() {
    return assumed;
  }

  @Override
  public Optional<LogRecord> next() throws IOException {
    while (ahead.isEmpty() && !ended) {
      if (!records.next(new Taking())) {
        ended = true;
        dialect.end(new Taking());
      }
    }
    return Optional.ofNullable(ahead.pollFirst());
  }

  private final class Taking implements Records.Reader, Dialect.Sink {
    private Fields record = Fields.NONE;

    @Override
    public void record(long at, Fields read) {
      line = at;
      record = read;
      Sampling.told(read).ifPresent(this::note);
      each(List.of(read), fields -> dialect.read(fields, this));
    }

    @Override
    public void broken(MalformedRecord broken) {
      ahead.add(broken);
    }

    @Override
    public void reject(String reason) {
      ahead.add(new MalformedRecord(line, SafeText.cut(reason, LONGEST_REASON)));
    }

    @Override
    public void call(CallRow call) {
      call.settled(asked.within());
      if (!asked.isNothing()) {
        answer(call);
      }
      ahead.add(row(call));
    }

    private Row row(CallRow call) {
      return new Row(line, call.names(), call.texts().stream().map(Row::kept).toList());
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

  /// All that a text of lines holds.
  ///
  /// @param line the number of its first line
  /// @param notes takes what the records say of all of them
  static List<LogRecord> ofText(String text, long line, Dialect dialect, Set<String> notes) {
    var lines = new Lines(new StringReader(text), line);
    var entries = new ExportReader("-", ofLines(lines), dialect, Asked.NOTHING);
    var all = new ArrayList<LogRecord>();
    try {
      for (var next = entries.next(); next.isPresent(); next = entries.next()) {
        all.add(next.get());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    notes.addAll(entries.notes());
    return all;
  }

  /// Each line is an object.
  public static Records ofLines(Lines lines) {
    return reader -> {
      Optional<Lines.Line> line = lines.nextVisible();
      line.ifPresent(some -> read(some, reader));
      return line.isPresent();
    };
  }

  private static void read(Lines.Line line, Records.Reader reader) {
    if (!line.whole()) {
      reader.broken(MalformedRecord.tooLong(line.number()));
      return;
    }
    try {
      List<Fields> all = objects(line.text());
      if (all.isEmpty()) {
        reader.broken(new MalformedRecord(line.number(), "not a JSON object"));
      }
      all.forEach(object -> reader.record(line.number(), object));
    } catch (IOException malformed) {
      reader.broken(new MalformedRecord(line.number(), JsonRows.reason(malformed)));
    }
  }

  /// The objects of a line: more than one where a newline got lost, none if there is anything else.
  private static List<Fields> objects(String line) throws IOException {
    var all = new ArrayList<Fields>();
    try (JsonParser parser = JsonRows.FACTORY.createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.START_OBJECT) {
          return List.of();
        }
        all.add(Fields.read(parser));
      }
    }
    return all;
  }

  /// Each line that begins with `data:` holds an object: server-sent events.
  public static Records ofEvents(Lines lines) {
    return reader -> {
      boolean announced = false;
      Optional<Lines.Line> line = lines.nextVisible();
      while (line.isPresent() && !holds(line.get())) {
        announced = !line.get().text().startsWith(":");
        line = lines.nextVisible();
      }
      if (line.isEmpty() && announced) {
        reader.note("a stream ends early: its last event says nothing");
      }
      line.filter(some -> some.text().contains("{"))
          .ifPresent(some -> read(some.after(DATA), reader));
      return line.isPresent();
    };
  }

  private static boolean holds(Lines.Line line) {
    return line.text().startsWith(DATA) && line.text().length() > DATA.length() + 1;
  }

  /// Whether a text is server-sent events, by its first line.
  public static boolean isEvents(Lines lines) throws IOException {
    Optional<Lines.Line> first = lines.nextVisible();
    lines.giveBack(first.stream().toList());
    return first.isPresent() && EVENTS.matcher(first.get().text()).lookingAt();
  }

  /// Objects in a list, or one after another, over as many lines as they like.
  public static Records ofValues(String name, JsonParser parser) {
    return reader -> {
      try {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          long line = parser.currentTokenLocation().getLineNr();
          if (token == JsonToken.START_OBJECT) {
            reader.record(line, Fields.read(parser));
            return true;
          }
          if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
            reader.broken(new MalformedRecord(line, "not a JSON object"));
            return true;
          }
        }
        return false;
      } catch (JsonProcessingException malformed) {
        throw new InputProblem(
            "%s:%d: %s; what follows cannot be read"
                .formatted(name, parser.currentLocation().getLineNr(), JsonRows.reason(malformed)),
            malformed);
      }
    };
  }

  /// The rows of a table whose cells may hold JSON.
  public static Records ofRows(CsvEntries rows) {
    return reader -> {
      Optional<LogRecord> entry = rows.next();
      if (entry.isEmpty()) {
        if (rows.endsOpen()) {
          reader.note(
              "no newline ends the last line: if the file was cut there, its last cell was");
        }
        return false;
      }
      if (entry.get() instanceof Row row) {
        reader.record(row.line(), Fields.of(row.names(), row.cells()));
      } else if (entry.get() instanceof MalformedRecord broken) {
        reader.broken(broken);
      }
      return true;
    };
  }
}
