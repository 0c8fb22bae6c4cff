package routercost.read.tally;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import routercost.read.schema.Filter;
import routercost.read.schema.RecordFilter;
import routercost.usage.Meter;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// A rejected row as far as it can be read: enough to bound what it can cost.
///
/// @param fields the texts of its columns by canonical name, and of the labels that were asked for
record RejectedCall(Map<String, String> fields) {
  private static final BigDecimal MOST = BigDecimal.TEN.pow(18);
  private static final Map<String, Meter> METERS =
      Map.of(
          "input_tokens", Meter.INPUT,
          "output_tokens", Meter.OUTPUT,
          "cache_read_tokens", Meter.CACHE_READ,
          "cache_write_5m_tokens", Meter.CACHE_WRITE_5M,
          "cache_write_1h_tokens", Meter.CACHE_WRITE_1H,
          "cache_write_tokens", Meter.CACHE_WRITE_UNKNOWN,
          "web_searches", Meter.WEB_SEARCH,
          "units", Meter.UNITS);

  private String text(String column) {
    return fields.getOrDefault(column, "").strip();
  }

  /// Its key, on the day that it names, else on that of rows without a time.
  UsageKey key(RecordFilter filter) {
    String time = text("timestamp");
    var day = time.length() < 10 ? Optional.<LocalDate>empty() : Filter.day(time.substring(0, 10));
    var labels = new TreeMap<String, String>();
    filter.labels().forEach(label -> labels.put(label, text(label)));
    return UsageKey.of(day.orElse(filter.undated()), text("task"), text("model"))
        .withLabels(labels);
  }

  /// Whether a filter certainly leaves it out.
  boolean isFilteredOut(RecordFilter filter) {
    boolean isKnown =
        !text("task").isEmpty()
            && !text("model").isEmpty()
            && filter.filter().labels().stream().noneMatch(label -> text(label).isEmpty());
    return isKnown && !filter.filter().accepts(key(filter), this::text);
  }

  /// Its counts, one for each meter, none of them too small; empty if a count cannot be read.
  Optional<long[]> counts() {
    var counts = new long[Meter.values().length];
    boolean counted = false;
    for (var column : METERS.entrySet()) {
      String text = text(column.getKey());
      if (text.isEmpty()) {
        if (fields.containsKey(column.getKey()) && isRequired(column.getKey())) {
          return Optional.empty();
        }
        continue;
      }
      var number = number(text);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      counts[Tally.slot(column.getValue())] = number.get();
      counted = true;
    }
    var calls = text("calls").isEmpty() ? Optional.of(1L) : number(text("calls"));
    counts[Tally.slot(Meter.CALLS)] = calls.orElse(1L);
    return counted && calls.isPresent() ? Optional.of(counts) : Optional.empty();
  }

  private static boolean isRequired(String column) {
    return List.of("input_tokens", "output_tokens").contains(column);
  }

  /// The tokens that can be read.
  long tokens() {
    var total = BigDecimal.ZERO;
    for (var column : METERS.entrySet()) {
      if (column.getValue() != Meter.WEB_SEARCH && column.getValue() != Meter.UNITS) {
        total = total.add(BigDecimal.valueOf(number(text(column.getKey())).orElse(0L)));
      }
    }
    return total.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  /// The cost that it logs.
  Optional<BigDecimal> loggedUsd() {
    return decimal(text("cost_usd"));
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
