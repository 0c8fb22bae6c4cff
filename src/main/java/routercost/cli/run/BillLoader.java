package routercost.cli.run;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.audit.ServiceLevels;
import routercost.cli.console.Version;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.variance.Variance.VarianceBill;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.saved.SavedReport;
import routercost.read.tally.LogTally;
import routercost.read.value.Period;
import routercost.report.common.Grouping;
import routercost.report.common.InputSummary;
import routercost.report.common.PricesInUse;
import routercost.report.common.RunMetadata;
import routercost.report.compare.ServiceLevelTable;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.PipelineUsage;

/// A reader of one side of a comparison: the bill of a log, of a saved report, or of a pipeline.
///
/// @param labels columns to keep, because the report groups by them
/// @param byTime whether days must be kept apart
public record BillLoader(LogRun run, PriceBook book, Set<String> labels, boolean byTime) {
  private static final String MIDDLE = "ranges of a pipeline are at their middle";

  /// One side.
  ///
  /// @param book its prices; a pipeline may have its own
  /// @param levels how calls were served, of a log
  /// @param tally present for a log
  public record Side(
      RunMetadata head,
      VarianceBill bill,
      PriceBook book,
      List<String> assumptions,
      ServiceLevels levels,
      Optional<LogTally> tally) {}

  /// Whether the input at `path` has a bill before and a bill after.
  public static boolean hasBeforeAndAfter(String path) {
    return PipelineEstimates.isPipeline(path)
        || (SavedReport.isOne(path) && SavedReport.read(path).after().isPresent());
  }

  /// The usage of `logs` over `period`.
  public LogTally tally(List<String> logs, Period period) {
    return run.tallyUnfiltered(run.reader(logs, labels, period));
  }

  /// The bill of `logs` over `period`.
  ///
  /// @param tally of them
  /// @param grouping of the report
  public Side ofLog(LogTally tally, List<String> logs, Period period, Grouping grouping) {
    var used = tally.used();
    var last = used.cells().keySet().stream().map(UsageKey::day).max(LocalDate::compareTo);
    var end = period.to().map(day -> day.minusDays(1)).or(() -> last).orElseGet(run::today);
    var bill = new VarianceBill(ledger(used), run.prices().asOf().orElse(end));
    return new Side(
        run.metadata(tally, book, period),
        bill,
        book,
        LogRun.assumptions(tally),
        levels(bill.ledger(), tally, new SecondReading(run, logs, labels, period), grouping),
        Optional.of(tally));
  }

  private ServiceLevels levels(
      Ledger ledger, LogTally tally, SecondReading again, Grouping grouping) {
    var levels = new ServiceLevels();
    ledger.charges().forEach(charge -> levels.add(grouping.of(charge), charge.slice()));
    ledger.uncharged().forEach(gap -> levels.add(grouping.of(gap), gap.slice()));
    var groups = new HashMap<UsageKey, List<String>>();
    CallTimes.read(
        tally,
        again,
        (slice, took) ->
            levels.add(groups.computeIfAbsent(slice.key(), _ -> group(slice, grouping)), took));
    return levels;
  }

  /// How the calls of each task were served before a day and from that day on.
  public static ServiceLevelTable sides(LogTally tally, SecondReading again, LocalDate since) {
    var before = new ServiceLevels();
    var after = new ServiceLevels();
    Function<Slice, ServiceLevels> side =
        slice -> slice.key().day().isBefore(since) ? before : after;
    tally
        .used()
        .slices()
        .forEach(slice -> side.apply(slice).add(List.of(slice.key().task()), slice));
    CallTimes.read(
        tally, again, (slice, took) -> side.apply(slice).add(List.of(slice.key().task()), took));
    return new ServiceLevelTable(before, after);
  }

  private List<String> group(Slice slice, Grouping grouping) {
    var priced = Ledger.of(List.of(slice), run.prices().quotes(book));
    return priced.charges().isEmpty()
        ? grouping.of(priced.uncharged().getFirst())
        : grouping.of(priced.charges().getFirst());
  }

  private Ledger ledger(UsageCube used) {
    var prices = run.prices();
    var cube = byTime || prices.asOf().isPresent() ? used : book.inPricePeriods(used);
    return Ledger.of(cube, prices.quotes(book));
  }

  /// The bill of an earlier run, saved as JSON with the prices of that run.
  ///
  /// @param before the bill to take from a report that has one before and one after
  public Side ofSaved(String path, boolean before) {
    var saved = SavedReport.read(path);
    var ledger = before ? saved.before() : saved.after().orElse(saved.before());
    var day = saved.to().orElseGet(run::today);
    var name = saved.after().isEmpty() ? path : name(path, before);
    long lines = (long) ledger.charges().size() + ledger.uncharged().size();
    var input =
        new InputSummary(
            name, saved.command() + "-json", lines, lines, 0, new TreeMap<>(), 0, List.of());
    var head =
        new RunMetadata(
            run.command(),
            Version.tool(),
            List.of(input),
            PricesInUse.of(book),
            saved.from(),
            saved.to(),
            saved.timezone());
    var assumptions = new ArrayList<String>();
    assumptions.add(
        "the bill in %s uses the prices of its run (%s)"
            .formatted(Path.of(path).getFileName(), saved.bookId()));
    saved.after().ifPresent(_ -> assumptions.add(MIDDLE));
    return new Side(
        head,
        new VarianceBill(ledger, day),
        book,
        assumptions,
        new ServiceLevels(),
        Optional.empty());
  }

  private static String name(String path, boolean before) {
    return path + (before ? " as it is" : " as it would be");
  }

  /// The bill of a pipeline before or after its change.
  public Side ofPipeline(String path, boolean before) {
    var day = run.priceDay();
    var pipeline =
        Pipelines.read(List.of(path), InputStream.nullInputStream(), book, day, Optional.empty())
            .getFirst();
    var usage = PipelineUsage.of(pipeline, day, RangePoint.MIDDLE);
    var input = PipelineEstimates.input(name(path, before), pipeline);
    var today = Optional.of(day);
    return new Side(
        run.metadata(List.of(input), pipeline.book(), today, today),
        new VarianceBill(usage.bill(before, pipeline, day), day),
        pipeline.book(),
        assumptions(before ? usage.fixedBefore() : usage.fixedAfter()),
        new ServiceLevels(),
        Optional.empty());
  }

  private static List<String> assumptions(Money fixed) {
    return fixed.isZero()
        ? List.of(MIDDLE)
        : List.of(
            MIDDLE,
            PipelineUsage.FIXED
                + " are costs of a pipeline in addition to priced usage; their change counts as"
                + " tokens per call, as no calls belong to them");
  }
}
