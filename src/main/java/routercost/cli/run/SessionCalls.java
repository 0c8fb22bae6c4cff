package routercost.cli.run;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.read.builtin.Column;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.tally.LogTally;
import routercost.usage.Meter;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.SharedPrefixes;

/// The calls of logs by session: a second reading, which only moves of cached calls require.
///
/// @param periods whose days the bill does not keep apart
public record SessionCalls(SecondReading again, Optional<Supplier<PricePeriods>> periods) {
  private static final String SESSION = Column.SESSION.id();
  private static final String NO_SESSIONS =
      "the log names no sessions: if calls of different tasks share cached prefixes, moves save less"
          + " than shown; in logs of over 100,000 rows that is not looked at";
  private static final String ONE_READING =
      "a move may part calls that share a cached prefix, which costs more than shown; only a log"
          + " file, read a second time, tells how much";

  /// `bill` with the prefixes that its calls share, if moves could part them.
  ///
  /// @param merged the key of a line for that of a call
  public Comparison of(
      Comparison bill, LogTally tally, PriceBook book, UnaryOperator<UsageKey> merged) {
    boolean named = SecondReading.has(tally, Column.SESSION);
    if (!isShared(bill, book, named)) {
      return bill;
    }
    if (!named && !again.isShort(tally)) {
      again.run().console().warnOnce(NO_SESSIONS);
      return bill;
    }
    if (!again.isPossible(tally)) {
      again.run().console().warnOnce(ONE_READING);
      return bill;
    }
    var observed = observed(new SharedPrefixes.Observed(true), book, merged);
    if (observed.isDisordered()) {
      observed = observed(new SharedPrefixes.Observed(), book, merged);
    }
    return bill.with(observed.prefixes());
  }

  private SharedPrefixes.Observed observed(
      SharedPrefixes.Observed calls, PriceBook book, UnaryOperator<UsageKey> merged) {
    boolean isKept = again.labels().contains(SESSION);
    again.read(new Observer(book, merged, isKept, calls), Set.of(SESSION), periods);
    return calls;
  }

  /// Observes calls while they are read.
  ///
  /// @param isKept whether the session is also a label of the bill
  private record Observer(
      PriceBook book,
      UnaryOperator<UsageKey> merged,
      boolean isKept,
      SharedPrefixes.Observed observed)
      implements CallListener, CallListener.Sessions {
    @Override
    public Optional<Sessions> sessions() {
      return isKept ? Optional.empty() : Optional.of(this);
    }

    @Override
    public UsageKey key(UsageKey logged) {
      return book.served(merged.apply(logged));
    }

    @Override
    public void add(
        String session,
        UsageKey key,
        long read,
        long written,
        long hourly,
        long prompt,
        long second) {
      observed.add(session, key, read, written, hourly, prompt, second);
    }

    @Override
    public void used(Call call) {
      var key = call.slice().key();
      var usage = call.slice().usage();
      if (usage.of(Meter.CALLS).longValue() == 1) {
        var billed = key(isKept ? key : key.without(Set.of(SESSION)));
        var session = key.labels().getOrDefault(SESSION, "");
        observed.add(session, billed, usage, call.timing().at());
      }
    }
  }

  /// Whether calls of different tasks or labels cache on one model and some read its cache; in a
  /// log that names no sessions only those whose prefixes grow.
  private static boolean isShared(Comparison bill, PriceBook book, boolean named) {
    var caching = new TreeMap<String, Set<Map.Entry<String, Map<String, String>>>>();
    var read = new TreeSet<String>();
    for (Repriced line : bill.lines()) {
      var key = line.original().key();
      var usage = line.original().usage();
      boolean reads = usage.of(Meter.CACHE_READ).signum() > 0;
      boolean caches = reads || usage.prompt().compareTo(usage.of(Meter.INPUT)) > 0;
      if (caches && (named || !hasOnePrefix(usage))) {
        var model = book.resolve(key.model(), key.day()).map(found -> found.id()).orElse("");
        var keys = caching.computeIfAbsent(model, _ -> new HashSet<>());
        keys.add(Map.entry(key.task(), Map.copyOf(key.labels())));
        if (reads) {
          read.add(model);
        }
        if (keys.size() > 1 && read.contains(model)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether all calls that cache anything cache prefixes of one length: then the mean of the
  /// lengths by token, and the number of such calls, are whole.
  private static boolean hasOnePrefix(Usage usage) {
    var cached = usage.prompt().subtract(usage.of(Meter.INPUT));
    var squares = usage.of(Meter.CACHED_SQUARED);
    return squares.signum() > 0
        && squares.remainder(cached).signum() == 0
        && cached.multiply(cached).remainder(squares).signum() == 0;
  }
}
