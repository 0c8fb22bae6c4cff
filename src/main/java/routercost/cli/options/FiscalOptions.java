package routercost.cli.options;

import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.read.text.ConfigurationProblem;
import routercost.report.month.FiscalCalendar;
import routercost.report.month.FiscalCalendar.ReportedPeriod;
import routercost.usage.SafeText;

/// The period of a fiscal calendar that a report is about.
public final class FiscalOptions {
  private static final int LAST = 12;

  @Option(
      names = "--fiscal-year",
      paramLabel = "DAY[:WEEKS]",
      description =
          "The first day of the fiscal year, as in 2026-02-01; with the weeks of the periods of a"
              + " quarter, as in 2026-02-01:4-4-5, else they are months.")
  Optional<String> year = Optional.empty();

  @Option(
      names = "--fiscal-period",
      paramLabel = "N",
      description = "Report this period of the fiscal year, 1 to 12, instead of a month.")
  Optional<Integer> number = Optional.empty();

  /// Whether a period is asked for.
  public boolean isAsked() {
    return number.isPresent();
  }

  /// The period, or one before it.
  ///
  /// @param earlier how many before it
  /// @throws ConfigurationProblem if the year is missing or either is not understood
  public ReportedPeriod period(int earlier, LocalDate today) {
    int asked = number.orElseThrow();
    if (asked < 1 || asked > LAST) {
      throw new ConfigurationProblem("--fiscal-period is " + asked + "; expected 1 to 12");
    }
    var first =
        year.orElseThrow(
            () -> new ConfigurationProblem("--fiscal-period requires --fiscal-year 2026-02-01"));
    try {
      return FiscalCalendar.parse(first).period(asked - earlier, today);
    } catch (IllegalArgumentException notUnderstood) {
      throw new ConfigurationProblem(
          "--fiscal-year is '%s'; expected a day such as 2026-02-01, or 2026-02-01:4-4-5"
              .formatted(SafeText.cut(first)),
          notUnderstood);
    }
  }
}
