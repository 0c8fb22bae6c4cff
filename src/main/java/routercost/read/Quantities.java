package routercost.read;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import routercost.usage.Meter;
import routercost.usage.Tally;

/// What one row counts, on disjoint meters.
final class Quantities {
  private final long[] counts;
  private final boolean empty;

  private Quantities(long[] counts, boolean empty) {
    this.counts = counts;
    this.empty = empty;
  }

  /// Reads the counts of a row.
  static Quantities of(Cells cells) throws Unreadable {
    var known = new EnumMap<Column, Long>(Column.class);
    for (Column column : Column.NUMBERS) {
      OptionalLong count = isCount(column) ? cells.whole(column) : OptionalLong.empty();
      if (count.isPresent()) {
        known.put(column, count.getAsLong());
      }
    }
    boolean empty = Column.QUANTITIES.stream().noneMatch(known::containsKey);
    return new Quantities(counts(known, cells), empty);
  }

  /// One number per meter, at the meter's slot, for the tally that adds them.
  long[] counts() {
    return counts;
  }

  /// Whether the row holds no quantity at all, not even a zero.
  boolean isEmpty() {
    return empty;
  }

  /// The whole prompt, cached or not.
  long prompt() {
    long prompt = 0;
    for (var meter : Meter.values()) {
      prompt += meter.isPrompt() ? of(meter) : 0;
    }
    return prompt;
  }

  long of(Meter meter) {
    return counts[Tally.slot(meter)];
  }

  private static boolean isCount(Column column) {
    return column != Column.COST_USD && column != Column.TOTAL_TOKENS;
  }

  private static long[] counts(Map<Column, Long> known, Cells cells) throws Unreadable {
    var counts = new long[Meter.values().length];
    long read = known.getOrDefault(Column.CACHE_READ_TOKENS, 0L);
    long written5m = known.getOrDefault(Column.CACHE_WRITE_5M_TOKENS, 0L);
    long written1h = known.getOrDefault(Column.CACHE_WRITE_1H_TOKENS, 0L);
    long unknown = unknownWrites(known, written5m + written1h);
    long cached = read + written5m + written1h + unknown;
    counts[Tally.slot(Meter.CALLS)] = known.getOrDefault(Column.CALLS, 1L);
    counts[Tally.slot(Meter.INPUT)] = fresh(known, cached, cells.habits());
    counts[Tally.slot(Meter.OUTPUT)] = output(known, cells.columns());
    counts[Tally.slot(Meter.CACHE_READ)] = read;
    counts[Tally.slot(Meter.CACHE_WRITE_5M)] = written5m;
    counts[Tally.slot(Meter.CACHE_WRITE_1H)] = written1h;
    counts[Tally.slot(Meter.CACHE_WRITE_UNKNOWN)] = unknown;
    counts[Tally.slot(Meter.REASONING)] = known.getOrDefault(Column.REASONING_TOKENS, 0L);
    counts[Tally.slot(Meter.WEB_SEARCH)] = known.getOrDefault(Column.WEB_SEARCHES, 0L);
    counts[Tally.slot(Meter.UNITS)] = known.getOrDefault(Column.UNITS, 0L);
    return counts;
  }

  /// Writes of unknown lifetime: a total beside the split counts what the split leaves.
  private static long unknownWrites(Map<Column, Long> known, long split) throws Unreadable {
    Long total = known.get(Column.CACHE_WRITE_TOKENS);
    if (total == null) {
      return 0;
    }
    if (total < split) {
      throw new Unreadable(
          "cache_write_tokens is %d, less than its 5m and 1h parts together (%d)"
              .formatted(total, split));
    }
    return total - split;
  }

  private static long fresh(Map<Column, Long> known, long cached, Habits habits) throws Unreadable {
    Long input = known.get(Column.INPUT_TOKENS);
    if (input == null || !habits.cacheCounting().inclusive()) {
      return input == null ? 0 : input;
    }
    if (cached > input) {
      throw new Unreadable(
          ("cached tokens (%d) exceed input_tokens (%d), which include them;"
                  + " --cache-tokens exclusive if they do not")
              .formatted(cached, input));
    }
    return input - cached;
  }

  /// Output with all reasoning in it: one dialect counts reasoning beside the output.
  private static long output(Map<Column, Long> known, Columns columns) {
    long output = known.getOrDefault(Column.OUTPUT_TOKENS, 0L);
    boolean beside =
        isBesideOutput(columns, Column.OUTPUT_TOKENS)
            && isBesideOutput(columns, Column.REASONING_TOKENS);
    return beside ? output + known.getOrDefault(Column.REASONING_TOKENS, 0L) : output;
  }

  private static boolean isBesideOutput(Columns columns, Column column) {
    return columns.at(column).stream()
        .anyMatch(found -> found.notes().contains(Synonym.Note.BESIDE_OUTPUT));
  }
}
