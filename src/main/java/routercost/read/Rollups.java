package routercost.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import routercost.read.builtin.Column;
import routercost.read.record.LogRecord;
import routercost.read.record.Row;
import routercost.read.record.SkippedRecord;
import routercost.read.schema.Sample;
import routercost.read.schema.Schema;
import routercost.usage.SafeText;

/// Rows of a table of traces that repeat the sum of the calls below them, such as those of agents.
/// Which rows are below others is known by the ids of parents, or by the kinds of rows in a trace.
final class Rollups {
  /// So many rows wait for those above or below them.
  private static final int MOST = 200_000;

  private static final Set<String> KINDS =
      Set.of("kind", "type", "spankind", "runtype", "observationtype", "spantype", "eventtype");
  private static final Set<String> TRACES = Set.of("traceid", "rootspanid", "rootid", "runid");
  private static final Set<String> CALLS =
      Set.of("llm", "llmcall", "generation", "chat", "completion", "chatcompletion", "embedding");

  private final Schema schema;

  /// The columns of the parent's id or the kind, and of the id or the trace.
  private final String above;

  private final String own;
  private final boolean byKind;
  private final List<LogRecord> held = new ArrayList<>();
  private long left;

  private Rollups(Schema schema, String above, String own, boolean byKind) {
    this.schema = schema;
    this.above = above;
    this.own = own;
    this.byKind = byKind;
  }

  /// Whether names are those of traces, which few tables have.
  static boolean mayBeIn(List<String> names) {
    for (String name : names) {
      String plain = plain(name);
      if (plain.contains("parent") || KINDS.contains(plain)) {
        return true;
      }
    }
    return false;
  }

  /// The rollups of a log, if its first rows have one.
  static Optional<Rollups> in(Sample sample, Schema schema) {
    for (String above : sample.names()) {
      String plain = plain(above);
      boolean byKind = KINDS.contains(plain);
      if (byKind || (plain.contains("parent") && plain.matches(".*(id|parents?)"))) {
        for (String own : sample.names()) {
          String id = plain(own);
          boolean isId = byKind ? TRACES.contains(id) : id.endsWith("id") && !id.contains("parent");
          var rollups = new Rollups(schema, above, own, byKind);
          if (isId && rollups.mayFit(sample.rows())) {
            return Optional.of(rollups);
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Whether a row with counts is above others, though all rows below it may be yet to come.
  private boolean mayFit(List<Row> rows) {
    if (byKind) {
      return !marked(rows).isEmpty();
    }
    var parents = new HashSet<String>();
    rows.forEach(row -> parents.add(text(row, above)));
    parents.remove("");
    return rows.stream()
        .anyMatch(row -> parents.contains(text(row, own)) && counts(row)[0] + counts(row)[1] > 0);
  }

  private static String plain(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.toLowerCase(Locale.ROOT).replace("_", "").replace(" ", "").replace("-", "");
  }

  private static String text(Row row, String name) {
    int place = row.names().indexOf(name);
    return place < 0 ? "" : row.cells().get(place).strip();
  }

  /// The input and output that a row states.
  private long[] counts(Row row) {
    var columns = schema.columns(row.names());
    return new long[] {
      count(columns.text(row, Column.INPUT_TOKENS)), count(columns.text(row, Column.OUTPUT_TOKENS))
    };
  }

  private static long count(String text) {
    String digits = text.replace(",", "");
    return digits.matches("\\d{1,15}(\\.0+)?") ? Long.parseLong(digits.split("\\.", 2)[0]) : 0;
  }

  /// Holds an entry until what is above and below it is known.
  void take(LogRecord entry, Consumer<LogRecord> next) {
    held.add(entry);
    if (held.size() == MOST) {
      release(next);
    }
  }

  /// Passes on what is held, rollups as skipped.
  void release(Consumer<LogRecord> next) {
    var rows = held.stream().filter(Row.class::isInstance).map(Row.class::cast).toList();
    var marked = marked(rows);
    int place = 0;
    for (LogRecord entry : held) {
      if (entry instanceof Row row && marked.get(place++)) {
        left++;
        next.accept(new SkippedRecord(row.line(), "parent_rollup", Optional.of(row)));
      } else {
        next.accept(entry);
      }
    }
    held.clear();
  }

  private BitSet marked(List<Row> rows) {
    return byKind ? markedByKind(rows) : markedByParent(rows);
  }

  private BitSet markedByKind(List<Row> rows) {
    Map<String, long[]> calls = new HashMap<>();
    for (Row row : rows) {
      if (CALLS.contains(plain(text(row, above)))) {
        add(counts(row), calls.computeIfAbsent(text(row, own), _ -> new long[2]));
      }
    }
    calls.remove("");
    var marked = new BitSet();
    for (int i = 0; i < rows.size(); i++) {
      boolean isCall = CALLS.contains(plain(text(rows.get(i), above)));
      long[] sum = calls.get(text(rows.get(i), own));
      marked.set(i, !isCall && isSum(counts(rows.get(i)), sum));
    }
    return marked;
  }

  private static void add(long[] counts, long[] sums) {
    sums[0] += counts[0];
    sums[1] += counts[1];
  }

  private static boolean isSum(long[] counts, long @Nullable [] sum) {
    return sum != null && counts[0] + counts[1] > 0 && Arrays.equals(counts, sum);
  }

  /// Goes up from the deepest rows. Below a row count the nearest that have counts of their own.
  private BitSet markedByParent(List<Row> rows) {
    Map<String, Integer> byId = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      byId.putIfAbsent(text(rows.get(i), own), i);
    }
    byId.remove("");
    int[] parents =
        rows.stream().mapToInt(row -> byId.getOrDefault(text(row, above), -1)).toArray();
    var below = new HashMap<Integer, long[]>();
    var marked = new BitSet();
    IntStream.range(0, parents.length)
        .boxed()
        .sorted(Comparator.comparingInt(i -> -depth(i, parents)))
        .forEach(
            i -> {
              long[] counts = counts(rows.get(i));
              long[] sum = below.get(i);
              marked.set(i, isSum(counts, sum));
              if (parents[i] >= 0 && parents[i] != i) {
                long[] upwards = below.computeIfAbsent(parents[i], _ -> new long[2]);
                add(counts, upwards);
                if (sum != null && !marked.get(i)) {
                  add(sum, upwards); // calls besides its own
                }
              }
            });
    return marked;
  }

  private static int depth(int row, int[] parents) {
    int depth = 0;
    for (int next = parents[row]; next >= 0 && depth < 100; next = parents[next]) {
      depth++;
    }
    return depth;
  }

  /// A sentence on what was left out; empty if nothing was.
  Optional<String> sentence() {
    return left == 0
        ? Optional.empty()
        : Optional.of(
            "%d %s of the calls below, by %s: left out as parent_rollup"
                .formatted(
                    left,
                    left == 1 ? "row repeats the sum" : "rows repeat the sums",
                    SafeText.cut(above)));
  }
}
