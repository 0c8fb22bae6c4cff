package routercost.cli.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routercost.audit.reconcile.Reconciler;
import routercost.audit.reconcile.Reconciliation;
import routercost.audit.reconcile.Reconciliation.Tolerance;
import routercost.audit.reconcile.Terms;
import routercost.cli.console.ExitCode;
import routercost.cli.options.LogOptions;
import routercost.cli.options.LogPaths;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RowLimit;
import routercost.cli.run.LogRun;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.read.bills.BillReader;
import routercost.read.bills.TermsFile;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.Rounding;
import routercost.report.reconcile.Journal;
import routercost.report.reconcile.ReconcileReport;
import routercost.report.reconcile.ReconcileResult;

/// The difference between bills and logs, cause by cause.
@Command(
    description =
        "Compare logs with bills, and split the difference into causes."
            + " Ends with exit code 3 if more than the tolerance has no cause.",
    footer = {
      "",
      "Examples:",
      "  router-cost reconcile samples/finance/logs --month 2026-10 \\",
      "      --against samples/bills/cost-report.json --tolerance 0.5%"
    })
final class ReconcileCommand implements Callable<Integer> {
  private static final String COST_CENTRE = "cost_center";

  @Option(
      names = "--against",
      arity = "1..*",
      required = true,
      paramLabel = "BILL",
      description =
          "The bills: cost and usage reports of Anthropic and OpenAI, tables of the Console, FOCUS,"
              + " AWS cost and usage reports, Azure, Cursor, Copilot, or a table with date, model"
              + " and amount.")
  List<String> against = new ArrayList<>();

  @Option(
      names = "--tolerance",
      paramLabel = "USD|PERCENT",
      description =
          "Allow this much without a cause: dollars, a share of the bill such as 0.5%%, or both;"
              + " the larger counts. 0.01 by default.")
  List<String> tolerance = new ArrayList<>();

  @Option(
      names = "--workspace",
      paramLabel = "COLUMN",
      description = "Compare by workspace or project too, which this column of the log holds.")
  String workspace = "";

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description = "Compare by key or user too, which this column of the log holds.")
  String key = "";

  @Option(
      names = "--terms",
      paramLabel = "FILE",
      description = "Pinned exchange rates, markups, commitments and accounts, in YAML.")
  Optional<String> terms = Optional.empty();

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "Write the journal of the bills as CSV (- prints it): usage by the cost_center of the calls"
              + " (--owners), then discounts, credits, taxes and rounding; debits equal credits.")
  Optional<String> journal = Optional.empty();

  @Spec CommandSpec spec;

  @Mixin LogPaths logs;
  @Mixin LogOptions logOptions;
  @Mixin PriceOptions prices;
  @Mixin RowLimit top;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    top.require();
    var allowed = allowed();
    var book = prices.book();
    var run = new LogRun("reconcile", logOptions, prices, output.console);
    var period = logOptions.period();
    var agreed = terms.map(TermsFile::read).orElse(Terms.NONE);
    var bills = BillReader.read(against, logOptions.stdin(), book, agreed, period);
    var labels =
        Stream.of(workspace, key, journal.isPresent() ? COST_CENTRE : "")
            .filter(label -> !label.isEmpty())
            .collect(Collectors.toSet());
    var tally = run.tally(run.reader(logs.paths(spec, logOptions), Set.copyOf(labels)));
    var ledger = Ledger.of(tally.used(), prices.quotes(book));
    var head = run.metadata(tally, book);
    var days = period.from().flatMap(from -> period.to().map(to -> new Reconciler.Days(from, to)));
    var reconciliation =
        Reconciler.of(
            bills.bills(),
            ledger,
            new Reconciler.Labels(workspace, key),
            days,
            agreed,
            prices.quotes(book));
    var notes =
        Stream.concat(
                bills.notes().stream().map(note -> note + "."), LogRun.assumptions(tally).stream())
            .toList();
    var result =
        new ReconcileResult(
            head,
            ledger,
            reconciliation,
            agreed.lines(reconciliation.usage()),
            allowed,
            against,
            notes,
            top.rows);
    output.print(
        new ReconcileReport(result),
        () -> {
          run.review(tally, head.notCounted());
          run.review(UnpricedUsage.sentences(ledger));
          if (!result.isWithin()) {
            output.console.fail(
                ExitCode.GATE_FAILED,
                "%s of the bill has no explanation, more than the tolerance of %s"
                    .formatted(
                        Rounding.dollars(reconciliation.unexplained()),
                        Rounding.dollars(allowed.of(reconciliation.theirs()))));
          }
        });
    journal.ifPresent(file -> write(file, reconciliation, agreed, ledger));
    return output.console.exit().code();
  }

  private void write(String file, Reconciliation reconciliation, Terms agreed, Ledger ledger) {
    var shares = new TreeMap<String, Money>();
    for (var charge : ledger.charges()) {
      var centre = charge.slice().key().labels().getOrDefault(COST_CENTRE, "");
      shares.merge(centre.isEmpty() ? "(unassigned)" : centre, charge.total(), Money::plus);
    }
    var csv = new Journal(reconciliation, agreed.accounts(), shares).csv();
    if (file.equals("-")) {
      output.console.environment().out().print(csv);
      output.console.environment().out().flush();
    } else {
      TextFiles.write(file, csv);
      output.console.say("wrote " + file + " as a journal");
    }
  }

  private Tolerance allowed() {
    if (tolerance.isEmpty()) {
      return Tolerance.USUAL;
    }
    var amount = BigDecimal.ZERO;
    var percent = BigDecimal.ZERO;
    for (var text : tolerance) {
      var number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
      if (!number.matches("\\d{1,12}(\\.\\d{1,12})?")) {
        throw new ConfigurationProblem(
            "--tolerance is '%s'; expected dollars such as 1.50, or a share such as 0.5%%"
                .formatted(text));
      }
      if (text.endsWith("%")) {
        percent = new BigDecimal(number);
      } else {
        amount = new BigDecimal(number);
      }
    }
    return new Tolerance(new Money(amount), percent);
  }
}
