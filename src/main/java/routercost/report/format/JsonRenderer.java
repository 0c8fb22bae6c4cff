package routercost.report.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import routercost.report.layout.Json;
import routercost.report.layout.Report;
import routercost.usage.SafeText;

/// Writes a report as JSON: the interchange format.
public record JsonRenderer() implements Renderer {
  @Override
  public String render(Report report) {
    return text(report.json());
  }

  /// `json` with one field or item a line.
  public static String text(Json json) {
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
      json.write(generator);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return escaped(text.toString()) + "\n";
  }

  private static boolean isPlain(String json) {
    for (int i = 0; i < json.length(); i++) {
      if (json.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /// With what a screen would not show, which can only stand within texts, in an escaped form.
  private static String escaped(String json) {
    if (isPlain(json)) {
      return json;
    }
    var escaped = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            point -> {
              if (point != '\n' && SafeText.isHostile(point)) {
                for (char unit : Character.toChars(point)) {
                  escaped.append("\\u%04X".formatted((int) unit));
                }
              } else {
                escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }
}
