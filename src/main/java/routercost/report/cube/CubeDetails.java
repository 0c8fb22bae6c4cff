package routercost.report.cube;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.report.common.InputSummary;
import routercost.report.common.PricesInUse;
import routercost.report.common.ReportHeader;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.Usage;
import routercost.usage.UsageCube;

/// The report on the content of a saved cube.
///
/// @param input the file, and the counts of rows of its logs
/// @param used the calls that count
/// @param spread true if it has for all calls how far they differ
public record CubeDetails(
    String version,
    InputSummary input,
    String timezone,
    long logs,
    SortedSet<Long> breakpoints,
    UsageCube used,
    boolean spread,
    Collection<String> notes)
    implements Report {
  private static final List<Field<Sums>> FIELDS =
      List.of(
          Field.text("model", Sums::name).left("Model", 0),
          count("calls", sums -> sums.all().of(Meter.CALLS), "Calls", 0),
          count("failed_calls", sums -> sums.failed().of(Meter.CALLS), "Failed", 1),
          count("input", sums -> sums.all().of(Meter.INPUT), "Input", 0),
          count("output", sums -> sums.all().of(Meter.OUTPUT), "Output", 0),
          count("cache_read", sums -> sums.all().of(Meter.CACHE_READ), "Cache read", 2),
          count("cache_write", Sums::cacheWrites, "Cache written", 3));

  private static Field<Sums> count(
      String id, Function<Sums, BigDecimal> number, String heading, int rank) {
    return Field.count(id, number).right(heading, rank, sums -> Cell.count(number.apply(sums)));
  }

  public CubeDetails {
    notes = List.copyOf(notes);
  }

  /// The usage of one model, or of all.
  private record Sums(String name, Usage ok, Usage failed) {
    Sums plus(Sums sums) {
      return new Sums(name, ok.plus(sums.ok), failed.plus(sums.failed));
    }

    Usage all() {
      return ok.plus(failed);
    }

    BigDecimal cacheWrites() {
      return all()
          .of(Meter.CACHE_WRITE_5M)
          .add(all().of(Meter.CACHE_WRITE_1H))
          .add(all().of(Meter.CACHE_WRITE_UNKNOWN));
    }
  }

  private List<Sums> models() {
    var models = new TreeMap<String, Sums>();
    used.slices()
        .map(CubeDetails::sums)
        .forEach(sums -> models.merge(sums.name(), sums, Sums::plus));
    return List.copyOf(models.values());
  }

  private static Sums sums(Slice slice) {
    boolean failed = slice.key().status() == Status.FAILED;
    return new Sums(
        slice.key().model(),
        failed ? Usage.NONE : slice.usage(),
        failed ? slice.usage() : Usage.NONE);
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    var head = head();
    blocks.add(
        new Block.Title(
            Stream.of(
                    Stream.of(head.inputNames()),
                    head.days(),
                    Stream.of(Phrases.calls(used.total().of(Meter.CALLS))))
                .flatMap(parts -> parts)
                .collect(Collectors.joining("  "))));
    blocks.add(
        new Block.Paragraph(
            "%s from %s, %s."
                .formatted(
                    Phrases.counted(used.cells().size(), "row"),
                    Phrases.counted(logs, "log"),
                    labels().isEmpty()
                        ? "without labels"
                        : "labelled by " + String.join(", ", labels()))));
    var models = models();
    var total = models.stream().reduce(new Sums("Total", Usage.NONE, Usage.NONE), Sums::plus);
    blocks.add(Field.table(FIELDS, models, List.of(total)));
    blocks.addAll(Block.section("Notes", sentences()));
    return blocks;
  }

  private List<String> sentences() {
    var sentences = new ArrayList<>(ReportHeader.rows(head()));
    sentences.add(
        "Price bands start above "
            + breakpoints.stream()
                .map(over -> new Cell.Count(BigDecimal.valueOf(over)).text())
                .collect(Collectors.joining("; "))
            + " tokens; a price book with another threshold cannot price this cube.");
    sentences.add(
        spread
            ? "The cube records how much calls vary, so what-if can show error bars."
            : "The cube does not record how much calls vary, so what-if has no error bars.");
    sentences.add(
        "The cube has no single calls, so reports on it have no largest call, no gaps or bursts, and no check of each logged cost.");
    sentences.addAll(notes);
    return sentences;
  }

  private SortedSet<String> labels() {
    return used.cells().keySet().stream()
        .flatMap(key -> key.withoutPriceDay().labels().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private RunMetadata head() {
    var days = used.cells().keySet().stream().map(key -> key.day()).sorted().toList();
    return new RunMetadata(
        "cube show",
        version,
        List.of(input),
        PricesInUse.NONE,
        days.stream().findFirst(),
        days.reversed().stream().findFirst(),
        timezone);
  }

  @Override
  public Records records() {
    return head().dated(Field.records(FIELDS, models()));
  }

  @Override
  public Json json() {
    return head()
        .json()
        .and("logs", logs)
        .and("cells", used.cells().size())
        .and("breakpoints", Json.items(breakpoints.stream().map(Json::number)))
        .and("labels", Json.texts(labels()))
        .and("spread", spread)
        .and("notes", Json.texts(notes))
        .and("models", Json.items(models().stream().map(model -> Field.json(FIELDS, model))));
  }
}
