package routercost.read;

import java.io.Closeable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import routercost.audit.LoggedCostCheck;
import routercost.usage.Meter;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// What is gathered over all inputs: the tallies, the ids seen, the costs in other currencies.
final class Gathering implements Closeable {
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
  private final Tally used = new Tally();
  private final Tally duplicates = new Tally();
  private final Tally skipped = new Tally();
  private final Tally unseen = new Tally();
  private final long seed = new SplittableRandom().nextLong();
  private final IdHash hash = hash();
  private final SeenIds seen;
  private final SortedMap<String, List<String>> warnings = new TreeMap<>();
  private final SortedMap<String, BigDecimal> elsewhere = new TreeMap<>();

  /// @param check of what records say that they cost, if they are compared
  /// @param told every call that counts, in order, if somebody wants to know
  /// @param seen the ids met so far
  Gathering(Optional<LoggedCostCheck> check, Optional<Consumer<Call>> told, SeenIds seen) {
    this.check = check;
    this.told = told;
    this.seen = seen;
  }

  /// Whether every call has to be told by itself.
  boolean isTelling() {
    return told.isPresent();
  }

  Optional<LoggedCostCheck> check() {
    return check;
  }

  SeenIds seen() {
    return seen;
  }

  /// A hash of ids for one worker; all of one gathering hash alike.
  IdHash hash() {
    return new IdHash(seed);
  }

  /// Whether this call was not met before.
  boolean isNew(String id, Outcome.Usable row) {
    if (id.isEmpty()) {
      return true;
    }
    hash.of(id, row.key().status());
    return seen.add(hash.first(), hash.second());
  }

  /// Adds a call that was met before.
  void duplicate(Outcome.Usable row) {
    add(duplicates, row);
  }

  /// Adds what a reader of the totals has to know of an input.
  void warn(String file, String sentence) {
    warnings.computeIfAbsent(sentence, _ -> new ArrayList<>()).add(file);
  }

  private List<String> warnings(List<InputAccount> inputs) {
    var overlaps = SAME_CALLS.stream().flatMap(same -> overlap(inputs, same).stream());
    var told =
        warnings.entrySet().stream()
            .map(
                warning ->
                    warning.getValue().size() == 1
                        ? warning.getValue().getFirst() + ": " + warning.getKey()
                        : "in %d inputs: %s"
                            .formatted(warning.getValue().size(), warning.getKey()));
    return Stream.concat(overlaps, told).toList();
  }

  /// Which formats were read together that describe the same calls.
  private static Optional<String> overlap(List<InputAccount> inputs, List<String> same) {
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
  void skipped(Outcome.Usable row) {
    add(skipped, row);
  }

  /// Adds output that a call is likely to have had beyond what its log counts.
  void unseen(UsageKey key, long tokens) {
    int cell = unseen.cell(key);
    var counts = new long[Meter.values().length];
    counts[Tally.slot(Meter.CALLS)] = 1;
    counts[Tally.slot(Meter.OUTPUT)] = tokens;
    unseen.add(cell, counts, 1);
  }

  /// Takes a call that counted out again, and puts a better copy of it in its place.
  void replace(Outcome.Usable before, Outcome.Usable after) {
    int cell = used.cell(before.key());
    used.add(cell, before.quantities().counts(), -1);
    used.addUsd(cell, before.loggedUsd().orElse(BigDecimal.ZERO), -1);
    add(used, after);
  }

  /// Adds a call that counts.
  void use(Origin origin, Outcome.Usable row) {
    add(used, row);
    row.cost()
        .filter(cost -> !cost.isUsd())
        .ifPresent(cost -> elsewhere.merge(cost.currency(), cost.amount(), BigDecimal::add));
    Optional<BigDecimal> usd = row.loggedUsd();
    if (check.isPresent() && usd.isPresent()) {
      compare(check.get(), origin, row, usd.get());
    }
    told.ifPresent(consumer -> consumer.accept(new Call(origin, row.slice(), usd)));
  }

  private static void compare(
      LoggedCostCheck check, Origin origin, Outcome.Usable row, BigDecimal usd) {
    if (check.disagrees(row.key(), row.quantities().counts(), usd) && check.isShowing()) {
      check.show(origin, row.slice(), usd);
    }
  }

  /// Adds what a worker has gathered.
  void add(Tally moreUsed, Tally moreDuplicates, Map<String, BigDecimal> moreElsewhere) {
    used.addAll(moreUsed);
    duplicates.addAll(moreDuplicates);
    moreElsewhere.forEach(
        (currency, amount) -> {
          if (amount.signum() != 0) {
            elsewhere.merge(currency, amount, BigDecimal::add);
          }
        });
  }

  LogTally tally(List<InputAccount> inputs) {
    return new LogTally(
        used.cube(),
        duplicates.cube(),
        skipped.cube(),
        unseen.cube(),
        inputs,
        elsewhere,
        warnings(inputs));
  }

  private static void add(Tally tally, Outcome.Usable row) {
    tally.add(row.key(), row.quantities().counts(), row.loggedUsd().orElse(BigDecimal.ZERO));
  }

  @Override
  public void close() {
    seen.close();
  }
}
