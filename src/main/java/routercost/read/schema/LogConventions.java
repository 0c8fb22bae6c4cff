package routercost.read.schema;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import routercost.read.builtin.Column;
import routercost.read.record.Row;
import routercost.read.value.DateOrder;
import routercost.read.value.NumberFormat;

/// How one log writes things throughout, decided from its first rows.
///
/// @param numerals how numbers are written, by column name
/// @param elsewhere how they are written in a column that the sample did not have
/// @param ids whether the request id tells calls apart
/// @param present the columns that some record has
public record LogConventions(
    Map<String, NumberFormat> numerals,
    NumberFormat elsewhere,
    DateOrder dateOrder,
    CacheCounting cacheCounting,
    RequestIds ids,
    Set<Column> present) {
  /// A number that is no whole one unless its point stands between thousands, as counts are.
  private static final Pattern GROUPED = Pattern.compile("[1-9]\\d{0,2}\\.(?!000)\\d{3}");

  /// A number of tokens whose point stands between thousands, where commas are for decimals.
  private static final Pattern THOUSANDS = Pattern.compile("[1-9]\\d{0,2}\\.\\d{3}");

  /// What a call without it leaves in doubt, where other calls of the log have it.
  private static final List<Column> CALL =
      List.of(Column.TIMESTAMP, Column.INPUT_TOKENS, Column.OUTPUT_TOKENS);

  /// The conventions that the first rows of a log show.
  ///
  /// @param latest the last day that a call can have been made on
  public static LogConventions of(
      Sample sample, Schema schema, ReadOptions options, LocalDate latest) {
    var evidence = evidence(sample, schema);
    NumberFormat usual = usual(evidence, sample.delimiter());
    var numerals = new HashMap<String, NumberFormat>();
    evidence.forEach((name, shown) -> numerals.put(name, decided(shown, usual)));
    var written =
        new LogConventions(
            numerals,
            usual,
            DateOrder.UNDECIDED,
            CacheCounting.EXCLUSIVE,
            RequestIds.UNIQUE,
            Set.of());
    return new LogConventions(
        numerals,
        usual,
        options.dateOrder() == DateOrder.UNDECIDED
            ? DateOrder.shownBy(texts(sample, schema, Column.TIMESTAMP), latest)
            : options.dateOrder(),
        CacheCounting.of(sample, schema, written, options.cacheTokens()),
        RequestIds.of(sample, schema),
        present(sample, schema));
  }

  private static Set<Column> present(Sample sample, Schema schema) {
    var present = EnumSet.noneOf(Column.class);
    for (var rows : sample.byShape()) {
      var columns = schema.columns(rows.getFirst().names());
      CALL.stream().filter(columns::has).forEach(present::add);
    }
    return present;
  }

  /// The habits of an export, whose counts and ids are known.
  public LogConventions ofExport() {
    return new LogConventions(
        numerals,
        NumberFormat.POINT,
        dateOrder,
        CacheCounting.BY_FORMAT,
        RequestIds.UNIQUE,
        present);
  }

  /// Whether the format of an export says how its numbers count.
  boolean isOfExport() {
    return cacheCounting.isByFormat();
  }

  /// How numbers are written in the column of this name.
  public NumberFormat numerals(String name) {
    return numerals.getOrDefault(name, elsewhere);
  }

  private static Map<String, Set<NumberFormat>> evidence(Sample sample, Schema schema) {
    var evidence = new HashMap<String, Set<NumberFormat>>();
    for (var rows : sample.byShape()) {
      var columns = schema.columns(rows.getFirst().names());
      boolean grouped = sample.delimiter() == ';';
      int cost = columns.at(Column.COST_USD).map(Columns.Found::place).orElse(-1);
      int calls = columns.at(Column.CALLS).map(Columns.Found::place).orElse(-1);
      for (var found : columns.numbers()) {
        boolean isCount = found.place() != cost;
        var shown = evidence.computeIfAbsent(found.name(), _ -> EnumSet.noneOf(NumberFormat.class));
        for (Row row : rows) {
          String text = row.cells().get(found.place());
          if (NumberFormat.isPlain(text)) {
            continue; // most are, and show nothing
          }
          var only = NumberFormat.shownBy(text.strip());
          if (only.isPresent()) {
            shown.add(only.get());
          } else if (grouped
              && isCount
              && (found.place() == calls ? GROUPED : THOUSANDS).matcher(text.strip()).matches()) {
            shown.add(NumberFormat.COMMA);
          }
        }
      }
    }
    return evidence;
  }

  /// What an ambiguous number such as `4.236` is taken for: thousands only if the log shows decimal
  /// commas.
  private static NumberFormat usual(Map<String, Set<NumberFormat>> evidence, char delimiter) {
    boolean commas =
        evidence.values().stream().anyMatch(shown -> shown.contains(NumberFormat.COMMA));
    boolean points =
        evidence.values().stream().anyMatch(shown -> shown.contains(NumberFormat.POINT));
    return commas && (delimiter == ';' || !points) ? NumberFormat.COMMA : NumberFormat.POINT;
  }

  private static NumberFormat decided(Set<NumberFormat> shown, NumberFormat usual) {
    return switch (shown.size()) {
      case 0 -> usual;
      case 1 -> shown.iterator().next();
      default -> NumberFormat.POINT;
    };
  }

  private static List<String> texts(Sample sample, Schema schema, Column column) {
    var texts = new ArrayList<String>();
    for (Row row : sample.rows()) {
      texts.add(schema.columns(row.names()).text(row, column));
    }
    return texts;
  }
}
