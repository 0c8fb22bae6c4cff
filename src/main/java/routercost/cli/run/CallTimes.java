package routercost.cli.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import routercost.audit.WaitingTime;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.read.builtin.Column;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.tally.LogTally;
import routercost.read.text.Sources;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison;

/// How long each call took that did not fail, where a log says so.
///
/// @param to receives each
public record CallTimes(BiConsumer<Slice, Duration> to) implements CallListener {
  /// Reading so few bytes call by call takes no longer than scanning them.
  private static final long SMALL = 1 << 18;

  @Override
  public boolean requiresCalls() {
    return false;
  }

  @Override
  public void used(Call call) {
    var took = call.timing().took();
    if (took.isPresent() && call.slice().key().status() == Status.OK) {
      to.accept(call.slice(), took.get());
    }
  }

  /// Reads a log again for the times of its calls, if it has any and is short enough.
  static void read(LogTally tally, SecondReading again, BiConsumer<Slice, Duration> to) {
    if (SecondReading.has(tally, Column.LATENCY_MS)) {
      again.readIfPossible(tally, new CallTimes(to));
    }
  }

  /// The time that calls take by task and model, to see what moves save.
  public static final class Waiting {
    private final Supplier<PriceBook> book;
    private final WaitingTime sums = new WaitingTime();
    private final Map<UsageKey, Optional<String>> ids = new HashMap<>();
    private boolean isHeard;

    public Waiting(Supplier<PriceBook> book) {
      this.book = book;
    }

    /// A listener to the first reading of these logs, if they are so small that no second one has
    /// to be.
    public Optional<CallListener> ofSmall(List<String> paths) {
      isHeard = Sources.areSmall(paths, SMALL);
      return isHeard ? Optional.of(new CallTimes(this::add)) : Optional.empty();
    }

    private void add(Slice slice, Duration took) {
      ids.computeIfAbsent(
              slice.key(), key -> book.get().resolve(key.model(), key.day()).map(Resolution::id))
          .ifPresent(id -> sums.add(slice, id, took));
    }

    /// The time that moves save by the latencies of a log that is short enough.
    public Optional<WaitingTime.Saved> saved(
        LogTally tally, SecondReading again, Comparison moved) {
      if (!isHeard && again.isShort(tally)) {
        read(tally, again, this::add);
      }
      return again.isPossible(tally) ? sums.of(moved) : Optional.empty();
    }
  }
}
