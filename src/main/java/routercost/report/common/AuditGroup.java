package routercost.report.common;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private @Nullable Figures figures;

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
    return figures().usage();
  }

  /// All calls, with those that failed.
  public BigDecimal calls() {
    return figures().calls().stripTrailingZeros().add(BigDecimal.ZERO);
  }

  public BigDecimal failedCalls() {
    return figures().failedCalls().stripTrailingZeros();
  }

  public BigDecimal unpricedCalls() {
    return calls().subtract(pricedCalls());
  }

  /// The calls that have a price, failed or not: what a cost per call divides by.
  public BigDecimal pricedCalls() {
    return figures().pricedCalls().stripTrailingZeros();
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
    return cost().map(_ -> figures().list());
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
    return figures().modelsBefore();
  }

  public List<String> modelsAfter() {
    return figures().modelsAfter();
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

  private Figures figures() {
    var known = figures;
    if (known == null) {
      known = Figures.of(lines.lines());
      figures = known;
    }
    return known;
  }

  /// What a report says of a group, from one pass over its lines.
  private record Figures(
      Usage usage,
      BigDecimal calls,
      BigDecimal failedCalls,
      BigDecimal pricedCalls,
      Money list,
      List<String> modelsBefore,
      List<String> modelsAfter) {
    static Figures of(List<Repriced> lines) {
      var usage = Usage.sum(lines.stream().map(line -> line.original().usage()));
      var failed = BigDecimal.ZERO;
      var priced = BigDecimal.ZERO;
      var list = BigDecimal.ZERO;
      var before = new LinkedHashMap<String, Money>();
      var after = new LinkedHashMap<String, Money>();
      for (var line : lines) {
        if (line.original().key().status() == Status.FAILED) {
          failed = failed.add(line.original().usage().of(Meter.CALLS));
        }
        for (var charge : line.before().charges()) {
          priced = priced.add(charge.slice().usage().of(Meter.CALLS));
          list = list.add(charge.list().usd());
        }
        addModels(line.before(), before);
        addModels(line.after(), after);
      }
      return new Figures(
          usage,
          usage.of(Meter.CALLS),
          failed,
          priced,
          new Money(list),
          mostExpensiveFirst(before),
          mostExpensiveFirst(after));
    }

    private static void addModels(Ledger ledger, Map<String, Money> costs) {
      for (var charge : ledger.charges()) {
        costs.merge(charge.card().priced().id(), charge.total(), Money::plus);
      }
      for (var rest : ledger.uncharged()) {
        costs.merge(rest.slice().key().model(), Money.ZERO, Money::plus);
      }
    }

    /// The models, the most expensive first: ids of the book, or names as logged where there is no
    /// price.
    private static List<String> mostExpensiveFirst(Map<String, Money> costs) {
      return costs.entrySet().stream()
          .sorted((a, b) -> b.getValue().compareTo(a.getValue()))
          .map(Map.Entry::getKey)
          .toList();
    }
  }
}
