package routercost.read.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.read.exports.Fields;

/// Records with the types of databases and JSON within texts resolved: `{"$numberLong": "5"}` of
/// MongoDB and `{"N": "5"}` of DynamoDB are 5, and a text that is a JSON object is that object.
final class TypedJson {
  /// Texts of people and models, which may look like records and are none.
  private static final Set<String> CONTENT =
      Set.of("prompt", "prompts", "content", "text", "completion", "messages", "answer");

  private static final Set<String> MONGO =
      Set.of(
          "$numberLong",
          "$numberInt",
          "$numberDouble",
          "$numberDecimal",
          "$date",
          "$oid",
          "$uuid",
          "$symbol");

  private static final Set<String> DYNAMO =
      Set.of("S", "N", "BOOL", "NULL", "M", "L", "SS", "NS", "B", "BS");

  private TypedJson() {}

  /// A record without types and texts around its values.
  static Fields resolved(Fields record) {
    boolean dynamo = isDynamo(record);
    var members = new LinkedHashMap<String, Object>();
    record
        .present()
        .forEach(
            (name, value) -> {
              Object inner = dynamo ? dynamoValue((Fields) value) : value;
              members.put(name, resolved(name, inner));
            });
    return Fields.of(members);
  }

  private static Object resolved(String name, Object value) {
    if (value instanceof String text) {
      if (text.equals("\\N")) { // PostgreSQL's null
        return "";
      }
      return CONTENT.contains(name)
          ? text
          : EmbeddedJson.whole(text).<Object>map(TypedJson::resolved).orElse(text);
    }
    if (value instanceof List<?> items) {
      var resolved = new ArrayList<Object>();
      items.forEach(item -> resolved.add(resolved(name, item)));
      return resolved;
    }
    return value instanceof Fields fields
        ? mongoValue(fields).orElseGet(() -> resolved(fields))
        : value;
  }

  private static Optional<Object> mongoValue(Fields typed) {
    Map<String, Object> members = typed.present();
    if (members.size() != 1) {
      return Optional.empty();
    }
    var member = members.entrySet().iterator().next();
    if (!MONGO.contains(member.getKey())) {
      return Optional.empty();
    }
    return member.getValue() instanceof Fields inner
        ? mongoValue(inner)
        : Optional.of(member.getValue());
  }

  /// Whether each member names the type of its value.
  private static boolean isDynamo(Fields record) {
    var members = record.present();
    return !members.isEmpty()
        && members.values().stream()
            .allMatch(
                value ->
                    value instanceof Fields typed
                        && typed.present().size() == 1
                        && DYNAMO.containsAll(typed.present().keySet()));
  }

  private static Object dynamoValue(Fields typed) {
    var member = typed.present().entrySet().iterator().next();
    Object value = member.getValue();
    return switch (member.getKey()) {
      case "NULL" -> "";
      case "L" ->
          value instanceof List<?> items
              ? items.stream()
                  .map(item -> item instanceof Fields fields ? dynamoValue(fields) : item)
                  .toList()
              : value;
      default -> value;
    };
  }
}
