package routercost.read.exports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.read.record.NotACount;

/// The description of a format: which records are of it, where in them the calls are, and which
/// field is read as which column. `audit -v` prints it and docs/formats.md lists it.
///
/// Each line is one of these:
///
/// - `column <- path, path; note`: the first path with a value. `path + path` is a sum, `path /
///   path` are texts joined, `max(path, path)` is the larger count, `'text'` is a constant, and
///   `*` is a hash of all fields. `if condition` at the end restricts the line; a later line of
///   the column takes precedence where it has a value. In parentheses: `in cents` for costs, for
///   input whether it `includes` or `excludes cached tokens`, for output `excludes reasoning`,
///   for counts `negative`; a record may prove otherwise ([TokenInclusion]), first by its total.
/// - `column = words`: what the code of a dialect finds out
/// - `anthropic <- path`: the usage object of the Messages API; `from: words`: where records are
/// from
/// - `usage <- path, path`: the objects that hold usage under the names of any provider. They set
///   the counts that no other line finds ([UsageObject])
/// - `records: path, path`: where the calls are in a record, the first that has some; `.` is the
///   record itself. A call in a list has the fields of the items around it too. Of an object
///   `name{}` each member is one, its name in the field `{}`
/// - `empty: reason`: why a list without calls is left out
/// - `claims: condition`: which calls can be of no other format
/// - `only: path = value`, `requires: path = value`: other calls are left out, or rejected
/// - `leave reason: condition`: calls that are left out
/// - `keep column <- path if condition`: the column of later calls of the input that lack it, from
///   the latest record with the condition; a model is `(unknown)` before the first
public final class FieldMap {
  private static final String USAGE =
      """
      input_tokens <- input_tokens (excludes cached tokens)
      output_tokens <- output_tokens
      cache_read_tokens <- cache_read_input_tokens
      cache_write_5m_tokens <- cache_creation.ephemeral_5m_input_tokens
      cache_write_1h_tokens <- cache_creation.ephemeral_1h_input_tokens
      cache_write_tokens <- cache_creation_input_tokens
      reasoning_tokens <- output_tokens_details.thinking_tokens
      web_searches <- server_tool_use.web_search_requests
      service_tier <- service_tier
      inference_geo <- inference_geo
      speed <- speed
      """;

  /// The words of a count that includes or excludes others, unless a record proves otherwise.
  private static final String INCLUDES_CACHED = "includes cached tokens";

  private static final String EXCLUDES_CACHED = "excludes cached tokens";
  private static final String EXCLUDES_REASONING = "excludes reasoning";
  private static final List<String> UNITS =
      List.of(
          INCLUDES_CACHED,
          EXCLUDES_CACHED,
          EXCLUDES_REASONING,
          FieldLine.IN_CENTS,
          FieldLine.NEGATIVE);

  /// The end of a name whose members are calls, and the field for their names.
  private static final String KEYED = "{}";

  /// Where a record of any format may name its model, if it does not where its format says.
  private static final String[] MODELS = {
    "model",
    "model_name",
    "response_model",
    "ls_model_name",
    "metadata.ls_model_name",
    "response.model",
    "response.body.model"
  };

  /// The usage object of the Messages API.
  static final FieldMap ANTHROPIC = of("anthropic <- .");

  private final List<FieldLine> lines = new ArrayList<>();

  /// The lines that are not of a usage object of the Messages API.
  private final List<FieldLine> about = new ArrayList<>();

  private final List<FieldLine> kept = new ArrayList<>();

  /// Where usage is under the names of any provider.
  private Optional<FieldLine> usage = Optional.empty();

  private final UsageObject.Names usageNames = new UsageObject.Names();

  private final SequencedMap<String, FieldCondition> left = new LinkedHashMap<>();
  private String origin = "";
  private List<String> records = List.of(".");
  private Optional<String> empty = Optional.empty();
  private Optional<FieldCondition> claims = Optional.empty();
  private Optional<FieldCondition.Test> only = Optional.empty();
  private Optional<FieldCondition.Test> required = Optional.empty();

  private FieldMap() {}

  static FieldMap of(String text) {
    var map = new FieldMap();
    text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(map::take);
    return map;
  }

  private void take(String line) {
    if (line.startsWith("keep ")) {
      kept.add(FieldLine.of(line.substring("keep ".length())));
    } else if (line.startsWith("anthropic <- ")) {
      String path = line.substring(line.indexOf("<-") + 3);
      String prefix = path.equals(".") ? "" : path + ".";
      USAGE
          .lines()
          .map(usage -> FieldLine.of(usage.replace(" <- ", " <- " + prefix)))
          .forEach(lines::add);
    } else if (line.startsWith("usage <- ")) {
      usage =
          Optional.of(
              FieldLine.of(
                  "other counts"
                      + line.substring("usage".length())
                      + "; as any provider names them"));
    } else if (isRule(line)) {
      int colon = line.indexOf(": ");
      takeRule(line.substring(0, colon), line.substring(colon + 2));
    } else {
      var read = known(FieldLine.of(line));
      lines.add(read);
      about.add(read);
    }
  }

  /// Refuses a line with other words in parentheses, which would hold for nothing in silence.
  private static FieldLine known(FieldLine line) {
    if (!line.paths().isEmpty() && !line.unit().isEmpty() && !UNITS.contains(line.unit())) {
      throw new IllegalArgumentException(line + ": '(" + line.unit() + ")'; not of " + UNITS);
    }
    return line;
  }

  private static boolean isRule(String line) {
    String beforeColon = line.split(": ", 2)[0];
    return !beforeColon.contains(" <- ") && !beforeColon.contains(" = ");
  }

  private void takeRule(String rule, String value) {
    switch (rule) {
      case "from" -> origin = value;
      case "records" -> records = List.of(value.split(", ", -1));
      case "empty" -> empty = Optional.of(value);
      case "claims" -> claims = Optional.of(FieldCondition.of(value));
      case "only" -> only = Optional.of(FieldCondition.of(value).single());
      case "requires" -> required = Optional.of(FieldCondition.of(value).single());
      default -> left.put(rule.substring("leave ".length()), FieldCondition.of(value));
    }
  }

  /// Whether a record can be of no other format.
  boolean claims(Fields record) {
    return claims.isPresent() && parts(record, _ -> {}).stream().anyMatch(claims.get()::holds);
  }

  /// The parts of a record that are calls.
  ///
  /// @param left takes the reason for which a list without calls is left out
  List<Fields> parts(Fields record, Consumer<String> left) {
    var reasons = new ArrayList<String>();
    var parts = List.<Fields>of();
    boolean isHolder = false;
    for (String path : records) {
      if (path.equals(".")) {
        parts = isHolder ? parts : List.of(record);
      } else if (parts.isEmpty() && record.has(path.split("\\.|\\{", 2)[0])) {
        var missing = new ArrayList<String>();
        parts = inside(record, path, missing::add);
        reasons = isHolder && parts.isEmpty() ? reasons : missing;
        isHolder = true;
      }
    }
    reasons.forEach(left);
    return parts;
  }

  private List<Fields> inside(Fields holder, String path, Consumer<String> left) {
    String[] names = path.split("\\.", 2);
    boolean isKeyed = names[0].endsWith(KEYED);
    var items = isKeyed ? keyed(holder.at(names[0].replace(KEYED, ""))) : items(holder, names[0]);
    if (names.length == 1) {
      if (items.isEmpty()) {
        empty.ifPresent(left);
      }
      return items;
    }
    var parts = new ArrayList<Fields>();
    for (var item : items) {
      var around = item.without(names[1].split("\\.", -1));
      inside(item, names[1], left).forEach(part -> parts.add(around.with(part)));
    }
    return parts;
  }

  private static List<Fields> items(Fields holder, String name) {
    var list = holder.list(name);
    return list.isEmpty() && !holder.at(name).isEmpty() ? List.of(holder.at(name)) : list;
  }

  /// The members of an object, each with its name, and those that are lists by their items.
  private static List<Fields> keyed(Fields holder) {
    return holder.names().stream()
        .flatMap(name -> items(holder, name).stream().map(item -> item.with(KEYED, name)))
        .toList();
  }

  /// Whether a record is of another kind: it has no call, and no field that names or counts one.
  boolean isForeign(Fields record) {
    return records.stream().noneMatch(path -> record.has(path.split("\\.|\\{", 2)[0]))
        && lines.stream().noneMatch(line -> line.tellsOf(record))
        && !claims(record)
        && reason(record).isEmpty();
  }

  /// Why a call is left out; empty if it counts.
  Optional<String> reason(Fields part) {
    for (var rule : left.entrySet()) {
      if (rule.getValue().holds(part)) {
        return Optional.of(rule.getKey());
      }
    }
    return only.filter(test -> !test.holds(part))
        .map(test -> test.path() + "_" + part.text(test.path()).toLowerCase(Locale.ROOT));
  }

  /// What is wrong with a call; empty if nothing is.
  Optional<String> fault(Fields part) {
    return required
        .filter(test -> !test.holds(part))
        .map(
            test ->
                "%s is '%s'; expected %s"
                    .formatted(
                        test.path(), part.text(test.path()), String.join(", ", test.values())));
  }

  /// Whether a part of a record has any count.
  boolean counts(Fields part) {
    return usage.stream()
            .flatMap(line -> line.paths().stream())
            .anyMatch(path -> !part.under(path).present().isEmpty())
        || lines.stream().anyMatch(line -> line.isCount() && line.isIn(part));
  }

  /// The call that a part of a record is.
  ///
  /// @throws NotACount if a count is something else
  CallRow row(Fields part) {
    return fill(new CallRow().from(part), part);
  }

  /// The call that a part of a record is, without what the Messages API says that it used.
  CallRow about(Fields part) {
    var call = new CallRow().from(part);
    about.forEach(line -> line.read(part, call));
    return call;
  }

  /// Sets all columns of a call that are read from fields.
  CallRow fill(CallRow call, Fields part) {
    lines.forEach(line -> line.read(part, call));
    if (unit("input_tokens").equals(INCLUDES_CACHED)) {
      call.within(true);
    } else {
      call.separate();
    }
    if (unit("output_tokens").equals(EXCLUDES_REASONING)) {
      call.reasoningApart();
    }
    usage.ifPresent(
        line ->
            line.paths()
                .forEach(path -> UsageObject.of(part.under(path), usageNames).complete(call)));
    if (call.text("model").isEmpty() && kept.stream().noneMatch(FieldLine::isModel)) {
      call.with("model", modelOf(part));
    }
    return complete(call);
  }

  /// The model of a call, where its format does not say where records name it.
  static String modelOf(Fields part) {
    return part.first(MODELS);
  }

  /// Writes have a lifetime or none, and each counts once.
  private static CallRow complete(CallRow call) {
    long lifetimes = call.count("cache_write_5m_tokens") + call.count("cache_write_1h_tokens");
    if (lifetimes > call.count("cache_write_tokens")) {
      call.with("cache_write_tokens", lifetimes);
    }
    return call;
  }

  /// The lines of columns that a record says for later calls.
  List<FieldLine> kept() {
    return kept;
  }

  /// The words in parentheses on the first line of a column.
  private String unit(String column) {
    return lines.stream()
        .filter(line -> line.column().equals(column))
        .map(FieldLine::unit)
        .findFirst()
        .orElse("");
  }

  /// The lines of a column, as people read them.
  String shown(String column) {
    return lines.stream()
        .filter(line -> line.column().equals(column))
        .map(FieldLine::shown)
        .collect(Collectors.joining("; "));
  }

  /// Where records of the format come from.
  String origin() {
    return origin;
  }

  /// Whether input counts include cached tokens, in words, as far as records prove nothing else.
  String cachedTokens() {
    return switch (unit("input_tokens")) {
      case INCLUDES_CACHED -> "included";
      case EXCLUDES_CACHED -> "not included";
      default -> names().contains("input_tokens") ? "–" : "no tokens";
    };
  }

  /// The lines of all columns, as people read them.
  List<FieldLine> lines() {
    return Stream.concat(lines.stream(), usage.stream()).toList();
  }

  /// The lines of counts.
  List<FieldLine> counts() {
    return lines.stream().filter(FieldLine::isCount).toList();
  }

  /// The columns by the paths of their fields.
  Map<String, String> columns() {
    var columns = new LinkedHashMap<String, String>();
    lines.forEach(line -> line.fields().forEach(path -> columns.put(path, line.column())));
    return columns;
  }

  /// The names of all columns.
  Set<String> names() {
    return lines.stream()
        .map(FieldLine::column)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
