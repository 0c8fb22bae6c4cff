package routercost.read.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import routercost.read.text.DecodingReader;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;

/// The objects of a JSON input, one to a line or one after another, in the shape that their reader
/// needs.
@FunctionalInterface
public interface JsonObjects<T> {
  /// Python writes `NaN` and `Infinity` for numbers that are none.
  JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /// The beginning of a line of Fluent Bit: a time and a record.
  Pattern EVENT = Pattern.compile("\\[{1,2}\\d{9,10}(?:\\.\\d+)?, *(?:\\{}], *)?\\{");

  /// A list of names, which are those of the lists on the lines below.
  Pattern NAMES = Pattern.compile("\\[\"[^\"\\\\]+\"(?:, *\"[^\"\\\\]+\")+]");

  /// The beginning of a line of server-sent events that holds an object.
  String DATA = "data:";

  /// Stands before each text of a sequence (RFC 7464). Java takes it for a blank, JSON does not.
  char SEPARATOR = '\u001e';

  String ENDS_EARLY = "the JSON ends early";

  Pattern END =
      Pattern.compile(
          "Unexpected end-of-input|Unrecognized token '(?:t|tr|tru|f|fa|fal|fals|n|nu|nul)'");

  /// A reading of objects.
  interface Shape<T> {
    /// Reads the object whose start `parser` has just read.
    T object(JsonParser parser, long line) throws IOException;

    /// Stands for something that is no object.
    T malformed(MalformedRecord record);
  }

  /// The next object; empty at the end.
  Optional<T> next() throws IOException;

  /// The objects of JSON lines. A line that is not JSON is malformed by itself.
  static <T> JsonObjects<T> ofLines(Lines lines, Shape<T> shape) {
    return of(lines, Optional::of, shape);
  }

  /// The objects of server-sent events: each line that begins with `data:` holds one.
  static <T> JsonObjects<T> ofEvents(Lines lines, Shape<T> shape) {
    return of(lines, JsonObjects::eventData, shape);
  }

  /// The data of a line of server-sent events; empty if it holds no object.
  static Optional<Lines.Line> eventData(Lines.Line line) {
    return line.text().startsWith(DATA) && line.text().contains("{")
        ? Optional.of(line.after(DATA))
        : Optional.empty();
  }

  private static <T> JsonObjects<T> of(
      Lines lines, Function<Lines.Line, Optional<Lines.Line>> data, Shape<T> shape) {
    Deque<T> ahead = new ArrayDeque<>();
    return () -> {
      while (ahead.isEmpty()) {
        Optional<Lines.Line> line = lines.nextVisible();
        if (line.isEmpty()) {
          return Optional.empty();
        }
        Optional<Lines.Line> held = data.apply(line.get());
        if (held.isPresent()) {
          ahead.addAll(ofLine(held.get(), shape));
        }
      }
      return Optional.of(ahead.removeFirst());
    };
  }

  /// The objects of one line: more than one where a newline got lost.
  static <T> List<T> ofLine(Lines.Line line, Shape<T> shape) throws IOException {
    if (!line.whole()) {
      return List.of(shape.malformed(MalformedRecord.tooLong(line.number())));
    }
    if (line.text().indexOf(SEPARATOR) < 0) {
      return ofText(line, shape);
    }
    var objects = new ArrayList<T>();
    for (String text : line.text().split(String.valueOf(SEPARATOR), -1)) {
      objects.addAll(ofText(new Lines.Line(line.number(), text, true), shape));
    }
    return objects;
  }

  private static <T> List<T> ofText(Lines.Line line, Shape<T> shape) throws IOException {
    try {
      return parsed(line, shape);
    } catch (JsonProcessingException malformed) {
      var broken = new MalformedRecord(line.number(), reason(malformed), isEnd(malformed));
      return List.of(shape.malformed(broken));
    }
  }

  private static <T> List<T> parsed(Lines.Line line, Shape<T> shape) throws IOException {
    var objects = new ArrayList<T>();
    try (JsonParser parser = FACTORY.createParser(item(line.text()))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        objects.add(value(parser, token, line.number(), shape));
      }
      if (breaksOff(parser)) {
        throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "");
      }
    }
    return objects;
  }

  /// A line without the comma at its end, which items of a list have that was written by hand.
  private static String item(String line) {
    int end = line.length() - 1;
    return end > 0 && line.charAt(end) == ',' ? line.substring(0, end) : line;
  }

  /// A text in which blanks separate JSON texts.
  private static Reader blankSeparated(Reader text) {
    return new FilterReader(text) {
      @Override
      public int read(char[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        for (int i = offset; i < offset + count; i++) {
          target[i] = target[i] == SEPARATOR ? ' ' : target[i];
        }
        return count;
      }
    };
  }

  private static <T> T value(JsonParser parser, JsonToken token, long line, Shape<T> shape)
      throws IOException {
    if (token == JsonToken.START_OBJECT) {
      return shape.object(parser, line);
    }
    parser.skipChildren();
    return shape.malformed(new MalformedRecord(line, "not a JSON object"));
  }

  /// The objects of JSON that is not one to a line: a list, a pretty-printed object, objects one
  /// after another.
  ///
  /// @param name of the input
  static <T> JsonObjects<T> ofValues(String name, Reader text, Shape<T> shape) throws IOException {
    var parser = FACTORY.createParser(blankSeparated(text));
    var begun = new boolean[1];
    return () -> {
      try {
        JsonToken token = parser.nextToken();
        while (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
          token = parser.nextToken();
        }
        if (token == null) {
          if (breaksOff(parser) && text instanceof DecodingReader decoded) {
            decoded.endEarly(ENDS_EARLY);
          }
          return Optional.empty();
        }
        T object = value(parser, token, parser.currentTokenLocation().getLineNr(), shape);
        begun[0] = true;
        return Optional.of(object);
      } catch (JsonProcessingException malformed) {
        boolean isCut = begun[0] && isEnd(malformed);
        if (isCut && text instanceof DecodingReader decoded) {
          decoded.endEarly(ENDS_EARLY);
          return Optional.empty();
        }
        throw new InputProblem(
            "%s:%d: %s; what follows cannot be read"
                .formatted(name, parser.currentLocation().getLineNr(), reason(malformed)),
            malformed);
      }
    };
  }

  /// Whether a text ended within a value, as much of which as is whole was read.
  private static boolean breaksOff(JsonParser parser) {
    return !parser.getParsingContext().inRoot();
  }

  /// Where the JSON value ends with which a text begins; its length if that is no JSON.
  static int end(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      return (int) parser.currentLocation().getCharOffset();
    } catch (IOException _) {
      return text.length();
    }
  }

  /// Whether a text is JSON that ends within its value.
  static boolean breaksOff(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      return breaksOff(parser);
    } catch (JsonProcessingException malformed) {
      return isEnd(malformed);
    } catch (IOException _) {
      return false;
    }
  }

  /// Whether a text is not JSON because it ends: within a value, or behind a comma or a part of a
  /// word, which Jackson calls other names.
  static boolean isEnd(JsonProcessingException malformed) {
    return malformed instanceof JsonEOFException
        || END.matcher(malformed.getOriginalMessage()).lookingAt();
  }

  /// Whether one of the first lines is an object by itself, and none before it opens a list
  /// of objects or a text over several lines.
  static boolean areLines(Lines lines) throws IOException {
    var seen = new ArrayList<Lines.Line>();
    boolean found = false;
    for (int i = 0; i < 3 && !found; i++) {
      Optional<Lines.Line> line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      seen.add(line.get());
      String text = line.get().text().strip();
      found = text.startsWith("{") && isJson(line.get());
      if (text.endsWith("[") || line.get().text().indexOf(SEPARATOR) == 0) {
        break;
      }
    }
    lines.giveBack(seen);
    return found;
  }

  /// Whether the first line only looks like JSON: a dictionary as Python prints it, or the line of
  /// a log with its time or level in brackets.
  static boolean areText(Lines lines) throws IOException {
    Optional<Lines.Line> line = lines.next();
    line.ifPresent(first -> lines.giveBack(List.of(first)));
    String text = line.map(first -> first.text().strip()).orElse("");
    int close = text.indexOf(']');
    return text.startsWith("{'")
        || EVENT.matcher(text).lookingAt()
        || NAMES.matcher(text).matches()
        || (text.startsWith("[")
            && close > 1
            && close < text.length() - 1
            && ",]".indexOf(text.charAt(close + 1)) < 0
            && text.substring(1, close).chars().noneMatch(c -> "{[\"'".indexOf(c) >= 0));
  }

  private static boolean isJson(Lines.Line line) throws IOException {
    return ofLine(line, JsonRows.SHAPE).stream().noneMatch(MalformedRecord.class::isInstance);
  }

  /// The reason why a text is not JSON, without a word of it.
  private static String reason(JsonProcessingException malformed) {
    if (malformed instanceof StreamConstraintsException) { // which may name no place
      return "not a JSON object that can be read: values are nested more than %d deep, or one is too long"
          .formatted(StreamReadConstraints.DEFAULT_MAX_DEPTH);
    }
    return isEnd(malformed)
        ? "not a JSON object: it ends within a value"
        : "not a JSON object: unexpected text at column " + malformed.getLocation().getColumnNr();
  }
}
