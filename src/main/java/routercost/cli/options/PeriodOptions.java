package routercost.cli.options;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;
import routercost.read.text.ConfigurationProblem;
import routercost.read.value.Period;
import routercost.usage.SafeText;

/// The options that choose the days of the calls that count.
public final class PeriodOptions {
  private static final String A_MONTH = "a month such as 2026-10, october or last";

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description =
          "Count only calls from this day on, as in 2026-10-07. Also 2026-10, today,"
              + " yesterday, monday, 7d.")
  Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "Count only calls up to this day, as in 2026-10-31.")
  Optional<String> to = Optional.empty();

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description =
          "Count only this month, as in 2026-10. Also october, this, last; in a forecast, the month"
              + " that is forecast.")
  Optional<String> month = Optional.empty();

  @Option(
      names = "--last",
      paramLabel = "DAYS",
      description = "Count only the last days, as in 7d or 2w. Today is included.")
  Optional<String> last = Optional.empty();

  /// The month of `--month` where it is what a report is about, instead of choosing calls.
  ///
  /// @throws ConfigurationProblem if it is not understood
  public Optional<YearMonth> monthItself(LocalDate today) {
    var asked =
        month.map(text -> asked("--month", text, new DayWords(today)::month, A_MONTH).first());
    month = Optional.empty();
    return asked.map(YearMonth::from);
  }

  /// The days that the options choose.
  ///
  /// @throws ConfigurationProblem if they contradict each other or one is not understood
  Period period(LocalDate today) {
    if (from.isEmpty() && to.isEmpty() && month.isEmpty() && last.isEmpty()) {
      return Period.ALWAYS; // most runs: words of days take regular expressions to read
    }
    var words = new DayWords(today);
    var first = from.map(text -> asked("--from", text, words::span, DayWords.ALLOWED).first());
    var end = to.map(text -> asked("--to", text, words::span, DayWords.ALLOWED).last());
    if (month.isPresent() && (first.isPresent() || end.isPresent())) {
      throw new ConfigurationProblem("--month cannot be combined with --from and --to");
    }
    if (last.isPresent() && (month.isPresent() || first.isPresent() || end.isPresent())) {
      throw new ConfigurationProblem("--last cannot be combined with --from, --to and --month");
    }
    if (month.isPresent()) {
      return asked("--month", month.get(), words::month, A_MONTH).period();
    }
    if (last.isPresent()) {
      return asked("--last", last.get(), words::last, "a number such as 7d, 2w or 3 months")
          .period();
    }
    if (first.isPresent() && end.isPresent() && first.get().isAfter(end.get())) {
      throw new ConfigurationProblem("--from " + first.get() + " is after --to " + end.get());
    }
    return new Period(first, end.map(day -> day.plusDays(1)));
  }

  /// The days of one option of its own, such as `--base-period`.
  static Period range(String option, String text, LocalDate today) {
    var expected = DayWords.ALLOWED + ", or a range such as 2026-09-01..2026-09-15";
    return asked(option, text, new DayWords(today)::range, expected).period();
  }

  private static DayWords.Span asked(
      String option,
      String text,
      Function<String, Optional<DayWords.Span>> meaning,
      String expected) {
    try {
      return meaning.apply(text).orElseThrow(() -> new DateTimeException("not understood"));
    } catch (DateTimeException _) {
      throw new ConfigurationProblem(
          "%s is '%s'; expected %s".formatted(option, SafeText.cut(text), expected));
    }
  }
}
