package routercost.report.common;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.report.layout.Phrases;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.usage.Usage;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;

/// The lines that share their values in the dimensions of a report.
public final class AuditGroup {
  private final List<String> key;
  private final String name;
  private final Comparison lines;
  private final Money before;
  private final Optional<Money> after;
  private @Nullable Calls calls;
  private @Nullable Usage usage;
  private @Nullable List<String> modelsBefore;
  private @Nullable List<String> modelsAfter;

  /// The group of these lines.
  public AuditGroup(List<String> key, Comparison lines) {
    this(key, Phrases.group(key), lines);
  }

  private AuditGroup(List<String> key, String name, Comparison lines) {
    this.key = List.copyOf(key);
    this.name = name;
    this.lines = lines;
    before = lines.costBefore();
    after = isKnown(lines.lines()) ? lines.costAfter() : Optional.empty();
  }

  /// The values by dimension, in the order asked for.
  public List<String> key() {
    return key;
  }

  /// The values, for people.
  public String name() {
    return name;
  }

  public Comparison lines() {
    return lines;
  }

  /// The cost of what is priced.
  public Money before() {
    return before;
  }

  /// The cost after the scenario; empty if that of before or after is not known.
  public Optional<Money> after() {
    return after;
  }

  private static boolean isKnown(List<Repriced> lines) {
    return isPriced(lines) || lines.isEmpty();
  }

  private static boolean isPriced(List<Repriced> lines) {
    return lines.stream().anyMatch(line -> !line.before().charges().isEmpty());
  }

  /// The groups of `comparison`, in the order in which they first occur.
  public static List<AuditGroup> of(Comparison comparison, List<Attribute> dimensions) {
    return of(comparison, dimensions, false);
  }

  /// The groups of `comparison`, in the order in which they first occur.
  ///
  /// @param inFull whether the names of sessions and projects are not shortened
  public static List<AuditGroup> of(
      Comparison comparison, List<Attribute> dimensions, boolean inFull) {
    var byKey = new LinkedHashMap<List<String>, List<Repriced>>();
    for (var line : comparison.lines()) {
      var key = new ArrayList<String>();
      for (var dimension : dimensions) {
        key.add(line.value(dimension));
      }
      byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(line);
    }
    var groups = new ArrayList<AuditGroup>();
    var names = inFull ? GroupNames.IN_FULL : GroupNames.of(dimensions, byKey.keySet());
    byKey.forEach(
        (key, lines) -> groups.add(new AuditGroup(key, names.of(key), new Comparison(lines))));
    return groups;
  }

  /// `groups` taken together under one key.
  public static AuditGroup together(List<String> key, List<AuditGroup> groups) {
    return new AuditGroup(
        key,
        new Comparison(groups.stream().flatMap(group -> group.lines().lines().stream()).toList()));
  }

  /// All that was used, priced or not.
  public Usage usage() {
    var known = usage;
    if (known == null) {
      known = Usage.sum(lines.lines().stream().map(line -> line.original().usage()));
      usage = known;
    }
    return known;
  }

  /// All calls, with those that failed.
  public BigDecimal calls() {
    return counted().ok().add(counted().failed());
  }

  public BigDecimal failedCalls() {
    return counted().failed();
  }

  public BigDecimal unpricedCalls() {
    return calls().subtract(pricedCalls());
  }

  /// The calls that have a price, failed or not: what a cost per call divides by.
  public BigDecimal pricedCalls() {
    return counted().priced();
  }

  private Calls counted() {
    var known = calls;
    if (known == null) {
      known = Calls.of(lines.lines());
      calls = known;
    }
    return known;
  }

  private record Calls(BigDecimal ok, BigDecimal failed, BigDecimal priced) {
    static Calls of(List<Repriced> lines) {
      var ok = BigDecimal.ZERO;
      var failed = BigDecimal.ZERO;
      var priced = BigDecimal.ZERO;
      for (var line : lines) {
        var calls = line.original().usage().of(Meter.CALLS);
        if (line.original().key().status() == Status.FAILED) {
          failed = failed.add(calls);
        } else {
          ok = ok.add(calls);
        }
        for (var charge : line.before().charges()) {
          priced = priced.add(charge.slice().usage().of(Meter.CALLS));
        }
      }
      return new Calls(
          ok.stripTrailingZeros(), failed.stripTrailingZeros(), priced.stripTrailingZeros());
    }
  }

  /// Whether anything here has a price.
  public boolean isPriced() {
    return isPriced(lines.lines());
  }

  /// What it came to; empty if there are calls and none has a price.
  public Optional<Money> cost() {
    return isKnown(lines.lines()) ? Optional.of(before) : Optional.empty();
  }

  /// What it came to before discounts; empty as the cost is.
  public Optional<Money> list() {
    var usd = BigDecimal.ZERO;
    for (var line : lines.lines()) {
      for (var charge : line.before().charges()) {
        usd = usd.add(charge.list().usd());
      }
    }
    return cost().isPresent() ? Optional.of(new Money(usd)) : Optional.empty();
  }

  public Optional<Money> saved() {
    return after.map(before::minus);
  }

  /// Whether the scenario changes anything here.
  public boolean isMoved() {
    return isPriced()
        && lines.lines().stream().anyMatch(line -> !line.before().equals(line.after()));
  }

  public List<String> modelsBefore() {
    var known = modelsBefore;
    if (known == null) {
      known = models(Repriced::before);
      modelsBefore = known;
    }
    return known;
  }

  public List<String> modelsAfter() {
    var known = modelsAfter;
    if (known == null) {
      known = models(Repriced::after);
      modelsAfter = known;
    }
    return known;
  }

  /// What moved calls were sent to, as typed.
  public List<String> targets() {
    return lines.lines().stream()
        .flatMap(
            line ->
                line.after().charges().stream()
                    .map(charge -> charge.slice().key().model())
                    .filter(model -> !model.equals(line.original().key().model())))
        .distinct()
        .toList();
  }

  /// The models, the most expensive first: ids of the book, or names as logged where there is no
  /// price.
  private List<String> models(Function<Repriced, Ledger> side) {
    var costs = new LinkedHashMap<String, Money>();
    for (var line : lines.lines()) {
      var ledger = side.apply(line);
      for (var charge : ledger.charges()) {
        costs.merge(charge.card().priced().id(), charge.total(), Money::plus);
      }
      for (var rest : ledger.uncharged()) {
        costs.merge(rest.slice().key().model(), Money.ZERO, Money::plus);
      }
    }
    return costs.entrySet().stream()
        .sorted((a, b) -> b.getValue().compareTo(a.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
