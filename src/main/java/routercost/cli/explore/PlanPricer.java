package routercost.cli.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.report.common.AuditGroup;
import routercost.usage.SafeText;
import routercost.whatif.CallFilter;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.Effects;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;

/// The rows of a bill and what they cost under plans. It remembers what each row costs under each
/// move, so that a key adds up rows rather than prices calls; what calls of several rows share is
/// priced together.
public final class PlanPricer {
  private final Comparison asIs;
  private final List<Attribute> dimensions;
  private final boolean areMovable;
  private final PriceBook book;
  private final Effects effects;
  private final List<ExplorerRow> rows = new ArrayList<>();
  private final Map<CallFilter, ExplorerRow> byFilter = new HashMap<>();
  private final Money before;
  private final Map<PlannedMove, MovedRow> byMove = new HashMap<>();
  private Optional<PricedAhead> ahead = Optional.empty();
  private Optional<Priced> latest = Optional.empty();
  private Optional<Whole> last = Optional.empty();

  /// A row under a move.
  ///
  /// @param cost empty if calls with a price would lose it
  private record MovedRow(AuditGroup group, Optional<Money> cost) {}

  /// A row of which some calls are priced under a move.
  private final class PricedAhead {
    /// So many lines take no longer than a key may, even before they are compiled.
    private static final int STEP = 100;

    private final ExplorerRow row;
    private final PlannedMove move;
    private final Scenario scenario;
    private final List<Repriced> priced = new ArrayList<>();

    PricedAhead(ExplorerRow row, PlannedMove move) {
      this.row = row;
      this.move = move;
      this.scenario = new Scenario("a row", List.<Rule>of(move.rule()), effects);
    }

    /// Prices so many more lines; true if there are no more.
    boolean goOn(int most) {
      var lines = row.group().lines().lines();
      int end = (int) Math.min(lines.size(), (long) priced.size() + most);
      priced.addAll(asIs.part(lines.subList(priced.size(), end), scenario, book).lines());
      return priced.size() == lines.size();
    }

    MovedRow moved() {
      var lines = new Comparison(priced);
      return new MovedRow(new AuditGroup(row.group().key(), lines), lines.costAfter());
    }
  }

  /// The groups of a bill under one plan.
  private record Whole(
      ExplorerPlan plan, Optional<Money> after, Map<List<String>, AuditGroup> groups) {}

  /// The bill under a plan.
  ///
  /// @param after empty if calls with a price would lose it
  /// @param groups of the rows that the plan may change, by key
  public record Priced(
      ExplorerPlan plan,
      Money before,
      Optional<Money> after,
      Map<List<String>, AuditGroup> groups) {
    /// A row under the plan.
    public AuditGroup of(ExplorerRow row) {
      return groups.getOrDefault(row.group().key(), row.group());
    }

    public Optional<Money> saved() {
      return after.map(before::minus);
    }
  }

  PlanPricer(Comparison asIs, List<Attribute> dimensions, PriceBook book) {
    this.asIs = asIs;
    this.book = book;
    this.effects = asIs.informed(Scenario.NONE).effects();
    AuditGroup.of(asIs, dimensions).forEach(group -> rows.add(row(group, dimensions)));
    this.dimensions = dimensions;
    this.before = asIs.costBefore();
    rows.forEach(row -> row.where().ifPresent(where -> byFilter.put(where, row)));
    this.areMovable = byFilter.size() == rows.size();
  }

  public List<ExplorerRow> rows() {
    return rows;
  }

  /// The row of these calls; empty if rows are others now.
  Optional<ExplorerRow> row(CallFilter where) {
    return Optional.ofNullable(byFilter.get(where));
  }

  Comparison asIs() {
    return asIs;
  }

  private ExplorerRow row(AuditGroup group, List<Attribute> dimensions) {
    return new ExplorerRow(
        where(group, dimensions),
        group,
        group.cost(),
        group.calls(),
        group.unpricedCalls(),
        tiers(group));
  }

  /// A filter of the calls of a row; none if moves change what it looks at, or if another row may
  /// pass it, as a star stands for any text. A
  /// name that could steer a terminal is not printed in a command.
  private static Optional<CallFilter> where(AuditGroup group, List<Attribute> dimensions) {
    var values = new TreeMap<String, String>();
    for (int i = 0; i < dimensions.size(); i++) {
      var value = group.key().get(i);
      boolean isPlain = value.indexOf('*') < 0 && SafeText.of(value).equals(value);
      if (isChangeable(dimensions.get(i)) || !isPlain) {
        return Optional.empty();
      }
      values.put(dimensions.get(i).id(), value);
    }
    return Optional.of(new CallFilter(values));
  }

  private static boolean isChangeable(Attribute attribute) {
    return attribute.equals(Attribute.Label.PROJECT)
        || (attribute instanceof Attribute.Known known
            && (known.needsBook() || known == Attribute.Known.BAND));
  }

  private List<String> tiers(AuditGroup group) {
    var costs = new LinkedHashMap<String, Money>();
    for (var line : group.lines().lines()) {
      var tier = tier(line);
      costs.merge(tier, line.before().total(), Money::plus);
    }
    costs.remove("");
    return costs.entrySet().stream()
        .sorted((a, b) -> b.getValue().compareTo(a.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String tier(Repriced line) {
    return line.value(Attribute.Known.TIER);
  }

  /// The bill under a plan, of which moves of other calls are left out.
  Priced price(ExplorerPlan whole) {
    if (latest.filter(of -> of.plan().equals(whole)).isPresent()) {
      return latest.get();
    }
    var priced = priced(whole);
    latest = Optional.of(priced);
    return priced;
  }

  private Priced priced(ExplorerPlan whole) {
    var plan = whole.where(move -> !isElsewhere(move.where()));
    boolean areApart =
        asIs.prefixes().isEmpty()
            && plan.moves().stream().allMatch(move -> byFilter.containsKey(move.where()));
    return plan.isEmpty()
        ? new Priced(plan, before, Optional.of(before), Map.of())
        : areApart ? ofRows(plan) : together(plan);
  }

  /// Whether none of these rows has such calls, as rows name what the filter names.
  private boolean isElsewhere(CallFilter where) {
    return areMovable
        && !byFilter.containsKey(where)
        && where.conditions().stream().map(Condition::attribute).toList().equals(dimensions);
  }

  private Priced ofRows(ExplorerPlan plan) {
    var groups = new HashMap<List<String>, AuditGroup>();
    Optional<Money> after = Optional.of(before);
    for (var move : plan.moves()) {
      var row = Objects.requireNonNull(byFilter.get(move.where()));
      var moved = known(row, move);
      groups.put(row.group().key(), moved.group());
      after =
          after.flatMap(
              sum -> moved.cost().map(cost -> sum.minus(moved.group().before()).plus(cost)));
    }
    return new Priced(plan, before, after, groups);
  }

  /// Whether it is known what a row costs under a move.
  boolean isKnown(PlannedMove move) {
    return byMove.containsKey(move);
  }

  /// One row under one move of its calls.
  AuditGroup moved(ExplorerRow row, PlannedMove move) {
    return known(row, move).group();
  }

  private MovedRow known(ExplorerRow row, PlannedMove move) {
    var known = byMove.get(move);
    if (known == null) {
      var begun = begun(row, move);
      begun.goOn(Integer.MAX_VALUE);
      known = begun.moved();
      byMove.put(move, known);
    }
    return known;
  }

  private PricedAhead begun(ExplorerRow row, PlannedMove move) {
    return ahead.filter(of -> of.move.equals(move)).orElseGet(() -> new PricedAhead(row, move));
  }

  /// Prices some calls of a row under a move that a key may make.
  void prepare(ExplorerRow row, PlannedMove move) {
    var begun = begun(row, move);
    boolean isDone = begun.goOn(PricedAhead.STEP);
    ahead = Optional.of(begun).filter(_ -> !isDone);
    if (isDone) {
      byMove.put(move, begun.moved());
    }
  }

  /// Whether calls of several rows share prefixes, so that a plan is priced as one.
  boolean areShared() {
    return !asIs.prefixes().isEmpty();
  }

  private Priced together(ExplorerPlan plan) {
    if (last.filter(of -> of.plan().equals(plan)).isEmpty()) {
      var moved = asIs.under(plan.scenario(), book);
      var lines = new IdentityHashMap<Repriced, Repriced>();
      for (int i = 0; i < asIs.lines().size(); i++) {
        lines.put(asIs.lines().get(i), moved.lines().get(i));
      }
      var groups = new HashMap<List<String>, AuditGroup>();
      for (var row : rows) {
        var part =
            row.group().lines().lines().stream()
                .map(line -> lines.getOrDefault(line, line))
                .toList();
        groups.put(row.group().key(), new AuditGroup(row.group().key(), new Comparison(part)));
      }
      last = Optional.of(new Whole(plan, moved.costAfter(), groups));
    }
    var whole = last.orElseThrow();
    return new Priced(plan, before, whole.after(), whole.groups());
  }
}
