package routercost.read.exports;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import routercost.read.record.NotACount;

/// A line of a [FieldMap]: the fields that a column is read from.
///
/// @param paths none if the code of a dialect finds the value out
/// @param condition under which the line holds
/// @param unit the words in parentheses after the paths
/// @param shown the right side, as people read it
record FieldLine(
    String column,
    Operator operator,
    List<String> paths,
    Optional<FieldCondition> condition,
    String unit,
    String shown) {
  /// A way to make one value of several fields.
  private enum Operator {
    FIRST(", "),
    SUM(" + "),
    JOINED(" / "),
    LARGEST(", ");

    private final String separator;

    Operator(String separator) {
      this.separator = separator;
    }

    private static Operator of(String text) {
      return text.startsWith("max(")
          ? LARGEST
          : text.contains(SUM.separator) ? SUM : text.contains(JOINED.separator) ? JOINED : FIRST;
    }
  }

  static final String IN_CENTS = "in cents";

  /// Counts that are written as what was taken off an account.
  static final String NEGATIVE = "negative";

  private static final String ALL = "*";
  private static final Pattern SECONDS = Pattern.compile("\\d{10}\\.\\d+");
  private static final Pattern NANOSECONDS = Pattern.compile("\\d{17,}");

  /// Columns that are counts.
  private static final Set<String> COUNTS =
      Set.of(
          "calls",
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "cache_write_5m_tokens",
          "cache_write_1h_tokens",
          "reasoning_tokens",
          "audio_input_tokens",
          "audio_cache_read_tokens",
          "audio_output_tokens",
          "image_input_tokens",
          "image_output_tokens",
          "total_tokens",
          "web_searches",
          "units",
          "seconds",
          "characters",
          "pages",
          "search_units");

  static FieldLine of(String line) {
    int computed = line.indexOf(" = ");
    int read = line.indexOf(" <- ");
    if (read < 0 || (computed >= 0 && computed < read)) {
      return new FieldLine(
          line.substring(0, computed),
          Operator.FIRST,
          List.of(),
          Optional.empty(),
          unit(line),
          line.substring(computed + 3));
    }
    String right = line.substring(read + 4);
    String rest = right.split("; ", 2)[0];
    String unit = unit(rest);
    rest = unit.isEmpty() ? rest : rest.substring(0, rest.lastIndexOf(" ("));
    String[] sides = rest.split(" if ", 2);
    var operator = Operator.of(sides[0]);
    String paths =
        operator == Operator.LARGEST
            ? sides[0].substring("max(".length(), sides[0].length() - 1)
            : sides[0];
    return new FieldLine(
        line.substring(0, read),
        operator,
        List.of(paths.split(Pattern.quote(operator.separator), -1)),
        sides.length < 2 ? Optional.empty() : Optional.of(FieldCondition.of(sides[1])),
        unit,
        (right.startsWith(ALL) ? "all fields" + right.substring(1) : right).replace("'", ""));
  }

  /// The words in parentheses at the end.
  private static String unit(String text) {
    int open = text.lastIndexOf(" (");
    return open < 0 || !text.endsWith(")") ? "" : text.substring(open + 2, text.length() - 1);
  }

  boolean isCount() {
    return COUNTS.contains(column);
  }

  boolean isModel() {
    return column.equals("model");
  }

  /// Whether a record has, or may have, a count, a cost, a model or an id that only calls have.
  boolean tellsOf(Fields record) {
    boolean isNumber = isCount() || column.equals("cost_usd");
    return (isNumber && paths.isEmpty())
        || ((isNumber || isModel() || column.equals("request_id")) && isIn(record));
  }

  /// Whether a record has a field of this line.
  boolean isIn(Fields record) {
    return paths.stream().anyMatch(record::has);
  }

  /// Sets the column of a call.
  void read(Fields record, CallRow call) {
    if (paths.isEmpty()) {
      return;
    }
    boolean holds = condition.isEmpty() || condition.get().holds(record);
    if (isCount()) {
      if (holds || call.text(column).isEmpty()) {
        call.with(column, holds ? number(record) : 0);
      }
    } else if (holds) {
      readText(record, call);
    }
  }

  private void readText(Fields record, CallRow call) {
    if (paths.getFirst().equals(ALL)) {
      call.bucket(record.allText());
    } else if (column.equals("cost_usd")) {
      call.cost(text(record), unit.equals(IN_CENTS) ? 2 : 0);
    } else {
      call.with(column, column.equals("timestamp") ? instant(text(record)) : text(record));
    }
  }

  /// The count in a record.
  ///
  /// @throws NotACount if it is something else
  long number(Fields record) {
    return switch (operator) {
      case SUM -> numbers(record).sum();
      case LARGEST -> numbers(record).max().orElse(0);
      case FIRST, JOINED ->
          paths.stream()
              .filter(path -> isConstant(path) || record.has(path))
              .findFirst()
              .map(path -> isConstant(path) ? Long.parseLong(constant(path)) : count(record, path))
              .orElse(0L);
    };
  }

  private LongStream numbers(Fields record) {
    return paths.stream().mapToLong(path -> count(record, path));
  }

  private long count(Fields record, String path) {
    String text = unit.equals(NEGATIVE) ? record.text(path) : "";
    return text.startsWith("-")
        ? record.with(path, text.substring(1)).number(path)
        : record.number(path);
  }

  private String text(Fields record) {
    return operator == Operator.JOINED
        ? paths.stream().map(record::text).collect(Collectors.joining("/"))
        : paths.stream()
            .map(path -> isConstant(path) ? constant(path) : record.text(path))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
  }

  private static boolean isConstant(String path) {
    return path.startsWith("'");
  }

  private static String constant(String path) {
    return path.substring(1, path.length() - 1);
  }

  /// A time in a form that the reader of times knows: seconds with a fraction and nanoseconds are
  /// cut, BigQuery's ` UTC` is `Z`.
  static String instant(String text) {
    if (text.endsWith(" UTC")) {
      return text.replace(" UTC", "Z");
    }
    if (SECONDS.matcher(text).matches()) {
      return text.substring(0, text.indexOf('.'));
    }
    return NANOSECONDS.matcher(text).matches() ? text.substring(0, text.length() - 6) : text;
  }

  /// The line as people read it: `task <- metadata.task`.
  @Override
  public String toString() {
    return column + " <- " + shown;
  }

  /// The paths, without constants.
  Stream<String> fields() {
    return paths.stream().filter(path -> !isConstant(path) && !path.equals(ALL));
  }
}
