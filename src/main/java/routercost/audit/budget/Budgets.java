package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import routercost.audit.budget.Budget.Metric;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.BudgetEvaluator.Judgment;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.audit.days.Forecast;
import routercost.price.Attribute;

/// The content of a budgets file.
///
/// @param name of the file, as given
/// @param timezone of its days; empty if not stated
/// @param maxBookAge the days that the built-in price book may be old; empty if it does not matter
public record Budgets(
    String name,
    Optional<ZoneId> timezone,
    List<Budget> budgets,
    List<Waiver> waivers,
    Optional<Integer> maxBookAge) {
  public Budgets {
    budgets = List.copyOf(budgets);
    waivers = List.copyOf(waivers);
  }

  /// The result of each budget, in the order of the file.
  ///
  /// @param today from which forecasts are made
  /// @param clock the day by which waivers end, whatever day a build pretends to run on
  public List<Check> checks(BudgetEvidence evidence, LocalDate today, LocalDate clock) {
    return budgets.stream().map(budget -> check(budget, evidence, today, clock)).toList();
  }

  private Check check(Budget budget, BudgetEvidence evidence, LocalDate today, LocalDate clock) {
    var expired =
        waivers.stream()
            .filter(waiver -> waiver.budget().equals(budget.id()) && !waiver.holds(clock))
            .toList();
    if (budget.threshold().level() == Budget.Level.OFF) {
      return new Check(
          budget,
          Check.Status.OFF,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          expired,
          Optional.empty(),
          Optional.empty());
    }
    var judgment = new BudgetEvaluator(evidence, today).judged(budget);
    var waiver = waiver(budget, judgment, clock);
    var base = evidence.baseActual(budget, today);
    var allowed = waiver.map(Waiver::limit).orElse(budget.threshold().limit());
    var obstacle = judgment.obstacle().or(() -> possibleExcess(judgment, allowed));
    return new Check(
        budget,
        status(budget, judgment, obstacle, waiver, base),
        judgment.measured(),
        obstacle,
        waiver,
        expired,
        base,
        judgment.possible());
  }

  /// The calls that are not measured, if with them the limit may be broken.
  private static Optional<NotJudged> possibleExcess(Judgment judgment, BigDecimal limit) {
    return judgment
        .possible()
        .filter(calls -> calls.most().filter(most -> !most.isOver(limit)).isEmpty())
        .flatMap(PossibleCalls::reason);
  }

  /// The waiver in force that covers an excess over the limit.
  private Optional<Waiver> waiver(Budget budget, Judgment judgment, LocalDate today) {
    return waivers.stream()
        .filter(waiver -> waiver.budget().equals(budget.id()) && waiver.holds(today))
        .filter(
            waiver ->
                judgment.mayBeOver(budget.threshold().limit()) && !judgment.isOver(waiver.limit()))
        .findFirst();
  }

  private static Check.Status status(
      Budget budget,
      Judgment judgment,
      Optional<NotJudged> obstacle,
      Optional<Waiver> waiver,
      Optional<Ratio> base) {
    var threshold = budget.threshold();
    boolean over = judgment.isOver(threshold.limit());
    boolean excused = waiver.isPresent() || base.filter(judgment::isWithin).isPresent();
    boolean isKnown = over && !excused && budget.metric().grows();
    if (obstacle.isPresent() && !isKnown) {
      return Check.Status.ERROR;
    }
    if (over) {
      return excused || threshold.level() == Budget.Level.WARN
          ? Check.Status.WARN
          : Check.Status.FAIL;
    }
    return judgment.isOver(threshold.warning()) ? Check.Status.WARN : Check.Status.OK;
  }

  /// The first day needed to judge the days from `first` on: an increase needs the period before, a
  /// forecast eight weeks.
  public LocalDate firstDay(LocalDate first) {
    var compared =
        budgets.stream()
            .map(Budget::terms)
            .filter(terms -> terms.baseline() instanceof Budget.Baseline.PriorPeriod)
            .flatMap(terms -> terms.cycle().before(first).stream())
            .map(DateSpan::from);
    var learned =
        budgets.stream()
            .filter(budget -> budget.metric() == Metric.FORECAST)
            .map(_ -> first.minusDays(Forecast.MOST_DAYS));
    return Stream.of(Stream.of(first), compared, learned)
        .flatMap(days -> days)
        .min(LocalDate::compareTo)
        .orElse(first);
  }

  /// The files that budgets use as their baseline.
  public SortedSet<String> baselineFiles() {
    var files = new TreeSet<String>();
    budgets.stream()
        .filter(budget -> budget.threshold().level() != Budget.Level.OFF)
        .map(budget -> budget.terms().baseline())
        .forEach(
            baseline -> {
              if (baseline instanceof Budget.Baseline.File(String path)) {
                files.add(path);
              }
            });
    return files;
  }

  /// Whether the sums of months are all that it takes to judge them.
  public boolean areByMonth() {
    return budgets.stream().allMatch(Budget::isByMonth);
  }

  public boolean asksForSingleCalls() {
    return budgets.stream().anyMatch(budget -> budget.metric().isOfSingleCalls());
  }

  /// The columns of the log that scopes need.
  public SortedSet<String> labels() {
    var labels = new TreeSet<String>();
    budgets.forEach(
        budget -> {
          labels.addAll(budget.scope().labels());
          labels.addAll(budget.of().labels());
          if (budget.metric() == Metric.COST_PER_VALUE) {
            labels.addAll(label(budget));
          }
        });
    return Collections.unmodifiableSortedSet(labels);
  }

  /// The column of a cost per value, unless it is an attribute of every call.
  private static List<String> label(Budget budget) {
    return budget.terms().target().map(Attribute::named).stream()
        .filter(attribute -> attribute instanceof Attribute.Label)
        .map(Attribute::id)
        .toList();
  }

  /// The tiers and models for which missed savings are measured.
  public SortedSet<String> targets() {
    var targets = new TreeSet<String>();
    budgets.stream()
        .filter(budget -> budget.metric() == Metric.SAVINGS_MISSED)
        .forEach(budget -> budget.terms().target().ifPresent(targets::add));
    return Collections.unmodifiableSortedSet(targets);
  }

  /// These budgets with every model in a scope named by `id`.
  public Budgets naming(UnaryOperator<String> id) {
    return withScopes(scope -> scope.naming(id));
  }

  /// These budgets with the models that a policy on retiring models forbids.
  ///
  /// @param retiring the models that are retired within some days from now, or are already
  public Budgets forbidding(IntFunction<SortedSet<String>> retiring) {
    return withScopes(scope -> scope.forbidding(retiring));
  }

  /// These budgets with policies that forbid, of many known models, only those that are on `bill`:
  /// they say the same, in fewer words.
  public Budgets shortened(Bill bill) {
    var absent =
        new TreeSet<>(bill.vocabulary().getOrDefault("model", Collections.emptySortedSet()));
    absent.removeAll(bill.by("model").keySet());
    return withScopes(scope -> scope.without(absent));
  }

  private Budgets withScopes(UnaryOperator<Scope> changed) {
    return new Budgets(
        name,
        timezone,
        budgets.stream()
            .map(
                budget ->
                    new Budget(
                        budget.id(),
                        budget.line(),
                        budget.metric(),
                        changed.apply(budget.scope()),
                        changed.apply(budget.of()),
                        budget.threshold(),
                        budget.terms(),
                        budget.message()))
            .toList(),
        waivers,
        maxBookAge);
  }
}
