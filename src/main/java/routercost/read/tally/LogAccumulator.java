package routercost.read.tally;

import java.io.Closeable;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import routercost.audit.Latencies;
import routercost.audit.LoggedCostCheck;
import routercost.price.PricePeriods;
import routercost.read.exports.ClaudeCode;
import routercost.read.exports.LogFormat;
import routercost.read.schema.Origin;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RowCounts;
import routercost.read.schema.Timing;
import routercost.read.value.Period;
import routercost.usage.Meter;
import routercost.usage.MomentTally;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// The sums over all inputs: the tallies, the ids seen, the costs in other currencies.
public final class LogAccumulator implements Closeable {
  private static final int OUTPUT = Tally.slot(Meter.OUTPUT);

  private final Optional<LoggedCostCheck> check;
  private final Optional<CallListener> listener;
  private final Optional<MomentTally> moments;
  private final Optional<Latencies> latencies;
  private final Tally used = new Tally();

  private final FoldedCalls folded = new FoldedCalls();
  private Tally duplicates = new Tally();
  private final List<String> files = new ArrayList<>();
  private Period period = Period.ALWAYS;
  private Optional<ZoneId> hours = Optional.empty();
  private Optional<ClaudeCode.Transcripts> transcripts = Optional.empty();
  private final Tally skipped = new Tally();
  private final Tally unseen = new Tally();
  private final Tally billed = new Tally();
  private final Omissions omissions = new Omissions();
  private final long seed;
  private final IdHash hash;
  private final SeenIds seen;
  private boolean shared;
  private final ResponseDeduplicator messages = new ResponseDeduplicator(duplicates);
  private final ReadWarnings warnings = new ReadWarnings();
  private final SortedMap<String, BigDecimal> elsewhere = new TreeMap<>();
  private final List<SavedCube> cubes = new ArrayList<>();

  /// An empty accumulator.
  ///
  /// @param check compares the costs that records state with the prices of their tokens
  /// @param listener receives every call that counts, in order
  /// @param moments how much calls differ
  /// @param latencies how long they took
  /// @param seen closed with this accumulator
  /// @param seed of the hashes of ids, the same for accumulators whose ids are compared
  public LogAccumulator(
      Optional<LoggedCostCheck> check,
      Optional<CallListener> listener,
      Optional<MomentTally> moments,
      Optional<Latencies> latencies,
      SeenIds seen,
      long seed) {
    this.seed = seed;
    this.hash = hash();
    this.moments = moments;
    this.latencies = latencies;
    this.check = check;
    this.listener = listener;
    this.seen = seen;
  }

  /// An empty accumulator of what depends on the order of calls: ids, and costs that are shown.
  ///
  /// @param bound the number of ids held in memory
  public LogAccumulator ofOrder(long bound) {
    return new LogAccumulator(
        check.map(LoggedCostCheck::another),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new SeenIds(bound),
        seed);
  }

  /// Adds what depends on the order of further calls, unless one of them was seen before.
  ///
  /// @return whether it was added
  public boolean addApart(LogAccumulator order) {
    if (!seen.addApart(order.seen)) {
      return false;
    }
    check.ifPresent(all -> order.check.ifPresent(all::showAll));
    return true;
  }

  /// Whether a listener receives every call by itself.
  public boolean isTelling() {
    return listener.isPresent();
  }

  /// Whether it matters when single calls were made or how long they took.
  boolean asksForTiming() {
    return isTelling() || latencies.isPresent();
  }

  /// Whether single calls are asked for, which sums cannot give.
  public boolean requiresCalls() {
    return listener.filter(CallListener::requiresCalls).isPresent();
  }

  /// Keeps the hours of calls apart.
  ///
  /// @param zone in which hours begin
  public void keepHours(ZoneId zone) {
    hours = Optional.of(zone);
  }

  /// The zone in which hours begin; empty if they are not kept apart.
  Optional<ZoneId> hours() {
    return hours;
  }

  /// What takes the sessions of tables that are scanned in place of single calls.
  public Optional<CallListener.Sessions> sessions() {
    return listener.flatMap(CallListener::sessions);
  }

  public Optional<LoggedCostCheck> check() {
    return check;
  }

  public Optional<MomentTally> moments() {
    return moments;
  }

  public Optional<Latencies> latencies() {
    return latencies;
  }

  public SeenIds seen() {
    return seen;
  }

  /// A hash of ids for one worker; the workers of one accumulator hash alike.
  public IdHash hash() {
    return new IdHash(seed);
  }

  /// Whether this call was not seen before.
  ///
  /// @param counted whether its id may only count
  boolean isNew(String id, ParsedRow row, boolean counted) {
    shared = false;
    if (id.isEmpty()) {
      return true;
    }
    hash.of(id, row.key().status());
    hash.with(row.key().model(), row.quantities().counts());
    if (counted && hash.isCounter()) {
      hash.at(row.timing().get().at());
    }
    boolean isNew = seen.add(hash.first(), hash.second());
    shared = seen.isShared();
    return isNew;
  }

  /// Whether the call that was asked for last has the id of another call that differs.
  boolean isShared() {
    return shared;
  }

  /// Adds a call that was seen before.
  void duplicate(ParsedRow row) {
    add(duplicates, row);
  }

  /// What was left out so far.
  public Omissions omissions() {
    return omissions;
  }

  /// Adds a warning about one input.
  public void warn(String file, String sentence) {
    warnings.add(file, sentence);
  }

  /// Adds a warning about all inputs.
  public void warn(String sentence) {
    warnings.add(sentence);
  }

  /// Adds a record that looks like a call and is skipped.
  void skipped(ParsedRow row) {
    add(skipped, row);
  }

  /// Adds an amount of a cost report.
  ///
  /// @param source of the report; empty if no other source bills the same money
  void bill(String source, ParsedRow row) {
    add(billed, row);
    warnings.addBilled(source, row);
    addElsewhere(row);
  }

  /// Sets the period of responses, which are known to be in it once their copies are merged.
  public void select(Period period) {
    this.period = period;
  }

  /// Sets what knows the names of tasks once all inputs are read.
  public void nameTasks(ClaudeCode.Transcripts transcripts) {
    this.transcripts = Optional.of(transcripts);
  }

  /// Whether a call that has no copies is outside of the period.
  boolean isOutside(UsageKey key) {
    return period.isBounded() && !period.contains(key.day());
  }

  /// The number of another input.
  int file(String name) {
    files.add(name);
    return messages.file();
  }

  /// The responses in transcripts.
  public ResponseDeduplicator messages() {
    return messages;
  }

  /// A line of a response, with the fields of its call.
  ///
  /// @param request the id of its request; empty if the line names none
  ResponseDeduplicator.Line line(String id, String request, ParsedRow row) {
    var line = new ResponseDeduplicator.Line();
    hash.of(request, Status.OK);
    line.request = request.isEmpty() ? 0 : hash.positive();
    hash.of(id, Status.OK);
    line.first = hash.first();
    line.second = hash.second();
    line.key = messages.key(row.key());
    System.arraycopy(row.quantities().counts(), 0, line.counts, 0, line.counts.length);
    return line;
  }

  /// Adds a response that counts, whatever was seen before.
  ///
  /// @param key the number of its key
  public void use(int key, long[] counts) {
    note(messages.key(key), counts);
    used.add(used.cell(messages.key(key)), counts, 1);
  }

  /// Passes a call that counts to the listener, as far as its task and day are known by now, and
  /// adds the time it took.
  void tell(Origin origin, ParsedRow row) {
    if (!asksForTiming() || isOutside(row.key())) {
      return;
    }
    Timing timing = row.timing().get();
    if (latencies.isPresent() && timing.took().isPresent() && row.key().status() == Status.OK) {
      long answer = row.quantities().counts()[OUTPUT];
      latencies.get().at(row.key()).add(answer, timing.took().get().toMillis(), 1);
    }
    if (listener.isPresent()) {
      var slice = new Slice(named(row.key()), row.slice().usage());
      listener.get().used(new CallListener.Call(origin, slice, row.loggedUsd(), timing));
    }
  }

  /// A key with the name of its task, as far as it is known.
  public UsageKey named(UsageKey key) {
    String name = named(key.task());
    return name.equals(key.task()) ? key : key.withTask(name);
  }

  /// The name of a task, as far as it is known.
  String named(String task) {
    return transcripts.isPresent() ? transcripts.get().named(task) : task;
  }

  /// Adds a call that counts.
  void use(Origin origin, ParsedRow row) {
    add(used, row);
    row.doubt().ifPresent(doubt -> omissions.add(doubt, row));
    omissions.undated().add(row);
    note(row.key(), row.quantities().counts());
    addElsewhere(row);
    Optional<BigDecimal> usd = row.loggedUsd();
    if (check.isPresent() && usd.isPresent()) {
      compare(check.get(), origin, row, usd.get());
    }
    tell(origin, row);
  }

  private void addElsewhere(ParsedRow row) {
    row.cost()
        .filter(cost -> !cost.isUsd())
        .ifPresent(cost -> elsewhere.merge(cost.currency(), cost.amount(), BigDecimal::add));
  }

  private void note(UsageKey key, long[] counts) {
    moments.ifPresent(tally -> tally.add(tally.cell(key), counts, 1));
  }

  private static void compare(LoggedCostCheck check, Origin origin, ParsedRow row, BigDecimal usd) {
    if (check.disagrees(row.key(), row.quantities().counts(), usd)) {
      check.show(origin, row.slice(), usd);
    }
  }

  /// The calls that are under the common days of their price periods.
  public FoldedCalls folded() {
    return folded;
  }

  /// Adds the sums of a worker.
  ///
  /// @param days of the records that count, if they are under common days of price periods
  /// @param kept whether these sums will be used again
  public void add(
      Tally moreUsed,
      Optional<DayCounts> days,
      Tally moreDuplicates,
      Map<String, BigDecimal> moreElsewhere,
      boolean kept) {
    var calls = days.map(folded::with).orElse(used);
    if (kept) {
      calls.addAll(moreUsed);
    } else {
      calls.takeAll(moreUsed);
    }
    omissions.undated().addAll(moreUsed);
    duplicates.addAll(moreDuplicates);
    moreElsewhere.forEach(
        (currency, amount) -> {
          if (amount.signum() != 0) {
            elsewhere.merge(currency, amount, BigDecimal::add);
          }
        });
  }

  /// Adds the saved sums of other logs.
  public void add(SavedCube cube) {
    cubes.add(cube);
    moments.ifPresent(tally -> tally.addAll(cube.moments()));
  }

  /// The sums of all inputs.
  ///
  /// @param asked the periods whose days are taken together, unless bills need the calls of each
  ///     day
  public LogTally tally(List<RowCounts> read, Optional<PricePeriods> asked) {
    if (transcripts.isPresent() && transcripts.get().isNamingLate()) {
      messages.name(this::named);
      duplicates = duplicates.under(this::named);
    }
    var inputs = read;
    if (period.isBounded()) {
      for (var file : messages.dropOutside(period).entrySet()) {
        inputs = without(inputs, files.get(file.getKey()), file.getValue());
      }
    }
    messages.into(used, unseen, moments);
    var together = billed.days().isEmpty() ? asked : Optional.<PricePeriods>empty();
    var logged = logged(inputs, together);
    return cubes.isEmpty()
        ? logged
        : merged(logged.plus(SavedCube.sum(cubes), !folded.isActive()), together);
  }

  private static LogTally merged(LogTally all, Optional<PricePeriods> together) {
    if (together.isEmpty()) {
      return all;
    }
    return all.withUsed(all.used().rekeyed(together.get().keys(all.days())));
  }

  private static List<RowCounts> without(List<RowCounts> inputs, String path, long rows) {
    return inputs.stream()
        .map(input -> input.path().equals(path) ? input.outsidePeriod(rows) : input)
        .toList();
  }

  private LogTally logged(List<RowCounts> inputs, Optional<PricePeriods> together) {
    var days = used.days();
    days.addAll(folded.days());
    UnaryOperator<UsageKey> keys =
        together.map(periods -> periods.keys(days)).orElse(UnaryOperator.identity());
    var sums = together.isPresent() ? used.under(keys) : used;
    folded.into(sums, keys);
    var cube = sums.cube();
    var sentences = warnings.sentences(inputs);
    TotalsRow.warning(cube).ifPresent(sentences::add);
    return new LogTally(
        cube,
        days,
        duplicates.under(keys).cube(),
        skipped.under(keys).cube(),
        unseen.under(keys).cube(),
        billed.cube(),
        inputs,
        elsewhere,
        sentences,
        CubeHeader.BREAKPOINTS,
        omissions.leftOut());
  }

  /// The cube of all inputs; after [#tally].
  ///
  /// @param zone in which its days begin
  public SavedCube saved(LogTally tally, ZoneId zone) {
    var logs =
        tally.inputs().stream().filter(log -> !log.format().equals(LogFormat.CUBE.id())).toList();
    var parts = new ArrayList<>(cubes);
    if (!logs.isEmpty()) {
      var own = cubes.isEmpty() ? tally : logged(logs, Optional.empty());
      var head = CubeHeader.of(zone, logs, own);
      parts.add(
          SavedCube.of(
              head, own.used(), used, moments, duplicates, skipped, unseen, omissions.calls()));
    }
    return SavedCube.sum(parts).labelled();
  }

  private static void add(Tally tally, ParsedRow row) {
    tally.add(row.key(), row.quantities().counts(), row.loggedUsd().orElse(BigDecimal.ZERO));
  }

  @Override
  public void close() {
    seen.close();
  }
}
