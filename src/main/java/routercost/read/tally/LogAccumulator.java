package routercost.read.tally;

import java.io.Closeable;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import routercost.audit.LoggedCostCheck;
import routercost.read.schema.LogFormat;
import routercost.read.schema.Origin;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RowCounts;
import routercost.usage.MomentTally;
import routercost.usage.Moments;
import routercost.usage.Status;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// What is gathered over all inputs: the tallies, the ids seen, the costs in other currencies.
public final class LogAccumulator implements Closeable {
  private static final List<List<String>> SAME_CALLS =
      List.of(
          List.of(
              "claude-code",
              "claude-code-results",
              "claude-code-otel",
              "claude-code-metrics",
              "claude-code-usage"),
          List.of("anthropic-usage", "anthropic-console"));

  private final Optional<LoggedCostCheck> check;
  private final Optional<Consumer<Call>> told;
  private final Optional<MomentTally> moments;
  private final Tally used = new Tally();
  private final Tally duplicates = new Tally();
  private final Tally skipped = new Tally();
  private final Tally unseen = new Tally();
  private final Tally billed = new Tally();
  private final long seed = new SplittableRandom().nextLong();
  private final IdHash hash = hash();
  private final SeenIds seen;
  private final ResponseDeduplicator messages = new ResponseDeduplicator(duplicates);
  private final List<String> general = new ArrayList<>();
  private final SortedMap<String, List<String>> warnings = new TreeMap<>();
  private final SortedMap<String, BigDecimal> elsewhere = new TreeMap<>();
  private final List<SavedCube> cubes = new ArrayList<>();
  private final DoubleBillingCheck bills = new DoubleBillingCheck();

  /// An accumulator that holds nothing yet.
  ///
  /// @param check of what records say that they cost, if they are compared
  /// @param told every call that counts, in order, if somebody wants to know
  /// @param moments of all calls, if it is of interest how far they differ
  /// @param seen the ids met so far
  public LogAccumulator(
      Optional<LoggedCostCheck> check,
      Optional<Consumer<Call>> told,
      Optional<MomentTally> moments,
      SeenIds seen) {
    this.moments = moments;
    this.check = check;
    this.told = told;
    this.seen = seen;
  }

  /// Whether every call has to be told by itself.
  public boolean isTelling() {
    return told.isPresent();
  }

  public Optional<LoggedCostCheck> check() {
    return check;
  }

  public Optional<MomentTally> moments() {
    return moments;
  }

  public SeenIds seen() {
    return seen;
  }

  /// A hash of ids for one worker; all of one gathering hash alike.
  public IdHash hash() {
    return new IdHash(seed);
  }

  /// Whether this call was not met before.
  boolean isNew(String id, ParsedRow row) {
    if (id.isEmpty()) {
      return true;
    }
    hash.of(id, row.key().status());
    return seen.add(hash.first(), hash.second());
  }

  /// Adds a call that was met before.
  void duplicate(ParsedRow row) {
    add(duplicates, row);
  }

  /// Adds what a reader of the totals has to know of an input.
  public void warn(String file, String sentence) {
    warnings.computeIfAbsent(sentence, _ -> new ArrayList<>()).add(file);
  }

  /// Adds what a reader of the totals has to know of all inputs.
  public void warn(String sentence) {
    general.add(sentence);
  }

  private List<String> warnings(List<RowCounts> inputs) {
    var told = new ArrayList<String>();
    SAME_CALLS.forEach(same -> overlap(inputs, same).ifPresent(told::add));
    bills.twice().ifPresent(told::add);
    told.addAll(general);
    warnings.forEach(
        (sentence, files) ->
            told.add(
                files.size() == 1
                    ? files.getFirst() + ": " + sentence
                    : "in %d inputs: %s".formatted(files.size(), sentence)));
    return told;
  }

  /// Which formats were read together that describe the same calls.
  private static Optional<String> overlap(List<RowCounts> inputs, List<String> same) {
    var met =
        same.stream()
            .filter(format -> inputs.stream().anyMatch(input -> input.format().equals(format)))
            .toList();
    return met.size() < 2
        ? Optional.empty()
        : Optional.of(
            String.join(" and ", met)
                + " may describe the same calls, which then count twice: give one of them");
  }

  /// Adds what looks like a call and is left out.
  void skipped(ParsedRow row) {
    add(skipped, row);
  }

  /// Adds what a cost report says was billed.
  ///
  /// @param source of the report, where another may bill the same money
  void bill(String source, ParsedRow row) {
    add(billed, row);
    bills.add(source, row);
    addElsewhere(row);
  }

  /// The responses in transcripts.
  public ResponseDeduplicator messages() {
    return messages;
  }

  /// A line of a response, of which is not set yet what its row says beside the call.
  ///
  /// @param request its id; empty if the line names none
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

  /// Adds a response that counts, whatever was met before.
  ///
  /// @param key its number
  public void use(int key, long[] counts) {
    note(messages.key(key), counts);
    used.add(used.cell(messages.key(key)), counts, 1);
  }

  /// Tells a call that counts to whoever wants to know.
  void tell(Origin origin, ParsedRow row) {
    told.ifPresent(
        consumer ->
            consumer.accept(new Call(origin, row.slice(), row.loggedUsd(), row.timing().get())));
  }

  /// Adds a call that counts.
  void use(Origin origin, ParsedRow row) {
    add(used, row);
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
    if (check.disagrees(row.key(), row.quantities().counts(), usd) && check.isShowing()) {
      check.show(origin, row.slice(), usd);
    }
  }

  /// Adds what a worker has gathered.
  public void add(Tally moreUsed, Tally moreDuplicates, Map<String, BigDecimal> moreElsewhere) {
    used.addAll(moreUsed);
    duplicates.addAll(moreDuplicates);
    moreElsewhere.forEach(
        (currency, amount) -> {
          if (amount.signum() != 0) {
            elsewhere.merge(currency, amount, BigDecimal::add);
          }
        });
  }

  /// Adds what was saved of other logs.
  public void add(SavedCube cube) {
    cubes.add(cube);
    moments.ifPresent(tally -> tally.addAll(cube.moments()));
  }

  /// The sums of all inputs.
  ///
  /// @param merging of the keys of calls, unless there are bills to compare them with day by day
  public LogTally tally(List<RowCounts> inputs, DayMerging merging) {
    messages.into(used, unseen, moments);
    var logged = logged(inputs, billed.days().isEmpty() ? merging : DayMerging.NONE);
    return cubes.isEmpty() ? logged : logged.plus(SavedCube.sum(cubes));
  }

  private LogTally logged(List<RowCounts> inputs, DayMerging merging) {
    var days = used.days();
    var keys = merging.keys(days);
    return new LogTally(
        used.under(keys).cube(),
        days,
        duplicates.under(keys).cube(),
        skipped.under(keys).cube(),
        unseen.under(keys).cube(),
        billed.cube(),
        inputs,
        elsewhere,
        warnings(inputs),
        CubeHeader.BREAKPOINTS);
  }

  /// What is to be saved of all of it, after the tally.
  ///
  /// @param zone in which its days begin
  public SavedCube saved(List<RowCounts> inputs, ZoneId zone) {
    var logs = inputs.stream().filter(log -> !log.format().equals(LogFormat.CUBE.id())).toList();
    var parts =
        new EnumMap<SavedCube.Part, SortedMap<UsageKey, SavedCube.Sums>>(SavedCube.Part.class);
    var known = moments.map(MomentTally::moments).orElse(Moments.NONE);
    parts.put(SavedCube.Part.USED, sums(used, known));
    parts.put(SavedCube.Part.DUPLICATE, sums(duplicates, Moments.NONE));
    parts.put(SavedCube.Part.SKIPPED, sums(skipped, Moments.NONE));
    parts.put(SavedCube.Part.UNSEEN, sums(unseen, Moments.NONE));
    var all = new ArrayList<>(cubes);
    if (!logs.isEmpty()) {
      all.add(new SavedCube(CubeHeader.of(zone, logs, logged(logs, DayMerging.NONE)), parts));
    }
    return SavedCube.sum(all).labelled();
  }

  private static SortedMap<UsageKey, SavedCube.Sums> sums(Tally tally, Moments moments) {
    var records = tally.recordsByKey();
    var sums = new TreeMap<UsageKey, SavedCube.Sums>();
    tally
        .cube()
        .cells()
        .forEach(
            (key, usage) ->
                sums.put(
                    key,
                    new SavedCube.Sums(records.getOrDefault(key, 0L), usage, moments.of(key))));
    return sums;
  }

  private static void add(Tally tally, ParsedRow row) {
    tally.add(row.key(), row.quantities().counts(), row.loggedUsd().orElse(BigDecimal.ZERO));
  }

  @Override
  public void close() {
    seen.close();
  }
}
