package routercost.cli;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routercost.price.Charge;
import routercost.price.DateRange;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Provenance;
import routercost.price.Rate;
import routercost.price.RateCard;
import routercost.price.Resolution;
import routercost.price.variance.Bill;
import routercost.read.LogTally;
import routercost.read.Period;
import routercost.read.Pipelines;
import routercost.report.Head;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.PipelineUsage;
import routercost.whatif.pipeline.Point;

/// Reads one side of a comparison: the bill of a log, or what a pipeline would cost.
///
/// @param labels columns to keep, because the report groups by them
/// @param byTime whether each day has to be kept, because something asks for it
record SideReading(
    Reading reading,
    Pricing pricing,
    Output output,
    PriceBook book,
    Set<String> labels,
    boolean byTime) {
  private static final String FIXED = "(fixed costs)";

  /// A side.
  ///
  /// @param book its prices; a pipeline may have some of its own
  /// @param tally what became of the rows, if it is a log
  record Side(
      Head head, Bill bill, PriceBook book, List<String> assumptions, Optional<LogTally> tally) {}

  /// Whether `path` names a pipeline: those are YAML, and no log is.
  static boolean isPipeline(String path) {
    var name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /// The bill of `log` over `period`.
  Side ofLog(String log, Period period) {
    var today = pricing.today(reading.timezone());
    var progress = output.progress();
    var tally = reading.tally(List.of(log), labels, today, Optional.empty(), progress, period);
    var used = tally.used();
    var last = used.cells().keySet().stream().map(UsageKey::day).max(LocalDate::compareTo);
    var end = period.to().map(day -> day.minusDays(1)).or(() -> last).orElse(today);
    var heads = new Heads("compare", book, period, reading.timezoneName());
    var bill = new Bill(ledger(used), pricing.asOf().orElse(end));
    return new Side(heads.of(tally), bill, book, Heads.assumptions(tally), Optional.of(tally));
  }

  private Ledger ledger(UsageCube used) {
    var cube = byTime || pricing.asOf().isPresent() ? used : book.inPricePeriods(used);
    return Ledger.of(cube, key -> book.quote(pricing.asOf().map(key::withDay).orElse(key)));
  }

  /// What the pipeline of a file costs as it is, or as it would be.
  Side ofPipeline(String path, boolean before) {
    var day = pricing.asOf().orElseGet(() -> pricing.today(reading.timezone()));
    var pipeline =
        Pipelines.read(List.of(path), InputStream.nullInputStream(), book, day, Optional.empty())
            .getFirst();
    var usage = PipelineUsage.of(pipeline, day, Point.MIDDLE);
    var ledger = Ledger.of(before ? usage.before() : usage.after(), pipeline.book()::quote);
    var fixed = before ? usage.fixedBefore() : usage.fixedAfter();
    var all = fixed.isZero() ? ledger : ledger.plus(fixed(fixed, day));
    return new Side(
        head(path, pipeline, before, day),
        new Bill(all, day),
        pipeline.book(),
        assumptions(fixed),
        Optional.empty());
  }

  /// What is paid beside priced usage, as dollars at one dollar each: it belongs to no call.
  private static Ledger fixed(Money amount, LocalDate day) {
    var card =
        new RateCard(
            new Resolution(FIXED, FIXED, "", "", "", Resolution.How.EXACT),
            Map.of(Meter.UNITS, new Rate(BigDecimal.ONE, 1)),
            List.of(),
            List.of(),
            0,
            DateRange.ALWAYS,
            new Provenance("", "", "", "", ""));
    var usage = Usage.of(Meter.UNITS, 0).with(Meter.UNITS, amount.usd());
    var slice = new Slice(UsageKey.of(day, FIXED, FIXED), usage);
    return new Ledger(List.of(new Charge(slice, card, card.components(usage))), List.of());
  }

  private Head head(String path, Pipeline pipeline, boolean before, LocalDate day) {
    long steps = pipeline.steps().size();
    var name = path + (before ? " as it is" : " as it would be");
    var input = new Head.Input(name, "pipeline", steps, steps, 0, new TreeMap<>(), 0, List.of());
    return new Head(
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
    all.add("ranges of a pipeline are at their middle");
    if (!fixed.isZero()) {
      all.add(
          FIXED
              + " are what a pipeline pays beside priced usage; their change counts as tokens per"
              + " call, as no calls belong to them");
    }
    return all;
  }
}
