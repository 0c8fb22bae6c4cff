package routercost.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import routercost.read.exports.CallRow;
import routercost.read.exports.Dialect;
import routercost.read.exports.Fields;

/// The calls that an export holds, as rows with our own names.
final class ExportEntries implements Entries {
  /// The records of an export, one after another.
  interface Records {
    /// Told what the next record is.
    interface Reader {
      void record(long line, Fields record);

      void broken(Broken broken);
    }

    /// Reads the next record; `false` at the end.
    boolean next(Reader reader) throws IOException;
  }

  private final Records records;
  private final Dialect dialect;
  private final Deque<Entry> ahead = new ArrayDeque<>();
  private boolean ended;
  private long line;

  ExportEntries(Records records, Dialect dialect) {
    this.records = records;
    this.dialect = dialect;
  }

  @Override
  public Optional<Entry> next() throws IOException {
    while (ahead.isEmpty() && !ended) {
      if (!records.next(new Taking())) {
        ended = true;
        dialect.end(new Taking());
      }
    }
    return Optional.ofNullable(ahead.pollFirst());
  }

  private final class Taking implements Records.Reader, Dialect.Sink {
    @Override
    public void record(long at, Fields record) {
      line = at;
      dialect.read(record, this);
    }

    @Override
    public void broken(Broken broken) {
      ahead.add(broken);
    }

    @Override
    public void call(CallRow call) {
      ahead.add(new Row(line, call.names(), call.texts().stream().map(Row::kept).toList()));
    }

    @Override
    public void leave(String reason) {
      ahead.add(new Left(line, reason));
    }
  }

  /// Each line is an object.
  static Records ofLines(Lines lines) {
    return reader -> {
      Optional<Lines.Line> line = lines.nextVisible();
      line.ifPresent(some -> read(some, reader));
      return line.isPresent();
    };
  }

  private static void read(Lines.Line line, Records.Reader reader) {
    if (!line.whole()) {
      reader.broken(Broken.tooLong(line.number()));
      return;
    }
    try (JsonParser parser = JsonRows.FACTORY.createParser(line.text())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        reader.broken(new Broken(line.number(), "not a JSON object"));
      } else {
        reader.record(line.number(), Fields.read(parser));
      }
    } catch (IOException malformed) {
      reader.broken(new Broken(line.number(), JsonRows.reason(malformed)));
    }
  }

  /// Objects in a list, or one after another, over as many lines as they like.
  static Records ofValues(String name, JsonParser parser) {
    return reader -> {
      try {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          long line = parser.currentTokenLocation().getLineNr();
          if (token == JsonToken.START_OBJECT) {
            reader.record(line, Fields.read(parser));
            return true;
          }
          if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
            reader.broken(new Broken(line, "not a JSON object"));
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
  static Records ofRows(CsvEntries rows) {
    return reader -> {
      Optional<Entry> entry = rows.next();
      if (entry.isEmpty()) {
        return false;
      }
      if (entry.get() instanceof Row row) {
        reader.record(row.line(), Fields.of(row.names(), row.cells()));
      } else if (entry.get() instanceof Broken broken) {
        reader.broken(broken);
      }
      return true;
    };
  }
}
