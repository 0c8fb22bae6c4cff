package routercost.read.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import routercost.usage.SafeText;

/// Flattens JSON objects to rows: `{"llm": {"model": "m"}}` has the cell `llm.model`. Lists are
/// passed over. Numbers stay the text that they are.
public final class JsonRows {
  public static final JsonFactory FACTORY = new JsonFactory();

  private JsonRows() {}

  /// The object whose start `parser` has just read.
  static Row row(JsonParser parser, long line) throws IOException {
    var names = new ArrayList<String>();
    var cells = new ArrayList<String>();
    flatten(parser, "", names, cells);
    return new Row(line, List.copyOf(names), List.copyOf(cells));
  }

  private static void flatten(
      JsonParser parser, String prefix, List<String> names, List<String> cells) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String path = prefix + parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> flatten(parser, path + ".", names, cells);
        case START_ARRAY -> parser.skipChildren();
        case VALUE_NULL -> add(path, "", names, cells);
        default -> add(path, parser.getText(), names, cells);
      }
    }
  }

  private static void add(String path, String text, List<String> names, List<String> cells) {
    names.add(path);
    cells.add(Row.kept(text));
  }

  /// What is wrong with JSON, in the parser's words without its positions.
  public static String reason(IOException malformed) {
    String message =
        malformed instanceof com.fasterxml.jackson.core.JsonProcessingException json
            ? json.getOriginalMessage()
            : malformed.getMessage();
    return "not a JSON object: "
        + SafeText.cut(String.valueOf(message).lines().findFirst().orElse(""));
  }
}
