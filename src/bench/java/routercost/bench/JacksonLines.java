package routercost.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;

/// Adds up JSON lines as one would with Jackson's streaming parser: one parser over the whole file.
public final class JacksonLines {
  private final Sums sums = new Sums();
  private final long[] tokens = new long[5];
  private String timestamp = "";
  private String task = "";
  private String model = "";
  private String service = "";
  private String status = "";
  private BigDecimal cost = BigDecimal.ZERO;

  private JacksonLines() {}

  public static void main(String[] args) throws IOException {
    var lines = new JacksonLines();
    try (var parser = new JsonFactory().createParser(Path.of(args[0]).toFile())) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        lines.call(parser);
      }
    }
    System.out.println(lines.sums.total());
  }

  private void call(JsonParser parser) throws IOException {
    Arrays.fill(tokens, 0);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      field(name, parser);
    }
    sums.add(timestamp, task, model, service, status, tokens.clone(), cost);
  }

  private void field(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "timestamp" -> timestamp = parser.getText();
      case "task" -> task = parser.getText();
      case "model" -> model = parser.getText();
      case "service_tier" -> service = parser.getText();
      case "status" -> status = parser.getText();
      case "cost_usd" -> cost = new BigDecimal(parser.getText());
      case "usage" -> usage(parser);
      default -> parser.skipChildren();
    }
  }

  private void usage(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "input_tokens" -> tokens[0] = parser.getLongValue();
        case "output_tokens" -> tokens[1] = parser.getLongValue();
        case "cache_read_input_tokens" -> tokens[2] = parser.getLongValue();
        case "ephemeral_5m_input_tokens" -> tokens[3] = parser.getLongValue();
        case "ephemeral_1h_input_tokens" -> tokens[4] = parser.getLongValue();
        case "cache_creation" -> usage(parser);
        default -> parser.skipChildren();
      }
    }
  }
}
