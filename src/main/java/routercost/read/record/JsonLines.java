package routercost.read.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import routercost.read.text.Lines;

/// The objects of JSON lines. A line that is not JSON is broken by itself.
public final class JsonLines implements RecordReader {
  private final Lines lines;
  private final Deque<LogRecord> ahead = new ArrayDeque<>();

  public JsonLines(Lines lines) {
    this.lines = lines;
  }

  @Override
  public Optional<LogRecord> next() throws IOException {
    while (ahead.isEmpty()) {
      Optional<Lines.Line> line = lines.nextVisible();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      ahead.addAll(entries(line.get()));
    }
    return Optional.of(ahead.removeFirst());
  }

  /// Whether one of the first lines is an object by itself.
  public static boolean suits(Lines lines) throws IOException {
    var looked = new ArrayList<Lines.Line>();
    boolean suits = false;
    for (int i = 0; i < 3 && !suits; i++) {
      Optional<Lines.Line> line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      looked.add(line.get());
      suits = line.get().text().strip().startsWith("{") && rows(line.get()).isPresent();
    }
    lines.giveBack(looked);
    return suits;
  }

  private static List<? extends LogRecord> entries(Lines.Line line) throws IOException {
    if (!line.whole()) {
      return List.of(MalformedRecord.tooLong(line.number()));
    }
    try {
      return parsed(line);
    } catch (JsonProcessingException malformed) {
      return List.of(new MalformedRecord(line.number(), JsonRows.reason(malformed)));
    }
  }

  private static Optional<List<LogRecord>> rows(Lines.Line line) throws IOException {
    try {
      return Optional.of(parsed(line));
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private static List<LogRecord> parsed(Lines.Line line) throws IOException {
    var entries = new ArrayList<LogRecord>();
    try (JsonParser parser = JsonRows.FACTORY.createParser(line.text())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          entries.add(JsonRows.row(parser, line.number()));
        } else {
          parser.skipChildren();
          entries.add(new MalformedRecord(line.number(), "not a JSON object"));
        }
      }
    }
    return entries;
  }
}
