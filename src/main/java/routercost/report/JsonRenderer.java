package routercost.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Writes a report as JSON: the interchange format.
record JsonRenderer() implements Renderer {
  @Override
  public String render(Report report) {
    return text(report.json());
  }

  /// `json` with one field or item a line.
  static String text(Json json) {
    var text = new StringWriter();
    try (var generator = new JsonFactory().createGenerator(text)) {
      var indent = new DefaultIndenter("  ", "\n");
      var printer =
          new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""));
      printer.indentObjectsWith(indent);
      printer.indentArraysWith(indent);
      generator.setPrettyPrinter(printer);
      write(json, generator);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text + "\n";
  }

  private static void write(Json json, JsonGenerator generator) throws IOException {
    switch (json) {
      case Json.Text(String text) -> generator.writeString(text);
      case Json.Figure(var number) -> generator.writeNumber(Rounding.exact(number));
      case Json.Flag(boolean flag) -> generator.writeBoolean(flag);
      case Json.Null _ -> generator.writeNull();
      case Json.Items(var items) -> {
        generator.writeStartArray();
        for (var item : items) {
          write(item, generator);
        }
        generator.writeEndArray();
      }
      case Json.Fields(var fields) -> {
        generator.writeStartObject();
        for (var field : fields.entrySet()) {
          generator.writeFieldName(field.getKey());
          write(field.getValue(), generator);
        }
        generator.writeEndObject();
      }
    }
  }
}
