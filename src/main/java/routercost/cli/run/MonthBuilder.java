package routercost.cli.run;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import routercost.audit.DataQuality;
import routercost.audit.days.DailyCosts;
import routercost.audit.days.Forecast;
import routercost.cli.options.EvidenceOptions;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.price.Quote;
import routercost.price.RateCard;
import routercost.price.variance.Causes;
import routercost.price.variance.Split;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.VarianceBill;
import routercost.read.tally.LogTally;
import routercost.read.value.Period;
import routercost.report.common.Assumptions;
import routercost.report.common.Grouping;
import routercost.report.common.QualitySection;
import routercost.report.common.RunMetadata;
import routercost.report.gate.GateResult;
import routercost.report.month.FiscalCalendar.ReportedPeriod;
import routercost.report.month.MonthEnd;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison;
import routercost.whatif.RealizedSavings;
import routercost.whatif.SingleAnswers;
import routercost.whatif.routing.Routing;

/// A builder of the report of a period. Days are priced one by one and kept as sums; everything
/// else is priced where days of equal prices are taken together, so that a year takes little room.
///
/// @param previous the period that it is compared with
/// @param gate the budgets, if any are given
/// @param routed the routing whose savings are shown, if any is given
public record MonthBuilder(
    LogRun run,
    List<String> paths,
    PriceBook book,
    ReportedPeriod period,
    ReportedPeriod previous,
    Optional<BudgetGate> gate,
    Optional<Routing> routed,
    EvidenceOptions evidence) {
  private static final int LONGEST_MONTH = 31;
  private static final List<String> OWNERS = List.of("team", "cost_center");

  /// What was read, and the report of it.
  ///
  /// @param tally of the period
  /// @param together the stretches whose days its keys take together, if it is long
  public record Built(MonthEnd month, LogTally tally, Optional<PricePeriods> together) {}

  /// Reads the period and the one before, and prices both.
  public Built build() {
    var reader = run.reader(paths, labels(), days(period)).mergeDays(merged());
    var tally = run.tally(reader);
    var head = run.metadata(tally, book, days(period));
    var bill = run.prices().bill(together(tally), book);
    var planned = PlannedBill.of(bill, routed, book, evidence, run.today());
    var before = earlierTally();
    var month =
        new MonthEnd(
            head,
            period,
            planned.comparison(),
            planned.plan(),
            costs(tally),
            owners(tally),
            before.map(of -> earlier(of, bill)),
            gate.map(of -> judged(of, head, tally, bill)),
            routed.flatMap(of -> before.map(base -> realized(of, base, tally))),
            forecast(tally, before),
            priceChanges(bill.before()),
            quality(head, tally, bill),
            Stream.concat(
                    LogRun.assumptions(tally).stream(),
                    Assumptions.of(planned.comparison()).stream())
                .distinct()
                .toList(),
            Optional.empty());
    return new Built(month, tally, merged().map(Supplier::get));
  }

  /// The usage with days of one month and one price as one.
  private UsageCube together(LogTally tally) {
    return tally.used().rekeyed(book.periods().withinMonths().keys(tally.days()));
  }

  /// The periods whose days are read together where the time is long: the tasks of each day of a
  /// year can be more than there is room for.
  private Optional<Supplier<PricePeriods>> merged() {
    boolean keepsDays = gate.filter(of -> !of.budgets().areByMonth()).isPresent();
    return isLong() && !keepsDays
        ? Optional.of(() -> book.periods().withinMonths())
        : Optional.empty();
  }

  private boolean isLong() {
    return period.from().plusDays(LONGEST_MONTH).isBefore(period.to()) && !paths.contains("-");
  }

  /// The cost of each day: of a long time, whose days were read together, by another reading.
  private TreeMap<LocalDate, Money> costs(LogTally tally) {
    if (merged().isEmpty()) {
      return days(tally);
    }
    var reader = run.reader(paths, Set.of(), days(period)).withoutRejectFile().withoutTasks();
    return days(run.tallyUnfiltered(reader));
  }

  private Set<String> labels() {
    var labels = new HashSet<>(OWNERS);
    gate.ifPresent(of -> labels.addAll(of.labels()));
    routed.ifPresent(of -> labels.addAll(of.labels()));
    return labels;
  }

  private static Period days(ReportedPeriod period) {
    return new Period(Optional.of(period.from()), Optional.of(period.to().plusDays(1)));
  }

  /// The logs of the period before; empty without any call, or where logs can be read only once.
  private Optional<LogTally> earlierTally() {
    if (paths.contains("-")) {
      return Optional.empty();
    }
    var tally =
        run.tallyUnfiltered(
            run.reader(paths, labels(), days(previous))
                .withoutRejectFile()
                .mergeDays(
                    period.isOpen() || routed.isPresent()
                        ? Optional.empty() // which the forecast learns from
                        : Optional.of(() -> book.periods())));
    return Optional.of(tally).filter(of -> !of.used().isEmpty());
  }

  private List<Attribute> owners(LogTally tally) {
    var owners = new ArrayList<Attribute>();
    for (var label : OWNERS) {
      Predicate<UsageKey> has = key -> !key.labels().getOrDefault(label, "").isEmpty();
      if (tally.used().cells().keySet().stream().anyMatch(has)) {
        owners.add(Attribute.named(label));
      }
    }
    return owners;
  }

  /// The cost of each day, of which no charge is kept.
  private TreeMap<LocalDate, Money> days(LogTally tally) {
    var quotes = run.prices().quotes(book);
    var days = new TreeMap<LocalDate, Money>();
    tally
        .used()
        .slices()
        .forEach(
            slice ->
                days.merge(
                    slice.key().day(), Ledger.of(List.of(slice), quotes).total(), Money::plus));
    return days;
  }

  private MonthEnd.Earlier earlier(LogTally before, Comparison bill) {
    var earlier = run.prices().bill(together(before), book);
    var byTask = new Grouping(List.of(Attribute.Known.TASK));
    var base = new VarianceBill(earlier.before(), lastDay(previous));
    var head = new VarianceBill(bill.before(), lastDay(period));
    var variance = Variance.of(base, head, book, byTask::of, Split.of(Method.STEPS));
    return new MonthEnd.Earlier(
        run.metadata(before, book, days(previous)),
        previous,
        earlier,
        variance,
        Causes.of(variance, base, head, book, byTask::of));
  }

  private LocalDate lastDay(ReportedPeriod of) {
    return run.prices().asOf().orElse(of.to());
  }

  private GateResult judged(BudgetGate of, RunMetadata head, LogTally tally, Comparison bill) {
    var judged = of.budgets().areByMonth() ? bill : run.prices().bill(tally.used(), book);
    return of.evaluate(head, tally, of.billing().bill(judged));
  }

  private RealizedSavings realized(Routing of, LogTally before, LogTally tally) {
    return RealizedSavings.of(
        together(before).plus(together(tally)),
        of,
        period.from(),
        book,
        run.prices().asOf(),
        SingleAnswers.NONE);
  }

  /// The forecast of a month that is not over.
  private Optional<Forecast> forecast(LogTally tally, Optional<LogTally> before) {
    if (!period.isOpen() || !period.isMonth()) {
      return Optional.empty();
    }
    var costs = days(tally);
    before.ifPresent(of -> costs.putAll(days(of)));
    var days = new DailyCosts(costs.headMap(run.today(), false));
    return Optional.of(Forecast.of(days, YearMonth.from(period.from())));
  }

  private QualitySection quality(RunMetadata head, LogTally tally, Comparison bill) {
    return new QualitySection(
        head.inputs(),
        head.notCounted(),
        bill.costBefore(),
        DataQuality.of(
            bill.before(),
            tally.duplicates(),
            tally.skipped(),
            tally.unseen(),
            run.prices().quotes(book),
            book.catalog()),
        tally.warnings());
  }

  /// The models that were called and whose list price changed after the first day.
  private List<MonthEnd.PriceChange> priceChanges(Ledger ledger) {
    var changes = new TreeMap<String, MonthEnd.PriceChange>();
    var models = new HashSet<String>();
    ledger.charges().forEach(charge -> models.add(charge.card().priced().id()));
    for (var model : models) {
      var key = UsageKey.of(period.from(), "", model);
      book.changes(period.to().plusDays(1))
          .filter(day -> day.isAfter(period.from()) && !day.isAfter(period.to()))
          .forEach(
              day ->
                  change(key, day)
                      .ifPresent(change -> changes.put(change.model() + " " + day, change)));
    }
    return List.copyOf(changes.values());
  }

  private Optional<MonthEnd.PriceChange> change(UsageKey key, LocalDate day) {
    var before = card(key.withDay(day.minusDays(1)));
    var after = card(key.withDay(day));
    return before.flatMap(
        old ->
            after
                .filter(now -> !now.rates().equals(old.rates()))
                .map(now -> new MonthEnd.PriceChange(key.model(), day, old, now)));
  }

  private Optional<RateCard> card(UsageKey key) {
    return book.quote(key) instanceof Quote.Priced(var card) ? Optional.of(card) : Optional.empty();
  }
}
