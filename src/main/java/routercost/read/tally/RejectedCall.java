package routercost.read.tally;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.read.builtin.Column;
import routercost.read.schema.Filter;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.TokenCounts;
import routercost.usage.Meter;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// A rejected row as far as it can be read: enough to bound what it can cost.
///
/// @param fields the texts of its columns by canonical name, and of the labels that were asked for
record RejectedCall(Map<String, String> fields) {
  private static final BigDecimal MOST = BigDecimal.TEN.pow(18);
  private static final Set<Column> REQUIRED = EnumSet.of(Column.INPUT_TOKENS, Column.OUTPUT_TOKENS);
  private static final Set<Column> FEES = EnumSet.range(Column.WEB_SEARCHES, Column.SEARCH_UNITS);
  private static final List<Column> COUNTED =
      Stream.of(REQUIRED, Column.CACHE, FEES).flatMap(Set::stream).toList();

  private String text(String column) {
    return fields.getOrDefault(column, "").strip();
  }

  private String text(Column column) {
    return text(column.id());
  }

  /// Its key, on the day that it names, else on that of rows without a time.
  UsageKey key(RecordFilter filter) {
    String time = text(Column.TIMESTAMP);
    var day = time.length() < 10 ? Optional.<LocalDate>empty() : Filter.day(time.substring(0, 10));
    var labels = new TreeMap<String, String>();
    filter.labels().forEach(label -> labels.put(label, text(label)));
    return UsageKey.of(day.orElse(filter.undated()), text(Column.TASK), text(Column.MODEL))
        .withLabels(labels);
  }

  /// Whether a filter certainly leaves it out.
  boolean isFilteredOut(RecordFilter filter) {
    boolean isKnown =
        !text(Column.TASK).isEmpty()
            && !text(Column.MODEL).isEmpty()
            && filter.filter().labels().stream().noneMatch(label -> text(label).isEmpty());
    return isKnown && !filter.filter().accepts(key(filter), this::text);
  }

  /// Its counts, one for each meter, none of them too small; empty if a count cannot be read.
  Optional<long[]> counts() {
    var counts = new long[Meter.values().length];
    boolean counted = false;
    for (var column : COUNTED) {
      String text = text(column);
      if (text.isEmpty()) {
        if (fields.containsKey(column.id()) && REQUIRED.contains(column)) {
          return Optional.empty();
        }
        continue;
      }
      var number = number(text);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      counts[TokenCounts.slot(column)] = number.get();
      counted = true;
    }
    String stated = text(Column.CALLS);
    var calls = stated.isEmpty() ? Optional.of(1L) : number(stated);
    counts[Tally.slot(Meter.CALLS)] = calls.orElse(1L);
    return counted && calls.isPresent() ? Optional.of(counts) : Optional.empty();
  }

  /// The tokens that can be read.
  long tokens() {
    var total = BigDecimal.ZERO;
    for (var column : COUNTED) {
      if (!FEES.contains(column)) {
        total = total.add(BigDecimal.valueOf(number(text(column)).orElse(0L)));
      }
    }
    return total.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  /// The cost that it logs.
  Optional<BigDecimal> loggedUsd() {
    return decimal(text(Column.COST_USD));
  }

  private static Optional<Long> number(String text) {
    return decimal(text).map(number -> number.setScale(0, RoundingMode.CEILING).longValue());
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      var number = new BigDecimal(text.replace(",", "").replace("$", ""));
      boolean fits =
          number.signum() >= 0
              && number.scale() > -19
              && number.scale() < 40
              && number.compareTo(MOST) <= 0;
      return fits ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
