package routercost.read.tally;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.read.exports.Fields;
import routercost.read.record.CsvEntries;
import routercost.read.record.JsonRows;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.Row;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.usage.LazyPattern;

/// The records of an export, one after another, whatever container they are in.
public interface ExportRecords {
  String EVENT_DATA = "data:";
  LazyPattern FIRST_EVENT =
      new LazyPattern("event: ?[a-z_.]+$|data: ?\\{|: ?[A-Z]+( PROCESSING)?$");

  /// Receives the next record.
  interface Sink {
    void record(long line, Fields record);

    void broken(MalformedRecord broken);

    /// Receives a sentence about all records.
    default void note(String sentence) {}
  }

  /// Reads the next record; `false` at the end.
  boolean next(Sink sink) throws IOException;

  /// The objects of JSON lines.
  static ExportRecords ofLines(Lines lines) {
    return sink -> {
      Optional<Lines.Line> line = lines.nextVisible();
      line.ifPresent(next -> read(next, sink));
      return line.isPresent();
    };
  }

  private static void read(Lines.Line line, Sink sink) {
    if (!line.whole()) {
      sink.broken(MalformedRecord.tooLong(line.number()));
      return;
    }
    try {
      List<Fields> objects = objects(line.text());
      if (objects.isEmpty()) {
        sink.broken(new MalformedRecord(line.number(), "not a JSON object"));
      }
      objects.forEach(object -> sink.record(line.number(), object));
    } catch (IOException malformed) {
      sink.broken(new MalformedRecord(line.number(), JsonRows.reason(malformed)));
    }
  }

  /// The objects of a line: several where a newline was lost, none if the line has anything else.
  private static List<Fields> objects(String line) throws IOException {
    var objects = new ArrayList<Fields>();
    try (JsonParser parser = JsonRows.FACTORY.createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.START_OBJECT) {
          return List.of();
        }
        objects.add(Fields.read(parser));
      }
    }
    return objects;
  }

  /// The objects of server-sent events, each on a line that begins with `data:`.
  static ExportRecords ofEvents(Lines lines) {
    return sink -> {
      boolean announced = false;
      Optional<Lines.Line> line = lines.nextVisible();
      while (line.isPresent() && !holds(line.get())) {
        announced = !line.get().text().startsWith(":");
        line = lines.nextVisible();
      }
      if (line.isEmpty() && announced) {
        sink.note("a stream ends early: its last event says nothing");
      }
      line.filter(next -> next.text().contains("{"))
          .ifPresent(next -> read(next.after(EVENT_DATA), sink));
      return line.isPresent();
    };
  }

  private static boolean holds(Lines.Line line) {
    return line.text().startsWith(EVENT_DATA) && line.text().length() > EVENT_DATA.length() + 1;
  }

  static boolean isEvents(Lines lines) throws IOException {
    Optional<Lines.Line> first = lines.nextVisible();
    lines.giveBack(first.stream().toList());
    return first.isPresent() && FIRST_EVENT.matcher(first.get().text()).lookingAt();
  }

  /// Objects in a list, or one after another, over as many lines as they like.
  static ExportRecords ofValues(String name, JsonParser parser) {
    return sink -> {
      try {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          long line = parser.currentTokenLocation().getLineNr();
          if (token == JsonToken.START_OBJECT) {
            sink.record(line, Fields.read(parser));
            return true;
          }
          if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
            sink.broken(new MalformedRecord(line, "not a JSON object"));
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
  static ExportRecords ofRows(CsvEntries rows) {
    return sink -> {
      Optional<LogRecord> entry = rows.next();
      if (entry.isEmpty()) {
        if (rows.endsOpen()) {
          sink.note("no newline ends the last line: if the file was cut there, its last cell was");
        }
        return false;
      }
      if (entry.get() instanceof Row row) {
        sink.record(row.line(), Fields.of(row.names(), row.cells()));
      } else if (entry.get() instanceof MalformedRecord broken) {
        sink.broken(broken);
      }
      return true;
    };
  }
}
