package routercost.read.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.audit.NotCounted;
import routercost.read.builtin.Column;
import routercost.usage.SafeText;

/// The cells of one input that were not understood, although their rows count: how often each text
/// stands in each column.
public final class OddCells {
  private static final int MOST_WORDS = 1_000;
  private static final int SHOWN = 5;
  private static final int LONGEST = 24;
  private static final String OTHERS = "…";

  /// Columns on which the money does not depend.
  private static final Set<Column> EVIDENCE =
      EnumSet.of(
          Column.STATUS,
          Column.COST_USD,
          Column.CURRENCY,
          Column.REASONING_TOKENS,
          Column.WEB_SEARCHES,
          Column.RETRIES);

  /// A cell that was not understood.
  public record Cell(Column column, String text) {
    /// Whether it says what a call cost.
    public boolean isCost() {
      return column == Column.COST_USD || column == Column.CURRENCY;
    }

    /// What its row is not certain about; empty if the money does not depend on it.
    Optional<NotCounted.Kind> doubt() {
      return switch (column) {
        case SERVICE_TIER, SPEED -> Optional.of(NotCounted.Kind.UNKNOWN_TIER);
        case INFERENCE_GEO -> Optional.of(NotCounted.Kind.UNKNOWN_PLACE);
        case TIMESTAMP -> Optional.of(NotCounted.Kind.UNKNOWN_DAY);
        default ->
            EVIDENCE.contains(column)
                ? Optional.empty()
                : Optional.of(NotCounted.Kind.UNKNOWN_COUNT);
      };
    }

    /// The reason to reject its row, where the row is worth nothing without it.
    public String reason() {
      return "%s is '%s'; expected an amount such as 0.0042"
          .formatted(column.id(), SafeText.quoted(text));
    }
  }

  private final Map<Column, SortedMap<String, Long>> counts = new EnumMap<>(Column.class);

  /// Adds a cell.
  ///
  /// @param sign 1, or −1 to take it out again
  public void add(Cell cell, long sign) {
    add(cell.column(), cell.text(), sign);
  }

  /// Adds the cells of another worker.
  public void addAll(OddCells more) {
    more.counts.forEach((column, words) -> words.forEach((text, n) -> add(column, text, n)));
  }

  private void add(Column column, String text, long cells) {
    var words = counts.computeIfAbsent(column, _ -> new TreeMap<>());
    words.merge(
        words.size() < MOST_WORDS || words.containsKey(text) ? text : OTHERS, cells, Long::sum);
  }

  /// What was left out of evidence, a sentence for each column.
  List<String> notes(Columns columns) {
    return sentences(columns, EVIDENCE);
  }

  /// What was left out on which the money depends, a sentence for each column.
  public List<String> doubts(Columns columns) {
    return sentences(columns, EnumSet.complementOf(EnumSet.copyOf(EVIDENCE)));
  }

  private List<String> sentences(Columns columns, Set<Column> wanted) {
    var sentences = new ArrayList<String>();
    counts.forEach(
        (column, words) -> {
          long cells = words.values().stream().mapToLong(Long::longValue).sum();
          if (wanted.contains(column) && cells > 0) {
            var name = columns.at(column).map(Columns.Found::name).orElse(column.id());
            sentences.add(
                "%,d %s of %s %s not understood (%s); %s"
                    .formatted(
                        cells,
                        cells == 1 ? "cell" : "cells",
                        SafeText.cut(name),
                        cells == 1 ? "was" : "were",
                        listed(words),
                        consequence(column, cells)));
          }
        });
    return sentences;
  }

  private static String listed(SortedMap<String, Long> words) {
    var counted = words.entrySet().stream().filter(word -> word.getValue() > 0).toList();
    var most =
        counted.stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(SHOWN)
            .map(
                word ->
                    "%s %,d"
                        .formatted(
                            SafeText.cut(SafeText.masked(word.getKey()), LONGEST), word.getValue()))
            .toList();
    int more = counted.size() - SHOWN;
    String rest = more > 0 ? ", and %,d more word%s".formatted(more, more == 1 ? "" : "s") : "";
    return String.join(", ", most) + rest;
  }

  private static String consequence(Column column, long cells) {
    boolean one = cells == 1;
    String calls = one ? "the call " : "the calls ";
    return switch (column) {
      case STATUS -> calls + (one ? "counts" : "count") + " as billed";
      case COST_USD, CURRENCY -> calls + (one ? "is" : "are") + " compared with no logged cost";
      case SERVICE_TIER, SPEED -> calls + (one ? "is" : "are") + " priced at the standard tier";
      case INFERENCE_GEO -> calls + (one ? "is" : "are") + " priced at the global price";
      case TIMESTAMP -> calls + (one ? "counts" : "count") + " as without a time";
      case CALLS -> (one ? "the row counts" : "the rows count") + " as one call";
      default -> "the count is treated as unknown";
    };
  }
}
