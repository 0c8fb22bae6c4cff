package routercost.read.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import routercost.read.text.InputProblem;

/// The objects of JSON that is not one to a line: a list, a pretty-printed object, objects one
/// after another.
public final class JsonValues implements RecordReader {
  private final String name;
  private final JsonParser parser;

  public JsonValues(String name, Reader text) throws IOException {
    this.name = name;
    this.parser = JsonRows.FACTORY.createParser(text);
  }

  @Override
  public Optional<LogRecord> next() throws IOException {
    try {
      return read();
    } catch (JsonProcessingException malformed) {
      long line = parser.currentLocation().getLineNr();
      throw new InputProblem(
          "%s:%d: %s; what follows cannot be read"
              .formatted(name, line, JsonRows.reason(malformed)),
          malformed);
    }
  }

  private Optional<LogRecord> read() throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      long line = parser.currentTokenLocation().getLineNr();
      switch (token) {
        case START_ARRAY, END_ARRAY -> {}
        case START_OBJECT -> {
          return Optional.of(JsonRows.row(parser, line));
        }
        default -> {
          return Optional.of(new MalformedRecord(line, "not a JSON object"));
        }
      }
    }
    return Optional.empty();
  }
}
