package routercost.cli.explore;

import static java.util.stream.Collectors.groupingBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import routercost.audit.budget.Check;
import routercost.audit.days.DailyCosts;
import routercost.cli.explore.UsageLoader.ExploredUsage;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.PlannedBill;
import routercost.price.Attribute;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.MovePlan;
import routercost.report.common.NotCountedText;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.Phrases;
import routercost.report.whatif.BreakEvenSection;
import routercost.usage.UsageKey;
import routercost.whatif.BreakEven;
import routercost.whatif.CallFilter;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.GradedEvidence.Judge;

/// The calls of one selection in one grouping: their rows, their bill, what is suggested for them
/// and what is not counted.
public final class BillView {
  private static final Comparator<ExplorerRow> BY_NAME = Comparator.comparing(ExplorerRow::name);

  private final ExploredUsage usage;
  private final CallSelection selection;
  private final List<Attribute> dimensions;
  private final Judge judge;
  private final EvidenceVerdict untested;
  private final PlanPricer pricer;
  private final MovePlan suggested;
  private final Ledger days;
  private final SortedMap<LocalDate, Money> costs;
  private final Map<List<String>, List<Charge>> charges;
  private final Map<List<String>, List<Ledger.UnpricedSlice>> uncharged;
  private final IdentityHashMap<AuditGroup, Optional<BigDecimal>> escalations =
      new IdentityHashMap<>();
  private final Optional<PlanBudgets> budgets;
  private Optional<ExplorerPlan> judged = Optional.empty();
  private List<Check> checks = List.of();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> tiers = new HashSet<>(List.of("haiku", "sonnet", "opus"));
  private List<ExplorerRow> sorted = List.of();
  private Optional<RowSort> sortedBy = Optional.empty();

  BillView(
      ExploredUsage usage,
      CallSelection selection,
      List<Attribute> dimensions,
      Judge judge,
      Optional<BudgetGate> gate) {
    this.usage = usage;
    this.selection = selection;
    this.dimensions = dimensions;
    this.judge = judge;
    this.untested = judge.gate().withoutSample();
    var bill = usage.bill(selection);
    this.pricer = new PlanPricer(bill, dimensions, usage.book());
    this.suggested =
        hasTasks() ? PlannedBill.suggested(bill, usage.book(), judge).plan() : MovePlan.NONE;
    this.days = usage.days(selection);
    this.charges = days.charges().stream().collect(groupingBy(of -> row(of.slice().key())));
    this.uncharged = days.uncharged().stream().collect(groupingBy(of -> row(of.slice().key())));
    this.costs = DailyCosts.of(days, LocalDate.MAX).costs();
    this.budgets = gate.map(of -> new PlanBudgets(of, usage, usage.daily(selection)));
    budgets.ifPresent(_ -> judge(ExplorerPlan.NONE));
    pricer.rows().forEach(row -> tiers.addAll(row.tiers()));
    UnpricedUsage.sentences(bill.before()).forEach(notes::add);
    var ledger = new NotCountedText(usage.head().notCounted()).line();
    if (!ledger.isEmpty()) {
      notes.add(Phrases.capital(ledger));
    }
  }

  /// An order of rows.
  ///
  /// @param turned whether the smallest comes first
  public record RowSort(By by, boolean turned) {
    static final RowSort USUAL = new RowSort(By.COST, false);

    /// A column that rows are sorted by.
    public enum By {
      COST,
      SAVED,
      CALLS,
      NAME
    }
  }

  ExploredUsage usage() {
    return usage;
  }

  CallSelection selection() {
    return selection;
  }

  List<Attribute> dimensions() {
    return dimensions;
  }

  /// Whether rows are tasks, of which rules and graded answers speak.
  boolean hasTasks() {
    return dimensions.equals(List.of(Attribute.Known.TASK));
  }

  PlanPricer pricer() {
    return pricer;
  }

  /// The three usual tiers, and those that calls run on.
  Set<String> tiers() {
    return tiers;
  }

  /// Sentences on what is not counted.
  List<String> notes() {
    return notes;
  }

  BigDecimal calls() {
    return pricer.rows().stream().map(ExplorerRow::calls).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// The rows in an order; that by saving is of the moment when it was asked for.
  List<ExplorerRow> rows(RowSort sort, PlanPricer.Priced priced) {
    if (sortedBy.filter(sort::equals).isEmpty()) {
      Comparator<ExplorerRow> order =
          switch (sort.by()) {
            case COST -> Comparator.comparing((ExplorerRow row) -> row.group().before()).reversed();
            case SAVED -> Comparator.comparing((ExplorerRow row) -> saved(row, priced)).reversed();
            case CALLS -> Comparator.comparing(ExplorerRow::calls).reversed();
            case NAME -> BY_NAME;
          };
      var usual = isByTime() && sort.equals(RowSort.USUAL) ? BY_NAME : order.thenComparing(BY_NAME);
      sorted = pricer.rows().stream().sorted(sort.turned() ? usual.reversed() : usual).toList();
      sortedBy = Optional.of(sort);
    }
    return sorted;
  }

  /// Forgets an order by what changes.
  void sortAgain() {
    sortedBy = Optional.empty();
  }

  private boolean isByTime() {
    return dimensions.getFirst().isTime();
  }

  private static Money saved(ExplorerRow row, PlanPricer.Priced priced) {
    return priced.of(row).saved().orElse(Money.ZERO);
  }

  /// What the rules say of a row.
  Optional<MovePlan.Advice> advice(ExplorerRow row) {
    return Optional.ofNullable(suggested.advice().get(row.first()));
  }

  /// The moves that the rules suggest.
  List<PlannedMove> suggested() {
    var moves = new ArrayList<PlannedMove>();
    for (var row : pricer.rows()) {
      var target = advice(row).filter(MovePlan.Advice::moves).map(MovePlan.Advice::to);
      row.where()
          .filter(_ -> target.isPresent())
          .ifPresent(where -> moves.add(PlannedMove.none(where).to(target)));
    }
    return moves;
  }

  /// What graded answers say of a row on a tier or model.
  EvidenceVerdict verdict(ExplorerRow row, String target) {
    return judge.of(row.first(), target).orElse(untested);
  }

  /// The share of moved calls that may have to be redone before the move stops paying.
  Optional<BigDecimal> payingUntil(AuditGroup group) {
    return escalations.computeIfAbsent(
        group, of -> BreakEvenSection.breakEven(of).flatMap(BreakEven::escalation));
  }

  /// The cost of each day that has calls.
  SortedMap<LocalDate, Money> costs() {
    return costs;
  }

  /// The charges of one row, by day.
  Ledger days(ExplorerRow row) {
    var key = row.group().key();
    return new Ledger(charges.getOrDefault(key, List.of()), uncharged.getOrDefault(key, List.of()));
  }

  /// The key of the row of calls.
  private List<String> row(UsageKey key) {
    var found = usage.book().resolve(key.model(), key.day());
    return dimensions.stream().map(dimension -> dimension.value(key, found)).toList();
  }

  /// Whether calls under a key are of a row.
  boolean isIn(UsageKey key, ExplorerRow row) {
    return row(key).equals(row.group().key());
  }

  /// The budgets under a plan, or under an earlier one while it is [#isBehind]; none without a
  /// budgets file.
  List<Check> budgets(ExplorerPlan plan) {
    if (isBehind(plan) && budgets.orElseThrow().isSmall()) {
      judge(plan);
    }
    return checks;
  }

  /// Whether the budgets are not judged under this plan yet, which takes long for a large log.
  boolean isBehind(ExplorerPlan plan) {
    return budgets.isPresent() && judged.filter(plan::equals).isEmpty();
  }

  void judge(ExplorerPlan plan) {
    checks = budgets.orElseThrow().checks(plan);
    judged = Optional.of(plan);
  }

  /// Prices some calls under a move that the next key may make: of a row at the cursor, or of those
  /// that the rules move.
  boolean prepare(List<ExplorerRow> rows, int cursor, ExplorerPlan plan) {
    var near = rows.subList(Math.max(0, cursor - 1), Math.min(rows.size(), cursor + 2));
    var here = rows.stream().skip(cursor).limit(1);
    var next =
        Stream.of(
                near.stream().flatMap(row -> row.where().stream()).flatMap(this::onTiers),
                here.flatMap(row -> row.where().stream())
                    .flatMap(where -> ExplorerKeys.next(plan.of(where))),
                pricer.areShared() ? Stream.<PlannedMove>empty() : suggested().stream())
            .flatMap(moves -> moves)
            .filter(move -> !move.changesNothing() && !pricer.isKnown(move))
            .findFirst();
    next.ifPresent(move -> pricer.row(move.where()).ifPresent(row -> pricer.prepare(row, move)));
    return next.isPresent();
  }

  private Stream<PlannedMove> onTiers(CallFilter where) {
    return tiers.stream().map(tier -> PlannedMove.none(where).to(Optional.of(tier)));
  }

  /// The group of a row under one move; as it is without one.
  AuditGroup under(ExplorerRow row, PlannedMove move) {
    return move.changesNothing() ? row.group() : pricer.moved(row, move);
  }
}
