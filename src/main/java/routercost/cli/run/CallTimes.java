package routercost.cli.run;

import java.time.Duration;
import java.util.function.BiConsumer;
import routercost.read.builtin.Column;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.tally.LogTally;
import routercost.usage.Slice;
import routercost.usage.Status;

/// How long each call took that did not fail, where a log says so.
///
/// @param to receives each
record CallTimes(BiConsumer<Slice, Duration> to) implements CallListener {
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
}
