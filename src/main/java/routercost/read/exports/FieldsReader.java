package routercost.read.exports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routercost.read.record.JsonObjects;

/// Reads one JSON value as [Fields], lists and texts.
final class FieldsReader {
  private final JsonParser parser;

  /// Whether a list may break off, as none around it has a whole item.
  private boolean mayBreakOff;

  private boolean isCut;

  FieldsReader(JsonParser parser, boolean mayBreakOff) {
    this.parser = parser;
    this.mayBreakOff = mayBreakOff;
  }

  Fields object() throws IOException {
    var members = new LinkedHashMap<String, Object>();
    while (!isCut && parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Object value = value(parser.nextToken());
      members.put(name, value == null ? Fields.Nothing.HERE : value);
    }
    return new Fields(members);
  }

  @Nullable Object value(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> mayBreakOff ? cutList() : list(new ArrayList<>());
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private List<Object> list(List<Object> items) throws IOException {
    while (!isCut && parser.nextToken() != JsonToken.END_ARRAY) {
      Object item = value(parser.currentToken());
      items.add(item == null ? "" : item);
      mayBreakOff &= !(item instanceof Fields) || isCut;
    }
    return items;
  }

  private List<Object> cutList() throws IOException {
    var items = new ArrayList<>();
    try {
      list(items);
    } catch (JsonProcessingException broken) {
      if (mayBreakOff || !JsonObjects.isEnd(broken)) { // without a whole item
        throw broken;
      }
      isCut = true;
    }
    mayBreakOff = true;
    return items;
  }
}
