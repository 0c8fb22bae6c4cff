package routercost.read.tally;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.regex.Pattern;
import routercost.read.exports.Fields;
import routercost.read.record.CsvEntries;
import routercost.read.record.JsonObjects;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.Row;
import routercost.read.text.Lines;

/// The records of an export, one after another, whatever contains them.
@FunctionalInterface
public interface ExportRecords {
  /// Receives records.
  interface Receiver {
    void record(long line, Fields record);

    void broken(MalformedRecord broken);

    /// Receives a place without a record.
    default void skipped(long line, String reason) {}

    /// Receives a sentence that holds for all records.
    default void note(String sentence) {}

    /// This receiver, but for records, which go to `other` with their lines.
    default Receiver withRecords(ObjLongConsumer<Fields> other) {
      return new Redirected(this, other);
    }
  }

  /// A receiver whose records go elsewhere.
  record Redirected(Receiver receiver, ObjLongConsumer<Fields> records) implements Receiver {
    @Override
    public void record(long line, Fields record) {
      records.accept(record, line);
    }

    @Override
    public void broken(MalformedRecord broken) {
      receiver.broken(broken);
    }

    @Override
    public void skipped(long line, String reason) {
      receiver.skipped(line, reason);
    }

    @Override
    public void note(String sentence) {
      receiver.note(sentence);
    }
  }

  /// JSON objects as calls of a receiver.
  JsonObjects.Shape<Consumer<Receiver>> SHAPE = new Shape(Fields::read);

  /// JSON objects as calls of a receiver.
  ///
  /// @param reader of the object whose start a parser has read
  record Shape(ObjectReader reader) implements JsonObjects.Shape<Consumer<Receiver>> {
    /// Reads an object.
    private interface ObjectReader {
      Fields read(JsonParser parser) throws IOException;
    }

    @Override
    public Consumer<Receiver> object(JsonParser parser, long line) throws IOException {
      var fields = reader.read(parser);
      return receiver -> receiver.record(line, fields);
    }

    @Override
    public Consumer<Receiver> malformed(MalformedRecord record) {
      return receiver -> receiver.broken(record);
    }
  }

  /// Reads the next record; `false` at the end.
  boolean next(Receiver receiver) throws IOException;

  /// Objects of one line each.
  static ExportRecords ofLines(Lines lines) {
    return of(JsonObjects.ofLines(lines, SHAPE));
  }

  /// Objects in a list, or one after another, over as many lines as they like.
  static ExportRecords ofValues(String name, Reader text) throws IOException {
    return of(JsonObjects.ofValues(name, text, new Shape(Fields::readCut)));
  }

  private static ExportRecords of(JsonObjects<Consumer<Receiver>> objects) {
    return receiver -> {
      var next = objects.next();
      next.ifPresent(object -> object.accept(receiver));
      return next.isPresent();
    };
  }

  /// The rows of a table whose cells may hold JSON.
  static ExportRecords ofRows(CsvEntries rows) {
    return receiver -> {
      Optional<LogRecord> entry = rows.next();
      if (entry.isEmpty()) {
        if (rows.endsOpen()) {
          receiver.note(
              "no newline ends the last line: if the file was cut there, its last cell was");
        }
        return false;
      }
      if (entry.get() instanceof Row row) {
        receiver.record(row.line(), Fields.of(row.names(), row.cells()));
      } else if (entry.get() instanceof MalformedRecord broken) {
        receiver.broken(broken);
      }
      return true;
    };
  }

  /// Server-sent events: each line that begins with `data:` holds an object.
  static ExportRecords ofEvents(Lines lines) {
    return new Events(lines);
  }

  /// Server-sent events.
  record Events(Lines lines) implements ExportRecords {
    private static final String DATA = JsonObjects.DATA;
    private static final Pattern FIRST =
        Pattern.compile("event: ?[a-z_.]+$|data: ?\\{|: ?[A-Z]+( PROCESSING)?$");

    /// Whether a text is server-sent events, by its first line.
    public static boolean suit(Lines lines) throws IOException {
      Optional<Lines.Line> first = lines.nextVisible();
      lines.giveBack(first.stream().toList());
      return first.isPresent() && FIRST.matcher(first.get().text()).lookingAt();
    }

    @Override
    public boolean next(Receiver receiver) throws IOException {
      boolean announced = false;
      Optional<Lines.Line> line = lines.nextVisible();
      while (line.isPresent() && !hasData(line.get())) {
        announced = !line.get().text().startsWith(":");
        line = lines.nextVisible();
      }
      if (line.isEmpty() && announced) {
        receiver.note("a stream ends early: its last event says nothing");
      }
      Optional<Lines.Line> data = line.flatMap(JsonObjects::eventData);
      if (data.isPresent()) {
        JsonObjects.ofLine(data.get(), SHAPE).forEach(object -> object.accept(receiver));
      }
      return line.isPresent();
    }

    private static boolean hasData(Lines.Line line) {
      return line.text().startsWith(DATA) && line.text().length() > DATA.length() + 1;
    }
  }
}
