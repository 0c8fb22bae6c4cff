package routercost.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import routercost.audit.Latencies;
import routercost.audit.LoggedCostCheck;
import routercost.price.Attribute;
import routercost.price.PricePeriods;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounts;
import routercost.read.tally.CallListener;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.LogTally;
import routercost.read.tally.RejectFile;
import routercost.read.tally.SavedCube;
import routercost.read.tally.SeenIds;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.Progress;
import routercost.read.text.ReadTuning;
import routercost.usage.MomentTally;

/// Entry point for reading call logs; used once. The other types of this package are internal.
public final class LogReader {
  private ReadRequest request;
  private Optional<LoggedCostCheck> check = Optional.empty();
  private Optional<MomentTally> moments = Optional.empty();
  private Optional<Latencies> latencies = Optional.empty();
  private CallListener listener = CallListener.NONE;
  private boolean callByCall;
  private Progress progress = Progress.SILENT;
  private Optional<EarlierReadings> earlier = Optional.empty();
  private String prices = "";

  private LogReader(ReadRequest request) {
    this.request = request;
  }

  public static LogReader of(ReadRequest request) {
    return new LogReader(request);
  }

  /// Compares the cost that a record states with the price of its tokens.
  public LogReader checking(LoggedCostCheck check) {
    this.check = Optional.of(check);
    return this;
  }

  /// Adds up how much calls differ.
  public LogReader moments(MomentTally moments) {
    this.moments = Optional.of(moments);
    return this;
  }

  /// Adds up how long calls took.
  public LogReader latencies(Latencies latencies) {
    this.latencies = Optional.of(latencies);
    return this;
  }

  /// Takes the days of price periods together, as no report keeps them apart.
  public LogReader mergeDays(Optional<Supplier<PricePeriods>> periods) {
    request = request.with(request.filter().merging(periods));
    return this;
  }

  /// Keeps nothing but what prices depend on, as no report keeps tasks apart.
  public LogReader withoutTasks() {
    request = request.with(request.filter().withoutTasks());
    return this;
  }

  /// Reads some of the labels only where tasks are not named.
  public LogReader choosing(Set<String> labels) {
    request = request.with(request.filter().choosing(labels));
    return this;
  }

  public LogReader listener(CallListener listener) {
    this.listener = listener;
    return this;
  }

  /// Passes every call to a listener. Only one thread reads, as calls have an order, unless the
  /// listener is content with sessions.
  public LogReader callByCall(CallListener listener) {
    callByCall = true;
    if (listener.sessions().isEmpty()) {
      request = request.with(ReadTuning.of(1));
    }
    return listener(listener);
  }

  /// Saves no rejected records.
  public LogReader withoutRejectFile() {
    request = request.withoutRejectFile();
    return this;
  }

  /// Counts a call again whose id was seen before.
  public LogReader keepDuplicates() {
    var options = request.options();
    request =
        request.with(
            new ReadOptions(
                options.format(),
                options.mapping(),
                options.cacheTokens(),
                false,
                options.dateOrder()));
    return this;
  }

  public LogReader progress(Progress progress) {
    this.progress = progress;
    return this;
  }

  /// Reads only what is new since earlier readings, where that gives the same.
  ///
  /// @param prices the hash of the prices, which decide what days and costs are kept apart
  public LogReader after(EarlierReadings readings, String prices) {
    earlier = Optional.of(readings);
    this.prices = prices;
    return this;
  }

  /// Reads the logs.
  ///
  /// @throws InputProblem if an input is missing, unreadable, not a log, or has no usable columns
  /// @throws ConfigurationProblem if a filter or mapping names a column that no input has
  public LogTally read() {
    try (var accumulator = accumulator()) {
      var counts = rowCounts(accumulator);
      return accumulator.tally(counts, request.filter().periods().map(Supplier::get));
    }
  }

  /// Logs that were read to be saved.
  public record Saved(LogTally tally, SavedCube cube) {}

  /// Reads the logs to save their sums. Calls without a time stay without one.
  ///
  /// @throws InputProblem if an input is missing, unreadable, not a log, or has no usable columns
  /// @throws ConfigurationProblem if a filter or mapping names a column that no input has
  public Saved readToSave() {
    request = request.with(request.filter().undatedOn(RecordFilter.NO_DAY));
    moments(new MomentTally());
    try (var accumulator = accumulator()) {
      var tally = accumulator.tally(rowCounts(accumulator), Optional.empty());
      var cube = accumulator.saved(tally, request.filter().timezone());
      return new Saved(tally, cube.of(InputSequence.sources(tally.inputs(), request)));
    }
  }

  /// What hears of rejects alone, while calls are read one by one for their hours.
  private record RejectListener(CallListener rejects) implements CallListener {
    @Override
    public boolean requiresCalls() {
      return false;
    }

    @Override
    public void rejected(Reject reject) {
      rejects.rejected(reject);
    }
  }

  private LogAccumulator accumulator() {
    boolean isByHour = request.filter().labels().contains(Attribute.Label.HOUR.id());
    if (isByHour && !callByCall) {
      callByCall(new RejectListener(listener));
    }
    var calls = callByCall ? Optional.of(listener) : Optional.<CallListener>empty();
    var accumulator =
        new LogAccumulator(
            check,
            calls,
            moments,
            latencies,
            new SeenIds(request.tuning().idsInMemory()),
            earlier.map(EarlierReadings::seed).orElseGet(new SplittableRandom()::nextLong));
    if (isByHour) {
      accumulator.keepHours(request.filter().timezone());
    }
    if (request.options().dedupe()) {
      accumulator.select(request.filter().period());
    }
    return accumulator;
  }

  private List<RowCounts> rowCounts(LogAccumulator accumulator) {
    Consumer<Reject> listeners =
        reject -> {
          accumulator.omissions().reject(reject, request.filter());
          listener.rejected(reject);
        };
    if (request.rejectFile().isEmpty()) {
      return inputs(accumulator, listeners).read();
    }
    try (var file = new RejectFile(request.rejectFile().get())) {
      var counts = inputs(accumulator, file.andThen(listeners)).read();
      file.commit();
      return counts;
    }
  }

  private InputSequence inputs(LogAccumulator accumulator, Consumer<Reject> rejects) {
    return new InputSequence(request, accumulator, rejects, progress, kept(accumulator));
  }

  /// What is kept of earlier readings by the same choices. What a filter notes of calls, and what a
  /// file of owners says, is not kept.
  private Optional<EarlierReadings.Kept> kept(LogAccumulator accumulator) {
    var filter = request.filter();
    if (earlier.isEmpty() || !filter.filter().isEmpty() || filter.outside().owners().isPresent()) {
      return Optional.empty();
    }
    var choices =
        List.of(
            prices,
            request.options().described(),
            filter.described(),
            filter.timezone(),
            filter.undated(),
            new TreeSet<>(filter.choices()),
            filter.keepsTasks(),
            filter.periods().isPresent(),
            accumulator.check().isPresent(),
            accumulator.moments().isPresent(),
            accumulator.latencies().isPresent());
    return Optional.of(earlier.get().by(choices.toString()));
  }
}
