package routercost.read.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import routercost.read.text.Lines;

/// JSON objects as rows: `{"llm": {"model": "m"}}` has the cell `llm.model`. Lists are passed over
/// but those of modalities. Numbers stay the text that they are.
///
/// @param byLine whether each object is on a line of its own
public record JsonRows(JsonObjects<LogRecord> objects, boolean byLine) implements RecordReader {
  private static final String ENDED = "candidates.finishReason";

  static final JsonObjects.Shape<LogRecord> SHAPE =
      new JsonObjects.Shape<>() {
        @Override
        public LogRecord object(JsonParser parser, long line) throws IOException {
          var names = new ArrayList<String>();
          var cells = new ArrayList<String>();
          try {
            flatten(parser, "", names, cells);
          } catch (JsonProcessingException broken) {
            if (!JsonObjects.isEnd(broken) || !endsInList(parser.getParsingContext())) {
              throw broken;
            }
          }
          if (new HashSet<>(names).size() < names.size()) {
            keepLast(names, cells);
          }
          SearchCalls.limit(names, cells);
          return new Row(line, List.copyOf(names), List.copyOf(cells));
        }

        @Override
        public LogRecord malformed(MalformedRecord record) {
          return record;
        }
      };

  /// Whether an object that is not in a list breaks off within one: what it says is whole.
  private static boolean endsInList(JsonStreamContext end) {
    boolean isInList = false;
    var context = end;
    for (; !context.getParent().inRoot(); context = context.getParent()) {
      isInList |= context.inArray();
    }
    return isInList && context.inObject();
  }

  /// The rows of JSON lines.
  public static JsonRows ofLines(Lines lines) {
    return new JsonRows(JsonObjects.ofLines(lines, SHAPE), true);
  }

  /// The rows of server-sent events.
  public static JsonRows ofEvents(Lines lines) {
    return new JsonRows(withoutEarlier(JsonObjects.ofEvents(lines, SHAPE), _ -> true), false);
  }

  /// Events of which those are skipped whose counts the next one repeats. Older versions of Gemini
  /// give a response no id, and all its events what was used so far.
  ///
  /// @param isOpen whether the response of an event may go on
  private static JsonObjects<LogRecord> withoutEarlier(
      JsonObjects<LogRecord> events, Predicate<Row> isOpen) {
    var ahead = new ArrayDeque<LogRecord>();
    return () -> {
      if (ahead.isEmpty()) {
        events.next().ifPresent(ahead::add);
      }
      events.next().ifPresent(ahead::add);
      var event = Optional.ofNullable(ahead.poll());
      return event.isPresent()
              && event.get() instanceof Row row
              && ahead.peek() instanceof Row next
              && isOpen.test(row)
              && isContinued(row, next)
          ? Optional.of(new SkippedRecord(row.line(), "earlier_chunk", Optional.empty()))
          : event;
    };
  }

  private static boolean isContinued(Row row, Row next) {
    String prompt = cell(row, "usageMetadata.promptTokenCount");
    return !prompt.isEmpty()
        && prompt.equals(cell(next, "usageMetadata.promptTokenCount"))
        && cell(row, "responseId").isEmpty()
        && output(row) <= output(next);
  }

  private static long output(Row row) {
    String count = cell(row, "usageMetadata.candidatesTokenCount");
    return count.matches("\\d{1,15}") ? Long.parseLong(count) : 0;
  }

  private static String cell(Row row, String name) {
    return cell(row.names(), row.cells(), name);
  }

  /// The rows of a list, or of objects one after another. A list may be the stream of one response,
  /// of which only the last chunk says why it ended.
  ///
  /// @param name of the input
  public static JsonRows ofValues(String name, Reader text) throws IOException {
    var values = JsonObjects.ofValues(name, text, SHAPE);
    return new JsonRows(withoutEarlier(values, row -> cell(row, ENDED).isEmpty()), false);
  }

  @Override
  public Optional<LogRecord> next() throws IOException {
    return objects.next();
  }

  private static void flatten(
      JsonParser parser, String prefix, List<String> names, List<String> cells) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String path = prefix + parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> flatten(parser, path + ".", names, cells);
        case START_ARRAY -> {
          if (TokenDetails.areAt(path)) {
            addDetails(parser, path + ".", names, cells);
          } else if (SearchCalls.areAt(path)) {
            addSearches(parser, path + ".", names, cells);
          } else if (path.endsWith(SearchCalls.QUERIES)) {
            addLength(parser, path + "." + SearchCalls.LENGTH, names, cells);
          } else {
            parser.skipChildren();
          }
        }
        case VALUE_NULL -> add(path, "", names, cells);
        default -> add(path, parser.getText(), names, cells);
      }
    }
  }

  private static void addDetails(
      JsonParser parser, String prefix, List<String> names, List<String> cells) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      var keys = new ArrayList<String>();
      var values = new ArrayList<String>();
      flatten(parser, "", keys, values);
      var details = TokenDetails.of(key -> cell(keys, values, key));
      if (details.isSpecial()) {
        add(prefix + details.kind(), details.count(), names, cells);
      }
    }
  }

  /// Adds how many searches there were and, for Gemini, why the answer ended.
  private static void addSearches(
      JsonParser parser, String prefix, List<String> names, List<String> cells) throws IOException {
    int searches = 0;
    String ending = "";
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      var keys = new ArrayList<String>();
      var values = new ArrayList<String>();
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        flatten(parser, "", keys, values);
      } else {
        parser.skipChildren();
      }
      searches += SearchCalls.of(key -> cell(keys, values, key));
      int at = keys.indexOf("finishReason");
      ending = at < 0 ? ending : values.get(at);
    }
    if (searches > 0) {
      add(prefix + SearchCalls.COUNT, Integer.toString(searches), names, cells);
    }
    if (ENDED.startsWith(prefix)) {
      add(ENDED, ending, names, cells);
    }
  }

  private static void addLength(
      JsonParser parser, String name, List<String> names, List<String> cells) throws IOException {
    int length = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      length++;
    }
    add(name, Integer.toString(length), names, cells);
  }

  private static String cell(List<String> keys, List<String> values, String key) {
    int place = keys.indexOf(key);
    return place < 0 ? "" : values.get(place);
  }

  /// Of keys that an object has twice, the last one counts, as in Python and JavaScript.
  private static void keepLast(List<String> names, List<String> cells) {
    var last = new LinkedHashMap<String, String>();
    for (int i = 0; i < names.size(); i++) {
      last.put(names.get(i), cells.get(i));
    }
    names.clear();
    cells.clear();
    names.addAll(last.keySet());
    cells.addAll(last.values());
  }

  private static void add(String path, String text, List<String> names, List<String> cells) {
    names.add(path);
    cells.add(Row.kept(text));
  }
}
