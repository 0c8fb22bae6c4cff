package routercost.read.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import routercost.read.exports.Fields;

/// Records with the types of databases and JSON within texts resolved: `{"$numberLong": "5"}` of
/// MongoDB and `{"N": "5"}` of DynamoDB are 5, and a text that is a JSON object, or a list of them,
/// is that.
final class TypedJson {
  /// Texts of people and models, which may look like records and are none.
  private static final Set<String> CONTENT =
      Set.of("prompt", "prompts", "content", "text", "completion", "messages", "answer");

  /// Fields that hold a line of a log.
  private static final Set<String> LINES =
      Set.of("log", "line", "message", "msg", "MESSAGE", "@message", "_raw", "raw", "textPayload");

  private static final Pattern NANOSECONDS = Pattern.compile("\\d{19}");

  private static final Set<String> MONGO =
      Set.of(
          "$numberLong",
          "$numberInt",
          "$numberDouble",
          "$numberDecimal",
          "$date",
          "$oid",
          "$uuid",
          "$symbol",
          "stringValue", // and below: Firestore
          "integerValue",
          "doubleValue",
          "timestampValue",
          "booleanValue",
          "nullValue",
          "string", // and below: a union of Avro
          "long",
          "int",
          "double",
          "float");

  private static final Set<String> DYNAMO =
      Set.of("S", "N", "BOOL", "NULL", "M", "L", "SS", "NS", "B", "BS");

  private TypedJson() {}

  /// A record without types and texts around its values.
  static Fields resolved(Fields record) {
    var response = WebResponse.ofEntry(record);
    if (response.isPresent()) {
      return response.get();
    }
    boolean dynamo = isDynamo(record);
    var members = new LinkedHashMap<String, Object>();
    record
        .present()
        .forEach(
            (name, value) -> {
              Object inner = dynamo ? dynamoValue((Fields) value) : value;
              members.put(name, resolved(name, inner));
            });
    if (members.get("after") instanceof Fields) {
      members.remove("before"); // of a change, as Debezium writes it
    }
    Fields resolved = Fields.of(members);
    return ColumnarJson.rows(resolved).map(rows -> resolved.with(rows)).orElse(resolved);
  }

  /// Whether a line of a log that a resolved record holds ends within the record of a call.
  static boolean cutsCall(Fields record) {
    return record.present().entrySet().stream()
        .anyMatch(
            member ->
                LINES.contains(member.getKey())
                    && member.getValue() instanceof String text
                    && EmbeddedRecord.cutsCall(text));
  }

  private static Object resolved(String name, Object value) {
    return switch (value) {
      case String text -> resolved(name, text);
      case List<?> items ->
          pair(items)
              .or(() -> cells(items))
              .<Object>map(TypedJson::resolved)
              .orElseGet(() -> each(name, items));
      case Fields fields -> mongoValue(fields).orElseGet(() -> resolved(fields));
      default -> value;
    };
  }

  private static Object resolved(String name, String text) {
    if (text.equals("\\N")) { // PostgreSQL's null
      return "";
    }
    Optional<Fields> inner = Optional.empty();
    if (LINES.contains(name)) {
      inner = EmbeddedRecord.in(text).map(EmbeddedRecord::fields);
    } else if (!CONTENT.contains(name)) {
      if (text.startsWith("[{") && Fields.parsed(text).orElse("") instanceof List<?> items) {
        return each(name, items);
      }
      inner = EmbeddedRecord.whole(text).or(() -> WebResponse.streamed(text));
    }
    return inner.<Object>map(TypedJson::resolved).orElse(text);
  }

  private static List<Object> each(String name, List<?> items) {
    var resolved = new ArrayList<Object>();
    items.forEach(item -> resolved.add(resolved(name, item)));
    return resolved;
  }

  /// A time and a line, as Loki answers a query.
  private static Optional<Fields> pair(List<?> items) {
    return items.size() == 2
            && items.get(0) instanceof String time
            && items.get(1) instanceof String line
            && NANOSECONDS.matcher(time).matches()
        ? Optional.of(Fields.of(Map.of("timestamp", time, "line", line)))
        : Optional.empty();
  }

  /// A row as a list of its cells, as CloudWatch answers a query.
  private static Optional<Fields> cells(List<?> items) {
    var row = new LinkedHashMap<String, Object>();
    for (Object item : items) {
      if (item instanceof Fields cell && cell.present().size() == 2 && cell.has("field")) {
        row.put(cell.text("field"), cell.text("value"));
      }
    }
    return row.isEmpty() || row.size() < items.size()
        ? Optional.empty()
        : Optional.of(Fields.of(row));
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
