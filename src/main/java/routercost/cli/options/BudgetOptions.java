package routercost.cli.options;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import routercost.audit.budget.BillBuilder;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budgets;
import routercost.audit.budget.Check;
import routercost.audit.budget.NotJudged;
import routercost.cli.console.Console;
import routercost.cli.console.ExitCode;
import routercost.price.PriceBook;
import routercost.read.config.budgets.BudgetFile;
import routercost.read.text.ConfigurationProblem;
import routercost.report.gate.GateResult;
import routercost.usage.SafeText;

/// The options that turn a run into a gate: budgets, their base, and the exit code of a breach.
public final class BudgetOptions {
  private static final int HIGHEST_EXIT = 125;

  @Option(
      names = "--budgets",
      paramLabel = "FILE",
      description = "Check against this budgets file. A breach ends with exit code 3.")
  Optional<String> budgets = Optional.empty();

  @Option(
      names = "--base",
      paramLabel = "LOG|JSON",
      description = {
        "The calls before a change, as a log or as JSON saved by check or audit. Budgets already"
            + " exceeded there only warn, up to the value there."
      })
  Optional<String> base = Optional.empty();

  @Option(
      names = "--exit-zero",
      description = "Report only; budgets that are over or not judged do not fail the run.")
  boolean exitZero;

  @Option(
      names = "--breach-exit-code",
      paramLabel = "N",
      description = "Exit with N instead of 3 when a budget is over; 1 to 125.")
  Optional<Integer> breachExitCode = Optional.empty();

  @Option(
      names = "--comment-id",
      paramLabel = "ID",
      description = "Distinguish several comments on one pull request; 'default' by default.")
  Optional<String> commentId = Optional.empty();

  private Optional<Integer> maxBookAge = Optional.empty();

  /// The budgets of the file, with models under their ids; empty without a file.
  ///
  /// @throws ConfigurationProblem if the file or an option has a value that is not allowed
  public Optional<Budgets> budgets(Supplier<PriceBook> book, LocalDate today) {
    refuseOptions();
    return budgets
        .map(BudgetFile::read)
        .map(
            file -> {
              var prices = book.get();
              file.targets().forEach(target -> PriceOptions.requireKnown(prices, "to", target));
              var billing = BillBuilder.of(prices, file);
              maxBookAge = file.maxBookAge();
              return file.naming(name -> billing.modelId(name, today))
                  .forbidding(days -> prices.catalog().retiredBefore(today.plusDays(days)));
            });
  }

  /// Fails a run whose prices are older than the budgets allow. A price file on top of the book is
  /// as new as whoever passes it says.
  private void reviewAge(GateResult gate, Console console) {
    long age = gate.head().prices().age();
    if (maxBookAge
        .filter(most -> age > most && !gate.head().prices().id().contains("+"))
        .isPresent()) {
      console.fail(
          exitZero ? ExitCode.DONE : ExitCode.INCOMPLETE,
          "%s: the price book %s is %d days old and max_book_age is %dd; update router-cost, or pass newer prices with --prices FILE"
              .formatted(gate.file(), gate.head().prices().id(), age, maxBookAge.get()));
    }
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
      throw new ConfigurationProblem("--base requires --budgets FILE");
    }
    if (budgets.isEmpty() && (exitZero || breachExitCode.isPresent() || commentId.isPresent())) {
      throw new ConfigurationProblem(
          "--exit-zero, --breach-exit-code and --comment-id require --budgets FILE");
    }
  }

  /// The log or saved report before a change.
  public Optional<String> base() {
    return base;
  }

  public boolean isAsked() {
    return budgets.isPresent();
  }

  public String commentId() {
    return commentId.orElse("default");
  }

  /// Reports the budgets that are over or not judged.
  public void review(GateResult gate, Console console) {
    reviewAge(gate, console);
    gate.checks().forEach(check -> warnOfNearValues(check.budget(), gate, console));
    if (gate.checks().stream().allMatch(check -> check.status() == Check.Status.OFF)) {
      console.warn(gate.file() + ": nothing is judged, as on_breach is off everywhere");
    }
    var blocking = gate.checks().stream().filter(Check::isBlocking).toList();
    if (blocking.isEmpty()) {
      return;
    }
    fail("over", Check.Status.FAIL, blocking, gate, console);
    fail("not judged", Check.Status.ERROR, blocking, gate, console);
    if (exitZero) {
      console.warn("--exit-zero: the run would have ended with " + code(worst(blocking)));
    }
  }

  private static void warnOfNearValues(Budget budget, GateResult gate, Console console) {
    for (var scope : List.of(budget.scope(), budget.of())) {
      gate.bill()
          .nearValues(scope)
          .forEach(
              (value, wanted) ->
                  console.warnOnce(
                      "%s: %s is not in the scope of %s, which names '%s'"
                          .formatted(
                              gate.file(), SafeText.of(value), budget.id(), SafeText.of(wanted))));
    }
  }

  private void fail(
      String state, Check.Status status, List<Check> blocking, GateResult gate, Console console) {
    var checks = blocking.stream().filter(check -> check.status() == status).toList();
    if (!checks.isEmpty()) {
      console.fail(
          exitZero ? ExitCode.DONE : worst(checks),
          "%s: %d %s %s: %s"
              .formatted(
                  gate.file(),
                  checks.size(),
                  checks.size() == 1 ? "budget is" : "budgets are",
                  state,
                  checks.stream()
                      .map(check -> check.budget().id())
                      .collect(Collectors.joining(", "))));
    }
  }

  private static ExitCode worst(List<Check> checks) {
    return ExitCode.worst(checks.stream().map(BudgetOptions::exit).toArray(ExitCode[]::new));
  }

  private static ExitCode exit(Check check) {
    return check
        .obstacle()
        .filter(_ -> check.status() == Check.Status.ERROR)
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
