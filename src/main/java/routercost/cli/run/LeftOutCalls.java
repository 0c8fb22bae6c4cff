package routercost.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import routercost.audit.NotCounted;
import routercost.audit.NotCounted.Bounded;
import routercost.audit.NotCounted.Entry;
import routercost.audit.NotCounted.Kind;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.Quote;
import routercost.read.schema.ParsedRow.Skipped;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LogTally;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// What reading left out, with prices.
record LeftOutCalls(LogTally tally, Function<UsageKey, Quote> quotes) {
  /// Whether everything was counted.
  static boolean areNone(LogTally tally) {
    for (var input : tally.inputs()) {
      if (input.rejected() + input.duplicates() + noUsage(input) + noTime(input) + input.halves()
          > 0) {
        return false;
      }
    }
    return tally.leftOut().files().isEmpty();
  }

  NotCounted ledger() {
    if (areNone(tally)) {
      return NotCounted.NOTHING;
    }
    var entries = new ArrayList<Entry>();
    var files = tally.leftOut().files();
    if (!files.isEmpty()) {
      entries.add(new Entry(Kind.FILE, files.size(), 0, List.of(), List.of(), files.size(), files));
    }
    add(entries, Kind.REJECTED, this::rejected);
    add(entries, Kind.NO_USAGE, LeftOutCalls::noUsage);
    add(entries, Kind.NO_TIME, LeftOutCalls::noTime);
    add(entries, Kind.NO_INPUT, RowCounts::halves);
    add(entries, Kind.DUPLICATE, RowCounts::duplicates);
    return new NotCounted(entries);
  }

  private long rejected(RowCounts input) {
    return Math.max(0, input.rejected() - tally.leftOut().unasked().getOrDefault(input.path(), 0L));
  }

  static long noUsage(RowCounts input) {
    return input.skipped().getOrDefault(Skipped.NO_TOKENS.reason(), 0L);
  }

  private static long noTime(RowCounts input) {
    return input.skipped().getOrDefault(Skipped.NO_DATE.reason(), 0L);
  }

  private void add(List<Entry> entries, Kind kind, ToLongFunction<RowCounts> count) {
    var details = new ArrayList<String>();
    long rows = 0;
    for (var input : tally.inputs()) {
      long leftOut = count.applyAsLong(input);
      if (leftOut > 0) {
        rows += leftOut;
        details.add("%s: %d of %d rows".formatted(input.path(), leftOut, input.rows()));
      }
    }
    if (rows > 0) {
      entries.add(entry(kind, rows, details));
    }
  }

  private Entry entry(Kind kind, long rows, List<String> details) {
    boolean duplicates = kind == Kind.DUPLICATE;
    var cube =
        duplicates
            ? tally.duplicates()
            : tally.leftOut().readable().getOrDefault(kind, UsageCube.EMPTY);
    long unbounded =
        duplicates ? 0 : Math.max(0, rows - tally.leftOut().records().getOrDefault(kind, 0L));
    var open = new ArrayList<Slice>();
    tally.leftOut().open().getOrDefault(kind, UsageCube.EMPTY).slices().forEach(open::add);
    var bounded = new ArrayList<Bounded>();
    for (var slice : cube.slices().toList()) {
      var priced = Ledger.of(List.of(slice), quotes);
      if (priced.isComplete()) {
        bounded.add(new Bounded(slice, most(kind, slice, priced.total())));
      } else {
        open.add(slice);
        unbounded += Math.max(1, slice.usage().of(Meter.CALLS).longValue());
      }
    }
    return new Entry(kind, details.size(), rows, bounded, open, unbounded, details);
  }

  /// Rows of which only the logged cost can be read have no counts, and the others no logged cost.
  private static Money most(Kind kind, Slice slice, Money priced) {
    boolean isLogged = kind == Kind.REJECTED || kind == Kind.NO_USAGE;
    return isLogged ? priced.plus(new Money(slice.usage().of(Meter.LOGGED_USD))) : priced;
  }
}
