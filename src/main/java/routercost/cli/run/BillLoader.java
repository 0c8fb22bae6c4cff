package routercost.cli.run;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routercost.cli.console.Version;
import routercost.cli.options.LogOptions;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.variance.Variance.VarianceBill;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.saved.SavedReport;
import routercost.read.tally.LogTally;
import routercost.read.value.Period;
import routercost.report.common.RunMetadata;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.PipelineUsage;
import routercost.whatif.pipeline.RangePoint;

/// Reads one side of a comparison: the bill of a log, or what a pipeline would cost.
///
/// @param labels columns to keep, because the report groups by them
/// @param byTime whether each day has to be kept, because something asks for it
public record BillLoader(
    LogOptions reading,
    PriceOptions pricing,
    OutputOptions output,
    PriceBook book,
    Set<String> labels,
    boolean byTime) {
  private static final String MIDDLE = "ranges of a pipeline are at their middle";

  /// A side.
  ///
  /// @param book its prices; a pipeline may have some of its own
  /// @param tally what became of the rows, if it is a log
  public record Side(
      RunMetadata head,
      VarianceBill bill,
      PriceBook book,
      List<String> assumptions,
      Optional<LogTally> tally) {}

  /// Whether `path` names a pipeline: those are YAML, and no log is.
  public static boolean isPipeline(String path) {
    var name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /// Whether what is at `path` can be compared with itself: as it is, and as it would be.
  public static boolean hasBeforeAndAfter(String path) {
    return isPipeline(path)
        || (SavedReport.isOne(path) && SavedReport.read(path).after().isPresent());
  }

  /// The bill of `logs` over `period`.
  public Side ofLog(List<String> logs, Period period) {
    var today = pricing.today(reading.timezone());
    var progress = output.progress();
    var tally = reading.tally(logs, labels, today, Optional.empty(), progress, period);
    var used = tally.used();
    var last = used.cells().keySet().stream().map(UsageKey::day).max(LocalDate::compareTo);
    var end = period.to().map(day -> day.minusDays(1)).or(() -> last).orElse(today);
    var heads = new RunMetadataBuilder("compare", book, period, reading.timezoneName());
    var bill = new VarianceBill(ledger(used), pricing.asOf().orElse(end));
    return new Side(
        heads.of(tally), bill, book, RunMetadataBuilder.assumptions(tally), Optional.of(tally));
  }

  private Ledger ledger(UsageCube used) {
    var cube = byTime || pricing.asOf().isPresent() ? used : book.inPricePeriods(used);
    return Ledger.of(cube, pricing.quotes(book));
  }

  /// The bill that an earlier run saved as JSON, with the prices of then.
  ///
  /// @param before which bill, if it has one before and one after
  public Side ofSaved(String path, boolean before) {
    var saved = SavedReport.read(path);
    var ledger = before ? saved.before() : saved.after().orElse(saved.before());
    var day = saved.to().orElseGet(() -> pricing.today(reading.timezone()));
    var name = saved.after().isEmpty() ? path : path + (before ? " as it is" : " as it would be");
    var lines = (long) ledger.charges().size() + ledger.uncharged().size();
    var input =
        new RunMetadata.Input(
            name, saved.command() + "-json", lines, lines, 0, new TreeMap<>(), 0, List.of());
    var head =
        new RunMetadata(
            "compare",
            Version.tool(),
            List.of(input),
            book.id(),
            book.sha256(),
            saved.from(),
            saved.to(),
            saved.timezone());
    var assumptions = new ArrayList<String>();
    assumptions.add(
        "the bill in %s is at the prices of then (%s)"
            .formatted(Path.of(path).getFileName(), saved.bookId()));
    saved.after().ifPresent(_ -> assumptions.add(MIDDLE));
    return new Side(head, new VarianceBill(ledger, day), book, assumptions, Optional.empty());
  }

  /// What the pipeline of a file costs as it is, or as it would be.
  public Side ofPipeline(String path, boolean before) {
    var day = pricing.asOf().orElseGet(() -> pricing.today(reading.timezone()));
    var pipeline =
        Pipelines.read(List.of(path), InputStream.nullInputStream(), book, day, Optional.empty())
            .getFirst();
    var usage = PipelineUsage.of(pipeline, day, RangePoint.MIDDLE);
    var all = usage.bill(before, pipeline, day);
    var fixed = before ? usage.fixedBefore() : usage.fixedAfter();
    return new Side(
        head(path, pipeline, before, day),
        new VarianceBill(all, day),
        pipeline.book(),
        assumptions(fixed),
        Optional.empty());
  }

  private RunMetadata head(String path, Pipeline pipeline, boolean before, LocalDate day) {
    long steps = pipeline.steps().size();
    var name = path + (before ? " as it is" : " as it would be");
    var input =
        new RunMetadata.Input(name, "pipeline", steps, steps, 0, new TreeMap<>(), 0, List.of());
    return new RunMetadata(
        "compare",
        Version.tool(),
        List.of(input),
        pipeline.book().id(),
        pipeline.book().sha256(),
        Optional.of(day),
        Optional.of(day),
        reading.timezoneName());
  }

  private static List<String> assumptions(Money fixed) {
    var all = new ArrayList<String>();
    all.add(MIDDLE);
    if (!fixed.isZero()) {
      all.add(
          PipelineUsage.FIXED
              + " are what a pipeline pays beside priced usage; their change counts as tokens per"
              + " call, as no calls belong to them");
    }
    return all;
  }
}
