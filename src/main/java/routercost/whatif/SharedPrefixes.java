package routercost.whatif;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.Caches.LostPrefixes;
import routercost.whatif.Comparison.Repriced;

/// The cached prefixes that calls of one session share. A move that parts such calls parts their
/// cache too: no model reads what another wrote, so each writes its own copy of the prefix (article
/// 003, pitfall 6).
///
/// @param sessions with calls of more than one key, each as runs of calls of one key
/// @param known whether the log names its sessions; else all calls are taken as one, in the order
///     of their times
public record SharedPrefixes(List<List<Run>> sessions, boolean known) {
  public static final SharedPrefixes NONE = new SharedPrefixes(List.of(), true);

  /// So long an unread prefix lives, in seconds.
  private static final long MINUTES = 5 * 60;

  private static final long HOUR = 60 * 60;

  public SharedPrefixes {
    sessions = List.copyOf(sessions);
  }

  /// Calls of one key that follow one another in a session.
  ///
  /// @param read tokens that the first of them read from the cache
  /// @param prefix tokens that are cached after the last
  /// @param from when the first began, in seconds from 1970; 0 if not known
  /// @param until when the last began
  /// @param lifetime of what they cached, in seconds; 0 if they cached nothing
  record Run(UsageKey key, long read, long prefix, long from, long until, long lifetime) {
    private Run named(UsageKey other) {
      return new Run(other, read, prefix, from, until, lifetime);
    }

    private boolean isAlive(long time) {
      return time - until <= lifetime;
    }

    private void addLost(long found, Map<UsageKey, LostPrefixes> lost) {
      long fewer = read - found;
      if (fewer > 0) {
        lost.merge(key, new LostPrefixes(fewer, lifetime == HOUR ? fewer : 0), LostPrefixes::plus);
      }
    }

    private Run living(long seconds) {
      return new Run(key, read, prefix, from, until, seconds);
    }

    private Run then(Run next) {
      return new Run(key, read, next.prefix, from, next.until, Math.max(lifetime, next.lifetime));
    }
  }

  public boolean isEmpty() {
    return sessions.isEmpty();
  }

  /// Whether calls under one of `keys` share a session with others.
  public boolean includeAny(Set<UsageKey> keys) {
    return sessions.stream()
        .anyMatch(runs -> runs.stream().anyMatch(run -> keys.contains(run.key())));
  }

  /// The prefixes that some of the calls share, whose keys have other names.
  ///
  /// @param named the name of a key; empty for calls that are left out
  public SharedPrefixes among(Function<UsageKey, Optional<UsageKey>> named) {
    var observed = new ArrayList<List<Run>>();
    for (var runs : sessions) {
      var kept = new ArrayList<Run>();
      for (var run : runs) {
        named.apply(run.key()).ifPresent(key -> Observed.add(kept, run.named(key), known));
      }
      if (kept.size() > 1) {
        observed.add(kept);
      }
    }
    return new SharedPrefixes(observed, known);
  }

  /// What replaces each line, without the cached tokens that its calls would no longer find.
  List<RewrittenSlice> parted(
      List<Repriced> lines, List<RewrittenSlice> rewritten, PriceBook book) {
    var moved = new HashMap<UsageKey, UsageKey>();
    for (int i = 0; i < lines.size(); i++) {
      var slices = rewritten.get(i).slices();
      if (slices.size() == 1) { // of calls that are shared out, `Caches.cooled` takes account
        moved.put(lines.get(i).original().key(), slices.getFirst().key());
      }
    }
    UnaryOperator<UsageKey> named = key -> key.withModel(ModelSupport.model(key, book));
    var fewerReads = lost(named, key -> named.apply(moved.getOrDefault(key, key)));
    var parted = new ArrayList<RewrittenSlice>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      long reads = line.priced().usage().of(Meter.CACHE_READ).longValue();
      var fewer =
          fewerReads.getOrDefault(line.original().key(), LostPrefixes.NOTHING).atMost(reads);
      fewerReads.computeIfPresent(line.original().key(), (_, all) -> all.minus(fewer));
      parted.add(
          fewer.tokens() == 0
              ? rewritten.get(i)
              : Caches.parted(rewritten.get(i), line.priced(), fewer, book));
    }
    return parted;
  }

  /// The tokens that calls would no longer read from the cache, by key.
  ///
  /// @param before the model of a key
  /// @param after the model of a key under a scenario
  Map<UsageKey, LostPrefixes> lost(UnaryOperator<UsageKey> before, UnaryOperator<UsageKey> after) {
    var lost = new HashMap<UsageKey, LostPrefixes>();
    for (var runs : sessions) {
      if (known) {
        addLost(runs, before, after, lost);
      } else {
        addDoubted(runs, before, after, lost);
      }
    }
    return lost;
  }

  private static void addLost(
      List<Run> runs,
      UnaryOperator<UsageKey> before,
      UnaryOperator<UsageKey> after,
      Map<UsageKey, LostPrefixes> lost) {
    // what the first call found was written by other sessions, and is found on any model
    long common = runs.getFirst().read();
    var lastBefore = new HashMap<String, Integer>();
    var lastAfter = new HashMap<String, Integer>();
    for (int i = 0; i < runs.size(); i++) {
      var run = runs.get(i);
      int left = last(lastBefore, before.apply(run.key()).model(), i);
      int right = last(lastAfter, after.apply(run.key()).model(), i);
      if (left != right) {
        long found = right < 0 ? common(run, common) : found(run, runs.get(right), common);
        run.addLost(found, lost);
      }
    }
  }

  /// Without sessions, a call may have read the longest prefix that another left on its model. It
  /// would lose that, unless one that remains on the model left as much.
  private static void addDoubted(
      List<Run> runs,
      UnaryOperator<UsageKey> before,
      UnaryOperator<UsageKey> after,
      Map<UsageKey, LostPrefixes> lost) {
    var leftBefore = new HashMap<String, NavigableMap<Long, Run>>();
    var leftAfter = new HashMap<String, NavigableMap<Long, Run>>();
    for (var run : runs) {
      long found = left(leftAfter, after.apply(run.key()).model(), run);
      if (found < left(leftBefore, before.apply(run.key()).model(), run)) {
        run.addLost(found, lost);
      }
    }
  }

  /// The longest prefix not longer than what `run` read that is still cached on `model`; then that
  /// of `run` is.
  private static long left(Map<String, NavigableMap<Long, Run>> models, String model, Run run) {
    var prefixes = models.computeIfAbsent(model, _ -> new TreeMap<>());
    var longest = prefixes.floorEntry(run.read());
    while (longest != null && !longest.getValue().isAlive(run.from())) {
      prefixes.remove(longest.getKey());
      longest = prefixes.floorEntry(run.read());
    }
    prefixes.put(run.prefix(), run);
    return longest == null ? 0 : longest.getKey();
  }

  /// The place of the last run on `model`, below 0 if there is none; the next one is at `now`.
  private static int last(Map<String, Integer> places, String model, int now) {
    int last = places.getOrDefault(model, -1);
    places.put(model, now);
    return last;
  }

  private static long common(Run run, long common) {
    return Math.min(run.read(), common);
  }

  /// The tokens that the first call of a run finds of what it read, after the run `last` of its
  /// model.
  private static long found(Run run, Run last, long common) {
    return common(run, last.isAlive(run.from()) ? Math.max(last.prefix(), common) : common);
  }

  /// The calls of logs by session, while they are read.
  public static final class Observed {
    private final Map<String, List<Run>> named = new LinkedHashMap<>();
    private final List<Run> unnamed = new ArrayList<>();
    private final boolean inOrder;
    private boolean disordered;

    /// Calls in any order.
    public Observed() {
      this(false);
    }

    /// Calls that may be expected in order: those of one key that follow one another in a session
    /// are then kept as one.
    ///
    /// @param inOrder whether the calls of a session come in the order of their times
    public Observed(boolean inOrder) {
      this.inOrder = inOrder;
    }

    /// Whether calls that were expected in order came in another: they have to be observed again.
    public boolean isDisordered() {
      return disordered;
    }

    /// Adds a single call.
    ///
    /// @param session empty if the log does not name it
    public void add(String session, UsageKey key, Usage usage, Optional<Instant> at) {
      add(
          session,
          key,
          usage.of(Meter.CACHE_READ).longValueExact(),
          Caches.written(usage).longValueExact(),
          usage.of(Meter.CACHE_WRITE_1H).longValueExact(),
          usage.prompt().longValueExact(),
          at.map(Instant::getEpochSecond).orElse(0L));
    }

    /// Adds a single call.
    ///
    /// @param hourly those of the tokens `written` that are kept for an hour
    /// @param time when it began, in seconds from 1970; 0 if not known
    public void add(
        String session,
        UsageKey key,
        long read,
        long written,
        long hourly,
        long prompt,
        long time) {
      // a model without a fee for writes caches the whole prompt
      long prefix = written > 0 ? read + written : prompt;
      long lifetime = hourly > 0 ? HOUR : written > 0 ? MINUTES : 0;
      if (prefix > 0) {
        var runs =
            session.isEmpty() ? unnamed : named.computeIfAbsent(session, _ -> new ArrayList<>());
        var run = new Run(key, read, prefix, time, time, lifetime);
        disordered |= inOrder && !runs.isEmpty() && time < runs.getLast().until();
        add(runs, run, inOrder && !session.isEmpty());
      }
    }

    /// @param together whether calls of one key that follow one another are kept as one
    private static void add(List<Run> runs, Run next, boolean together) {
      if (together && !runs.isEmpty() && runs.getLast().key().equals(next.key())) {
        runs.set(runs.size() - 1, runs.getLast().then(next));
      } else {
        runs.add(next);
      }
    }

    /// The sessions whose calls have several keys.
    public SharedPrefixes prefixes() {
      var sessions = new ArrayList<List<Run>>();
      for (var calls : named.isEmpty() ? List.of(unnamed) : named.values()) {
        calls.sort(Comparator.comparingLong(Run::from));
        var runs = new ArrayList<Run>();
        long lifetime = MINUTES;
        for (var run : calls) {
          lifetime = run.lifetime() == 0 ? lifetime : run.lifetime();
          add(runs, run.living(lifetime), !named.isEmpty());
        }
        if (runs.size() > 1) {
          sessions.add(runs);
        }
      }
      return new SharedPrefixes(sessions, !named.isEmpty());
    }
  }
}
