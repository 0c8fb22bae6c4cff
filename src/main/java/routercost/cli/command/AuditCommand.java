package routercost.cli.command;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routercost.audit.Latencies;
import routercost.audit.LoggedCostCheck;
import routercost.audit.WaitingTime;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.GroupByOption;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.MoveOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RoutingOption;
import routercost.cli.options.RowLimit;
import routercost.cli.options.UnitOptions;
import routercost.cli.run.AuditBuilder;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.CallObserver;
import routercost.cli.run.LogRun;
import routercost.cli.run.PlannedBill;
import routercost.cli.run.SecondReading;
import routercost.cli.run.SessionCalls;
import routercost.cli.run.TopCalls;
import routercost.price.Attribute;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.report.audit.Audit;
import routercost.report.audit.AuditReport;
import routercost.report.common.MovePlan;
import routercost.report.gate.GateReport;
import routercost.report.layout.RowOrder;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison;
import routercost.whatif.SingleAnswers;
import routercost.whatif.routing.Routing;

/// The costs of the calls in a log, and what they would be on other models.
@Command(
    description = "Show what logged calls cost, and what moving tasks would save.",
    footer = {
      "",
      "Examples:",
      "  router-cost audit samples/calls.csv",
      "  router-cost audit samples/calls.csv --group-by team,model --month 2026-10",
      "  router-cost audit samples/calls.csv --move plan_release=sonnet -f csv"
    })
final class AuditCommand implements Callable<Integer> {
  @Option(
      names = "--sort",
      paramLabel = "BY",
      description =
          "Sort rows by cost (default), saved, calls, tokens or name; cost:asc turns the order.")
  Optional<RowOrder> sort = Optional.empty();

  @Option(
      names = "--watch",
      description = "Print again whenever the logs grow, until q is pressed.")
  boolean watch;

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin MoveOptions moves;
  @Mixin RoutingOption routing;
  @Mixin GroupByOption groupBy;
  @Mixin UnitOptions units;
  @Mixin EvidenceOptions evidence;
  @Mixin RowLimit top;
  @Mixin LogOptions logOptions;
  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions budgets;

  private Optional<Routing> routed = Optional.empty();

  @Override
  public Integer call() {
    if (watch) {
      return RouterCost.watched(spec, output.console.environment(), logs.paths(spec, logOptions));
    }
    top.require();
    var sorted = RowLimit.sort(sort, Audit.Sort.class);
    units.requireEffort();
    var laterBook = prices.laterBook();
    if (!moves.isEmpty()) {
      moves.requireTargets(laterBook.get());
      if (routing.file.isPresent()) {
        throw new ConfigurationProblem("--routing cannot be combined with --move");
      }
    }
    var plainRun = new LogRun("audit", logOptions, prices, output.console);
    var gate = BudgetGate.of(budgets, plainRun, laterBook);
    var run = gate.isPresent() ? gate.get().run() : plainRun;
    routed = routing.file.isEmpty() ? routed : routing.read(laterBook.get(), run.today());
    var check = LoggedCostCheck.of(laterBook);
    var paths = logs.paths(spec, logOptions);
    var periods = periods(gate.isPresent(), laterBook);
    boolean cutsAnswers = routed.filter(Routing::cutsAnswers).isPresent();
    if (cutsAnswers) {
      groupBy.keepToTask();
    }
    var reader =
        run.reader(paths, labels(gate))
            .choosing(groupBy.choices(otherLabels(gate)))
            .checking(check)
            .mergeDays(periods);
    var answers = SingleAnswers.NONE;
    if (cutsAnswers) {
      var calls = new CallObserver(laterBook.get(), false, true);
      reader.callByCall(calls);
      answers = calls.answers();
    }
    var topCalls = topCalls(cutsAnswers, laterBook);
    topCalls.ifPresent(reader::callByCall);
    var latencies = new Latencies();
    reader.latencies(latencies);
    var read =
        groupBy.decide(run.tally(reader), otherLabels(gate), () -> prices.quotes(laterBook.get()));
    var tally = topCalls.map(calls -> calls.apart(read)).orElse(read);
    var book = laterBook.get();
    moves.requireCalls(tally.used(), book);
    routing.warnings(routed, tally.used(), book).forEach(output.console::warn);
    groupBy.requireLabels(tally.used().cells().keySet().stream(), Stream.of(tally));
    units.requireLabels(tally.used().cells().keySet().stream(), Stream.of(tally));
    var asLogged = prices.bill(tally.used(), book).with(answers);
    var bill = periods.map(within -> asLogged.foldingDays(within.get())).orElse(asLogged);
    var planned = planned(bill, book, run.today());
    if (planned.plan().moves()) {
      var sessions = new SessionCalls(new SecondReading(run, paths, labels(gate)), periods);
      var shared = sessions.of(bill, tally, book, keys(periods, tally));
      planned = shared.prefixes().isEmpty() ? planned : planned(shared, book, run.today());
    }
    var waiting =
        planned.plan().moves() && !tally.hasCubes()
            ? new WaitingTime(latencies, book).of(planned.comparison())
            : Optional.<WaitingTime.Saved>empty();
    var audit =
        new AuditBuilder(book, run.today(), prices.quotes(book), evidence.judge(book, run.today()))
            .audit(
                run.metadata(tally, book),
                tally,
                planned.comparison(),
                cutsAnswers || periods.isPresent() ? bill : bill.inTierPeriods(book),
                check,
                planned.plan(),
                waiting,
                new Audit.View(
                    groupBy.attributes(),
                    topCalls.map(TopCalls::most).or(() -> top.rows),
                    sorted.orElse(Audit.Sort.of(groupBy.attributes())),
                    sort.filter(RowOrder::isTurned).isPresent(),
                    output.isVerbose(),
                    units.economics()));
    var judged = planned.plan().kind() == MovePlan.Kind.SUGGESTION ? bill : planned.comparison();
    var result = gate.map(of -> of.evaluate(audit.head(), tally, of.billing().bill(judged)));
    var comparison = planned.comparison();
    output.print(
        GateReport.of(AuditReport.of(audit, gate.isPresent()), result),
        () -> {
          result.ifPresent(of -> budgets.review(of, output.console));
          run.review(tally, audit.head().notCounted());
          run.review(comparison);
        });
    return budgets.code(output.console.exit());
  }

  /// The most expensive calls, if the rows are calls.
  private Optional<TopCalls> topCalls(boolean cutsAnswers, Supplier<PriceBook> book) {
    if (!groupBy.isByCall()) {
      return Optional.empty();
    }
    if (cutsAnswers) {
      throw new ConfigurationProblem(
          "--group-by call cannot be combined with a routing that limits answers");
    }
    return Optional.of(new TopCalls(top.rows.orElse(TopCalls.USUAL), prices.quotes(book.get())));
  }

  private Set<String> labels(Optional<BudgetGate> gate) {
    var labels = otherLabels(gate);
    labels.addAll(groupBy.labels());
    return labels;
  }

  private Set<String> otherLabels(Optional<BudgetGate> gate) {
    var labels = new HashSet<>(units.labels());
    labels.addAll(moves.labels());
    routed.ifPresent(of -> labels.addAll(of.labels()));
    gate.ifPresent(of -> labels.addAll(of.labels()));
    return labels;
  }

  /// The periods whose days are taken together; empty if each day matters.
  private Optional<Supplier<PricePeriods>> periods(boolean hasGate, Supplier<PriceBook> book) {
    if (keepsDays(hasGate)) {
      return Optional.empty();
    }
    return Optional.of(
        () -> {
          var targets = moves.moves().stream().map(MoveOptions::target).toList();
          var of = routed.isEmpty() ? book.get().periods(targets) : book.get().periods();
          return groupBy.attributes().contains(Attribute.Known.MONTH) ? of.withinMonths() : of;
        });
  }

  /// The keys of the bill for those of single calls.
  private static UnaryOperator<UsageKey> keys(
      Optional<Supplier<PricePeriods>> periods, LogTally tally) {
    return periods
        .filter(_ -> tally.billed().isEmpty()) // which is compared with the calls of its days
        .map(Supplier::get)
        .map(together -> together.keys(tally.days()))
        .orElse(UnaryOperator.identity());
  }

  /// Whether single days matter: to budgets, to a move, to a routing, or to rows by a time other
  /// than months.
  private boolean keepsDays(boolean hasGate) {
    return hasGate
        || output.isDrawn() // the cost of each day
        || moves.areByTime()
        || units.isByTime()
        || groupBy.isBySession()
        || groupBy.isByCall()
        || routed.filter(Routing::isByDay).isPresent()
        || groupBy.attributes().stream()
            .anyMatch(attribute -> attribute.isTime() && attribute != Attribute.Known.MONTH);
  }

  /// The bill after the moves of the options, or after what the rules suggest.
  private PlannedBill planned(Comparison bill, PriceBook book, LocalDate today) {
    if (!moves.isEmpty()) {
      return PlannedBill.moved(bill, moves.moves(), book, evidence, today);
    }
    return PlannedBill.of(bill, routed, book, evidence, today);
  }
}
