package routercost.read.tables;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row as a JSON object on one line.
final class JsonLine {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonLine() {}

  static String of(Map<String, @Nullable Object> row) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, row);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case byte[] _ -> json.writeNull(); // no text
      case Map<?, ?> fields -> {
        json.writeStartObject();
        for (var field : fields.entrySet()) {
          json.writeFieldName(String.valueOf(field.getKey()));
          write(json, field.getValue());
        }
        json.writeEndObject();
      }
      case List<?> items -> {
        json.writeStartArray();
        for (var item : items) {
          write(json, item);
        }
        json.writeEndArray();
      }
      case Double number when !Double.isFinite(number) -> json.writeNull();
      case Float number when !Float.isFinite(number) -> json.writeNull();
      case Double number -> json.writeNumber(BigDecimal.valueOf(number).toPlainString());
      case Float number -> json.writeNumber(new BigDecimal(number.toString()).toPlainString());
      case BigDecimal number -> json.writeNumber(number.toPlainString());
      case Number number -> json.writeNumber(number.toString());
      case Boolean truth -> json.writeBoolean(truth);
      default -> json.writeString(value.toString());
    }
  }
}
