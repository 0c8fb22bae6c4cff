package routercost.read.tally;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.audit.NotCounted.Kind;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RowCounts;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Tally;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The calls of inputs without any time, which count on the day of the run. They may be of any day
/// as soon as another input has times, as a call may be whose time is blank.
public final class UndatedCalls {
  private final LeftOutTally calls = new LeftOutTally();
  private final List<Slice> saved = new ArrayList<>();
  private final SortedMap<String, Long> rows = new TreeMap<>();
  private long savedRecords;
  private boolean others;
  private boolean active;
  private String input = "";

  UndatedCalls() {}

  /// Begins an input.
  ///
  /// @param dated whether it has times
  public void begin(String name, boolean dated) {
    others |= dated;
    active = !dated;
    input = name;
  }

  void add(ParsedRow row) {
    if (active) {
      boolean isOpen = row.doubt().isPresent(); // several doubts have no bound together
      calls.add(Kind.UNKNOWN_DAY, isOpen, row.key(), row.quantities().counts(), BigDecimal.ZERO, 1);
      rows.merge(input, 1L, Long::sum);
    }
  }

  /// Adds the calls that a worker counted.
  void addAll(Tally used) {
    if (active) {
      calls.addAll(Kind.UNKNOWN_DAY, false, used);
      rows.merge(input, used.records(), Long::sum);
    }
  }

  /// Adds those of the same calls whose price is not certain for another reason as well.
  void addAll(LeftOutTally doubts) {
    if (active) {
      doubts.forEach(
          (kind, _, tally) -> {
            if (kind.isCounted()) {
              calls.addAll(Kind.UNKNOWN_DAY, true, tally);
            }
          });
    }
  }

  /// Adds calls of a saved cube.
  ///
  /// @param records of logs that they are made of
  public void add(UsageKey key, Usage usage, long records) {
    if (usage.of(Meter.CALLS).signum() > 0) {
      saved.add(new Slice(key, usage));
      savedRecords += records;
      rows.merge(input, records, Long::sum);
    }
  }

  /// Adds them to what is in doubt if some other input has times, at the end of all inputs.
  List<RowCounts> into(LeftOutTally doubts, List<RowCounts> inputs) {
    active = false;
    if (!others || rows.isEmpty()) {
      saved.clear();
      return inputs;
    }
    doubts.addAll(calls);
    return inputs.stream()
        .map(counts -> counts.doubting(Kind.UNKNOWN_DAY, rows.getOrDefault(counts.path(), 0L)))
        .toList();
  }

  /// Those of saved cubes that are in doubt.
  UsageCube ofCubes() {
    return UsageCube.of(saved.stream());
  }

  long recordsOfCubes() {
    return savedRecords;
  }
}
