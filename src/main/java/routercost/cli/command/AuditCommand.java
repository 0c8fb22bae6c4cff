package routercost.cli.command;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routercost.audit.LoggedCostCheck;
import routercost.cli.console.ExitCode;
import routercost.cli.options.BudgetOptions;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.GroupByOption;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.MoveOption;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RoutingOption;
import routercost.cli.options.RowLimit;
import routercost.cli.run.AuditBuilder;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.PlannedBill;
import routercost.cli.run.RunMetadataBuilder;
import routercost.price.Attribute;
import routercost.price.PriceBook;
import routercost.read.config.routing.RoutingFile;
import routercost.read.tally.DayMerging;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.report.audit.Audit;
import routercost.report.audit.AuditReport;
import routercost.report.common.MovePlan;
import routercost.report.gate.GateReport;
import routercost.whatif.Comparison;

/// What the calls in a log cost, and what they would cost elsewhere.
@Command(
    name = "audit",
    description = "Say what the calls in a log cost, and what moving tasks would save.",
    footer = {
      "",
      "Examples:",
      "  router-cost audit calls.csv",
      "  router-cost audit calls.csv --move plan=sonnet --move review=haiku",
      "  router-cost audit logs/ --group-by team,model --month 2026-10 -f csv"
    })
final class AuditCommand implements Callable<Integer> {
  @Option(
      names = "--sort",
      paramLabel = "BY",
      defaultValue = "cost",
      description = "cost (default), saved, calls, tokens or name.")
  Audit.Sort sort = Audit.Sort.COST;

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin MoveOption moves;
  @Mixin RoutingOption routing;
  @Mixin GroupByOption groupBy;
  @Mixin EvidenceOptions evidence;
  @Mixin RowLimit top;
  @Mixin LogOptions reading;
  @Mixin PriceOptions pricing;
  @Mixin OutputOptions output;
  @Mixin BudgetOptions gating;

  @Override
  public Integer call() {
    top.require();
    var later = pricing.laterBook();
    var told = moves.checked();
    if (!moves.isEmpty()) {
      told.requireTargets(later.get());
    }
    if (routing.file.isPresent() && !moves.isEmpty()) {
      throw new ConfigurationProblem("--routing goes without --move");
    }
    var today = pricing.today(reading.timezone());
    var judging = BudgetGate.of(gating, reading, pricing, output, later, today);
    var check = LoggedCostCheck.of(later);
    var labels = new HashSet<>(groupBy.labels());
    labels.addAll(told.labels());
    judging.ifPresent(some -> labels.addAll(some.labels()));
    var times = groupBy.attributes().stream().filter(Attribute::isTime).toList();
    boolean monthly = times.contains(Attribute.Known.MONTH);
    boolean daily = judging.isPresent() || told.areByTime() || times.size() > (monthly ? 1 : 0);
    DayMerging merging =
        daily
            ? DayMerging.NONE
            : monthly
                ? days -> later.get().pricePeriodsOfMonths(days)
                : days -> later.get().pricePeriods(days);
    var tally =
        reading.tally(
            logs.paths(spec), labels, today, Optional.of(check), merging, output.progress());
    var book = later.get();
    told.requireCalls(tally.used(), book);
    groupBy.requireLabels(tally.used().cells().keySet().stream());
    boolean merged = daily || monthly; // but for saved cubes, which have days
    var used = merged ? tally.used() : book.inPricePeriods(tally.used());
    var bill = pricing.bill(used, book);
    var planned = planned(bill, book, today);
    var audit = audit(tally, planned, check, book, today);
    var asked = planned.plan().kind() == MovePlan.Kind.SUGGESTION ? bill : planned.comparison();
    var gate = judging.map(some -> some.gate(audit.head(), asked));
    output.print(GateReport.of(AuditReport.of(audit), gate));
    var verdict = judging.flatMap(some -> gate.map(some::judge)).orElse(ExitCode.DONE);
    return gating.code(ExitCode.worst(judge(tally, planned.comparison()), verdict));
  }

  /// The bill after what was asked for, or after what the rules suggest.
  private PlannedBill planned(Comparison bill, PriceBook book, LocalDate today) {
    if (!moves.isEmpty()) {
      return PlannedBill.moved(bill, moves.moves, book, evidence, today);
    }
    return routing
        .file
        .map(
            file ->
                PlannedBill.routed(
                    bill, RoutingFile.read(file, book, today), book, evidence, today))
        .orElseGet(() -> PlannedBill.suggested(bill, book, evidence, today));
  }

  private Audit audit(
      LogTally tally, PlannedBill planned, LoggedCostCheck check, PriceBook book, LocalDate today) {
    var heads = new RunMetadataBuilder("audit", book, reading.period(), reading.timezoneName());
    return new AuditBuilder(book, today, pricing.quotes(book))
        .audit(
            heads.of(tally),
            tally,
            planned.comparison(),
            check,
            planned.plan(),
            new Audit.View(groupBy.attributes(), top.rows, sort, output.isVerbose()));
  }

  private ExitCode judge(LogTally tally, Comparison comparison) {
    return ExitCode.worst(
        reading.judge(tally, output), PriceOptions.judge(comparison, reading.isStrict(), output));
  }
}
