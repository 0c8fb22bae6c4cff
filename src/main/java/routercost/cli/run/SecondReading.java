package routercost.cli.run;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import routercost.price.PricePeriods;
import routercost.read.LogReader;
import routercost.read.builtin.Column;
import routercost.read.tally.CallListener;
import routercost.read.tally.LogTally;
import routercost.read.text.Sources;
import routercost.read.value.Period;

/// A second reading of logs, call by call, for what the sums of the first do not contain.
///
/// @param labels of the first reading
public record SecondReading(LogRun run, List<String> paths, Set<String> labels, Period period) {
  public SecondReading(LogRun run, List<String> paths, Set<String> labels) {
    this(run, paths, labels, run.logs().period());
  }

  /// So many rows are read call by call unasked; more would take too long.
  private static final long MOST = 100_000;

  /// Whether a log is short enough to be read call by call although nobody asked for that.
  boolean isShort(LogTally tally) {
    long rows = 0;
    for (var input : tally.inputs()) {
      rows += input.rows();
    }
    return rows <= MOST;
  }

  /// Whether calls can be read again: saved cubes have none, and a stream is gone.
  public boolean isPossible(LogTally tally) {
    return Sources.areRereadable(paths) && !tally.hasCubes();
  }

  /// Whether some log has this column.
  static boolean has(LogTally tally, Column column) {
    return tally.inputs().stream().anyMatch(input -> input.reads(column));
  }

  /// Passes every call to a listener, if that is possible.
  public void readIfPossible(LogTally tally, CallListener listener) {
    if (isPossible(tally) && isShort(tally)) {
      read(listener, Set.of());
    } else if (isPossible(tally)) {
      run.console().warnOnce("single calls are not looked at in logs of over 100,000 rows");
    }
  }

  /// Passes every call to a listener.
  ///
  /// @param more labels to read
  public void read(CallListener listener, Set<String> more) {
    read(listener, more, Optional.empty());
  }

  /// As above.
  ///
  /// @param periods whose days the listener does not keep apart
  void read(CallListener listener, Set<String> more, Optional<Supplier<PricePeriods>> periods) {
    var all = new HashSet<>(labels);
    all.addAll(more);
    LogReader reader = run.reader(paths, all, period);
    run.tallyUnfiltered(reader.withoutRejectFile().mergeDays(periods).callByCall(listener));
  }
}
