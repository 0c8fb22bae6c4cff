package routercost.cli.options;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import routercost.audit.budget.Bill;
import routercost.audit.budget.BillBuilder;
import routercost.audit.budget.BudgetEvidence;
import routercost.audit.budget.Budgets;
import routercost.audit.budget.Check;
import routercost.audit.budget.NotJudged;
import routercost.cli.console.ExitCode;
import routercost.price.PriceBook;
import routercost.read.config.budgets.BudgetFile;
import routercost.read.saved.SavedReport;
import routercost.read.text.ConfigurationProblem;
import routercost.report.gate.GateResult;

/// Whether the run is a gate: budgets, what they are compared with, and how a breach ends.
public final class BudgetOptions {
  private static final int HIGHEST_EXIT = 125;

  @Option(
      names = "--budgets",
      paramLabel = "FILE",
      description = "Judge by this budgets file; a breach ends with exit code 3.")
  Optional<String> budgets = Optional.empty();

  @Option(
      names = "--base",
      paramLabel = "LOG|JSON",
      description = {
        "The calls before a change, as a log or as JSON saved by check or audit: what is over a"
            + " limit there warns and does not fail."
      })
  Optional<String> base = Optional.empty();

  @Option(
      names = "--exit-zero",
      description = "Report only: budgets that are over or not judged do not fail the run.")
  boolean exitZero;

  @Option(
      names = "--breach-exit-code",
      paramLabel = "N",
      description = "End with N instead of 3 when a budget is over; 1 to 125.")
  Optional<Integer> breachExitCode = Optional.empty();

  @Option(
      names = "--comment-id",
      paramLabel = "ID",
      description = "Tells apart several comments on one pull request; default.")
  Optional<String> commentId = Optional.empty();

  /// The budgets asked for, with models under their ids.
  ///
  /// @throws ConfigurationProblem if they say something that is not allowed, or an option does
  public Optional<Budgets> budgets(Supplier<PriceBook> later, LocalDate today) {
    refuseOptions();
    return budgets
        .map(BudgetFile::read)
        .map(
            file -> {
              var book = later.get();
              file.targets().forEach(target -> PriceOptions.requireKnown(book, "to", target));
              var billing = BillBuilder.of(book, file);
              return file.naming(name -> billing.modelId(name, today));
            });
  }

  private void refuseOptions() {
    breachExitCode
        .filter(code -> code < 1 || code > HIGHEST_EXIT)
        .ifPresent(
            code -> {
              throw new ConfigurationProblem(
                  "--breach-exit-code is %d; expected 1 to %d (--exit-zero never fails)"
                      .formatted(code, HIGHEST_EXIT));
            });
    if (!commentId().matches("[A-Za-z0-9_.-]{1,60}")) {
      throw new ConfigurationProblem(
          "--comment-id is '" + commentId() + "'; expected letters, digits, '-', '_' and '.'");
    }
    if (budgets.isEmpty() && base.isPresent()) {
      throw new ConfigurationProblem("--base is for budgets; name them with --budgets FILE");
    }
    if (budgets.isEmpty() && (exitZero || breachExitCode.isPresent() || commentId.isPresent())) {
      throw new ConfigurationProblem(
          "--exit-zero, --breach-exit-code and --comment-id require --budgets FILE");
    }
  }

  /// What the budgets are judged by.
  ///
  /// @param judged the calls that must be within them
  /// @param all the same and those before
  /// @param log the bill of a log by its path
  public BudgetEvidence evidence(
      Budgets file,
      Bill judged,
      Bill all,
      Map<String, BudgetEvidence.SingleCall> singles,
      Function<String, Bill> log) {
    var saved = base.filter(SavedReport::isOne).map(SavedReport::read);
    var files = new HashMap<String, Bill>();
    file.baselineFiles().forEach(path -> files.put(path, bill(path, log)));
    return new BudgetEvidence(
        judged,
        all,
        saved.map(SavedReport::bill).or(() -> base.map(log)),
        saved.map(SavedReport::actuals).orElse(Map.of()),
        files,
        singles);
  }

  private static Bill bill(String path, Function<String, Bill> log) {
    return SavedReport.isOne(path) ? SavedReport.read(path).bill() : log.apply(path);
  }

  public boolean isAsked() {
    return budgets.isPresent();
  }

  public String commentId() {
    return commentId.orElse("default");
  }

  /// Says what is wrong, and how the run ends on account of it.
  public ExitCode judge(GateResult gate, OutputOptions output) {
    var blocking = gate.checks().stream().filter(Check::isBlocking).toList();
    if (blocking.isEmpty()) {
      return ExitCode.DONE;
    }
    var exit = ExitCode.worst(blocking.stream().map(BudgetOptions::exit).toArray(ExitCode[]::new));
    say("over", Check.Status.FAIL, blocking, gate, output);
    say("not judged", Check.Status.ERROR, blocking, gate, output);
    if (exitZero) {
      output.warn("--exit-zero: the run would have ended with " + code(exit));
      return ExitCode.DONE;
    }
    return exit;
  }

  private static void say(
      String what,
      Check.Status status,
      List<Check> blocking,
      GateResult gate,
      OutputOptions output) {
    var ids =
        blocking.stream()
            .filter(check -> check.status() == status)
            .map(check -> check.budget().id())
            .toList();
    if (!ids.isEmpty()) {
      output.fail(
          "%s: %d %s %s: %s"
              .formatted(
                  gate.file(),
                  ids.size(),
                  ids.size() == 1 ? "budget is" : "budgets are",
                  what,
                  ids.stream().collect(Collectors.joining(", "))));
    }
  }

  private static ExitCode exit(Check check) {
    return check
        .obstacle()
        .map(NotJudged::cause)
        .map(
            cause ->
                switch (cause) {
                  case CONFIGURATION -> ExitCode.CONFIGURATION;
                  case INPUT -> ExitCode.INPUT_OUTPUT;
                  case PRICES -> ExitCode.INCOMPLETE;
                })
        .orElse(ExitCode.GATE_FAILED);
  }

  /// The exit code of the run.
  public int code(ExitCode exit) {
    return exit == ExitCode.GATE_FAILED ? breachExitCode.orElse(exit.code()) : exit.code();
  }
}
