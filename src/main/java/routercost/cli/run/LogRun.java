package routercost.cli.run;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import routercost.audit.NotCounted;
import routercost.audit.budget.Budgets;
import routercost.cli.console.Console;
import routercost.cli.console.Version;
import routercost.cli.options.LogOptions;
import routercost.cli.options.PriceOptions;
import routercost.price.PriceBook;
import routercost.price.YoungModels;
import routercost.read.LogReader;
import routercost.read.config.FileKind;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.schema.ParsedRow.Skipped;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.read.value.Period;
import routercost.report.common.InputSummary;
import routercost.report.common.PricesInUse;
import routercost.report.common.RunMetadata;
import routercost.usage.UsageCube;
import routercost.whatif.Comparison;
import routercost.whatif.Scenario;
import routercost.whatif.pipeline.Pipeline;

/// A run of a command that reads logs: its options, its console, and the zone in which its days
/// begin.
///
/// @param command the name in reports
public record LogRun(
    String command, LogOptions logs, PriceOptions prices, Console console, ZoneId zone) {
  public LogRun(String command, LogOptions logs, PriceOptions prices, Console console) {
    this(command, logs, prices, console, logs.timezone());
  }

  /// This run with days as the budgets count them.
  LogRun with(Budgets budgets) {
    return budgets
        .timezone()
        .map(days -> logs.timezone(days, budgets.name()))
        .map(days -> new LogRun(command, logs, prices, console, days))
        .orElse(this);
  }

  public LocalDate today() {
    return prices.today(zone);
  }

  /// The day by which waivers end.
  LocalDate clock() {
    return prices.clock(zone);
  }

  /// The day whose prices hold where usage has no day of its own.
  public LocalDate priceDay() {
    return prices.asOf().orElseGet(this::today);
  }

  /// A reader of logs.
  ///
  /// @param labels columns to keep, because a report groups by them
  public LogReader reader(List<String> paths, Set<String> labels) {
    return reader(paths, labels, logs.period());
  }

  /// A reader of other days than the options ask for.
  public LogReader reader(List<String> paths, Set<String> labels, Period period) {
    paths.forEach(path -> FileKind.refuseAs("a log", path));
    var found = logs.sources.sentence();
    if (found.isPresent()) {
      console.note(found.get());
    }
    var reader = LogReader.of(logs.request(paths, labels, zone, today()).with(period));
    return logs.earlier()
        .map(readings -> reader.after(readings, prices.book().id() + prices.book().sha256()))
        .orElse(reader);
  }

  /// Reads logs, and refuses a filter value that no call has.
  public LogTally tally(LogReader reader) {
    var tally = tallyUnfiltered(reader);
    requireFilterValues(Stream.of(tally));
    return tally;
  }

  /// Reads logs with no check of the filter values, which other logs may have.
  public LogTally tallyUnfiltered(LogReader reader) {
    try (var progress = console.progress()) {
      return reader.progress(progress).read();
    } catch (ConfigurationProblem refused) {
      throw logs.asTyped(refused);
    }
  }

  /// Reads logs to save them, and refuses a filter value that no call has.
  public LogReader.Saved saved(LogReader reader) {
    try (var progress = console.progress()) {
      var saved = reader.progress(progress).readToSave();
      requireFilterValues(Stream.of(saved.tally()));
      return saved;
    }
  }

  /// Refuses a filter value that no call has, unless a day that was left out may have it.
  public void requireFilterValues(Stream<LogTally> tallies) {
    logs.filter()
        .unmet()
        .filter(_ -> tallies.noneMatch(LogRun::lacksDays))
        .ifPresent(
            sentence -> {
              throw new ConfigurationProblem(sentence);
            });
  }

  private static boolean lacksDays(LogTally tally) {
    return EmptySelection.skipped(tally, Skipped.OUTSIDE_PERIOD)
            + EmptySelection.skipped(tally, Skipped.NO_DATE)
        > 0;
  }

  /// The pipelines of files.
  ///
  /// @param used the calls of agents, for a folder of them
  public List<Pipeline> pipelines(List<String> paths, PriceBook book, Optional<UsageCube> used) {
    return Pipelines.read(paths, logs.stdin(), book, priceDay(), used);
  }

  /// The metadata of a report on logs.
  ///
  /// @throws ConfigurationProblem if the book has a threshold that a saved cube lacks
  public RunMetadata metadata(LogTally tally, PriceBook book) {
    return metadata(tally, book, logs.period());
  }

  public RunMetadata metadata(LogTally tally, PriceBook book, Period period) {
    PriceOptions.requireBands(tally, book);
    var days = tally.days();
    return metadata(
        tally.inputs().stream().map(LogRun::input).toList(),
        book,
        period.from().or(() -> days.stream().findFirst()),
        period.to().map(day -> day.minusDays(1)).or(() -> days.reversed().stream().findFirst()),
        ledger(tally, book),
        YoungModels.of(tally.used(), book),
        AgentLogs.inWords(tally.inputs(), logs.sources.isAsked()),
        emptied(tally, period).orElse(""));
  }

  private NotCounted ledger(LogTally tally, PriceBook book) {
    return leftOut(tally, book).ledger();
  }

  private LeftOutCalls leftOut(LogTally tally, PriceBook book) {
    return new LeftOutCalls(tally, book, prices.quotes(book), today());
  }

  /// The head of a report on budgets, with all that they judge.
  ///
  /// @param scenario that the judged bill is under
  RunMetadata judged(RunMetadata head, LogTally tally, PriceBook book, Scenario scenario) {
    var leftOut = leftOut(tally, book);
    var moved = leftOut.ledger(head.notCounted(), scenario);
    return head.with(moved.plus(leftOut.habits(scenario)));
  }

  RunMetadata metadata(
      List<InputSummary> inputs, PriceBook book, Optional<LocalDate> from, Optional<LocalDate> to) {
    return metadata(
        inputs, book, from, to, NotCounted.NOTHING, Collections.emptySortedSet(), "", "");
  }

  private RunMetadata metadata(
      List<InputSummary> inputs,
      PriceBook book,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      NotCounted notCounted,
      SortedSet<String> young,
      String agents,
      String emptied) {
    return new RunMetadata(
        command,
        Version.tool(),
        inputs,
        new PricesInUse(book.id(), book.sha256(), Optional.of(today()), young),
        from,
        to,
        zoneName(),
        notCounted,
        logs.conditions(),
        console.configuration().sources(),
        agents,
        emptied);
  }

  String zoneName() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.toString();
  }

  private static InputSummary input(RowCounts counts) {
    return new InputSummary(
        counts.path(),
        counts.format(),
        counts.rows(),
        counts.used(),
        counts.duplicates(),
        counts.skipped(),
        counts.rejected(),
        counts.mapping());
  }

  /// The assumptions made in reading, each sentence once.
  public static List<String> assumptions(LogTally tally) {
    var byText = new LinkedHashMap<String, List<RowCounts>>();
    for (var input : tally.inputs()) {
      input
          .assumptions()
          .forEach(text -> byText.computeIfAbsent(text, _ -> new ArrayList<>()).add(input));
    }
    int inputs = tally.inputs().size();
    var sentences = new ArrayList<String>();
    byText.forEach((text, where) -> sentences.add(text + suffix(text, where, inputs)));
    return List.copyOf(sentences);
  }

  private static String suffix(String text, List<RowCounts> where, int inputs) {
    if (where.size() == inputs || text.startsWith("not call logs")) {
      return "";
    }
    return where.size() == 1
        ? " (in " + where.getFirst().path() + ")"
        : " (in " + where.size() + " inputs)";
  }

  /// Reports what is wrong with the rows of logs.
  public void review(LogTally tally) {
    review(tally, ledger(tally, prices.book()));
  }

  /// Reports what is wrong with the rows of logs.
  ///
  /// @param notCounted what they leave out, with prices
  public void review(LogTally tally, NotCounted notCounted) {
    new LogReview(this).rows(tally, notCounted);
  }

  /// Reports usage without a price.
  public void review(Comparison comparison) {
    new LogReview(this).unpriced(comparison);
  }

  /// Reports usage without a price.
  ///
  /// @param unpriced as sentences
  public void review(List<String> unpriced) {
    new LogReview(this).unpriced(unpriced);
  }

  /// Why a period or a filter leaves no call although there are some.
  Optional<String> emptied(LogTally tally, Period period) {
    return new EmptySelection(tally, period, logs.conditions()).sentence();
  }
}
