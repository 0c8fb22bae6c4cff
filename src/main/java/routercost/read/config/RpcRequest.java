package routercost.read.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import routercost.read.text.ConfigurationProblem;

/// A message of JSON-RPC 2.0 that asks for something.
///
/// @param id as JSON, to be repeated in the answer; empty if no answer is expected
/// @param params empty if there are none
public record RpcRequest(Optional<String> id, String method, YamlNode.Fields params) {
  /// Reads a message.
  ///
  /// @throws ConfigurationProblem if it is not JSON or no such message
  public static RpcRequest parse(String line) {
    var fields = YamlFile.parseJson("message", line.getBytes(StandardCharsets.UTF_8));
    var request = fields.asFields("message");
    return new RpcRequest(
        id(line),
        request.text("method"),
        request
            .find("params")
            .map(params -> params.asFields("params"))
            .orElseGet(() -> YamlNode.Fields.empty("message")));
  }

  /// The id, whose type a node does not keep.
  private static Optional<String> id(String line) {
    try (var parser = new JsonFactory().createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isId = parser.currentName().equals("id");
        var token = parser.nextToken();
        if (isId) {
          return switch (token) {
            case VALUE_NUMBER_INT -> Optional.of(parser.getText());
            case VALUE_STRING -> Optional.of('"' + quoted(parser.getText()) + '"');
            default -> throw new ConfigurationProblem("message: id is neither a number nor text");
          };
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
