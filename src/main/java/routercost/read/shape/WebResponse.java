package routercost.read.shape;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import routercost.read.exports.Fields;

/// A response to a request of an API as a browser or a proxy records it: an entry of an HTTP
/// archive (HAR), or the text of a body that was streamed.
final class WebResponse {
  /// The beginning of a stream of server-sent events.
  private static final Pattern STREAM =
      Pattern.compile("\\s*(?:: ?[A-Z ]+\\s+)?(?:event: ?[a-z_.]+\\s+)?data: ?\\{");

  private static final String DATA = "data:";

  /// Where an address names the model that its body does not: Gemini, Bedrock and Azure.
  private static final Pattern MODEL =
      Pattern.compile("/(?:models?|deployments)/([^/:?]+(?::\\d+)?)[/:?]");

  private WebResponse() {}

  /// The last state of the response in a stream; empty if a text is no stream.
  static Optional<Fields> streamed(String text) {
    if (!STREAM.matcher(text).lookingAt()) {
      return Optional.empty();
    }
    Fields response = Fields.NONE;
    for (String line : text.lines().toList()) {
      if (line.startsWith(DATA)
          && Fields.parsed(line.substring(DATA.length())).orElse("") instanceof Fields event) {
        response = after(response, event);
      }
    }
    return Optional.of(response);
  }

  /// A response after one more event. Each vendor sends usage last, and some send it twice.
  private static Fields after(Fields response, Fields event) {
    if (event.text("type").equals("message_start")) {
      return event.member("message");
    }
    if (event.text("type").equals("message_delta")) {
      var usage = response.member("usage").with(event.member("usage"));
      var members = new LinkedHashMap<>(response.present());
      members.put("usage", usage);
      return Fields.of(members);
    }
    Fields inner = event.member("response");
    if (inner.has("model")) {
      return inner;
    }
    boolean hasUsage = event.has("usage") || event.has("usageMetadata");
    boolean isFirst = response.present().isEmpty();
    return hasUsage || isFirst ? event : response;
  }

  /// The call that an entry of an archive is, if it is an entry with a body in JSON; other entries
  /// have neither a model nor counts and are left out.
  static Optional<Fields> ofEntry(Fields entry) {
    if (!entry.has("startedDateTime")
        || !entry.has("response.status")
        || !entry.has("request.url")) {
      return Optional.empty();
    }
    var call = new LinkedHashMap<String, Object>();
    call.put("timestamp", entry.text("startedDateTime"));
    call.put("status_code", entry.text("response.status"));
    Fields body = body(entry.member("response").member("content"));
    if (body.present().isEmpty() && !entry.text("response.status").startsWith("2")) {
      body = Fields.NONE.with("error", "true");
    }
    if (!body.has("model") && !body.has("modelVersion") && !body.has("message.model")) {
      String model = model(entry);
      if (!model.isEmpty()) {
        call.put("model", model);
      }
    }
    call.put("body", body);
    return Optional.of(Fields.of(call));
  }

  private static Fields body(Fields content) {
    String text = content.text("text");
    if (content.text("encoding").equals("base64")) {
      try {
        text = new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException _) {
        return Fields.NONE;
      }
    }
    String decoded = text;
    return streamed(text).or(() -> EmbeddedRecord.whole(decoded)).orElse(Fields.NONE);
  }

  /// The model that was asked for, by the body of the request or by its address.
  private static String model(Fields entry) {
    var asked = EmbeddedRecord.whole(entry.text("request.postData.text"));
    boolean isChat =
        asked
            .filter(body -> body.has("messages") || body.has("input") || body.has("contents"))
            .isPresent();
    String model = asked.map(body -> body.text("model")).orElse("");
    if (isChat && model.isEmpty()) {
      var named = MODEL.matcher(entry.text("request.url"));
      model = named.find() ? named.group(1) : "";
    }
    return isChat ? model : "";
  }
}
