package routercost.report.cube;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.report.common.ReportHeader;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.TableColumn;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.usage.Usage;
import routercost.usage.UsageCube;

/// What is in a saved cube.
///
/// @param input the file, and what became of the records of its logs
/// @param used the calls that count
/// @param spread whether it tells of all of them how far they differ
public record CubeDetails(
    String version,
    RunMetadata.Input input,
    String timezone,
    long logs,
    SortedSet<Long> breakpoints,
    UsageCube used,
    boolean spread,
    Collection<String> notes)
    implements Report {
  private static final List<String> FIELDS =
      List.of("model", "calls", "failed_calls", "input", "output", "cache_read", "cache_write");

  public CubeDetails {
    notes = List.copyOf(notes);
  }

  /// The usage of one model.
  private record Sums(Usage ok, Usage failed) {
    private static final Sums NONE = new Sums(Usage.NONE, Usage.NONE);

    Sums plus(Sums other) {
      return new Sums(ok.plus(other.ok), failed.plus(other.failed));
    }

    List<BigDecimal> figures() {
      var all = ok.plus(failed);
      return List.of(
          ok.of(Meter.CALLS),
          failed.of(Meter.CALLS),
          all.of(Meter.INPUT),
          all.of(Meter.OUTPUT),
          all.of(Meter.CACHE_READ),
          all.of(Meter.CACHE_WRITE_5M)
              .add(all.of(Meter.CACHE_WRITE_1H))
              .add(all.of(Meter.CACHE_WRITE_UNKNOWN)));
    }
  }

  private SortedMap<String, Sums> byModel() {
    var models = new TreeMap<String, Sums>();
    used.slices()
        .forEach(
            slice -> {
              boolean failed = slice.key().status() == Status.FAILED;
              var sums =
                  new Sums(
                      failed ? Usage.NONE : slice.usage(), failed ? slice.usage() : Usage.NONE);
              models.merge(slice.key().model(), sums, Sums::plus);
            });
    return models;
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
                .flatMap(some -> some)
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
    blocks.add(table());
    blocks.add(new Block.Heading("Worth knowing"));
    blocks.add(Block.list(sentences()));
    return blocks;
  }

  private Block.Table table() {
    var models = byModel();
    var total = models.values().stream().reduce(Sums.NONE, Sums::plus);
    return new Block.Table(
        List.of(
            TableColumn.left("Model", 0),
            TableColumn.right("Calls", 0),
            TableColumn.right("Failed", 1),
            TableColumn.right("Input", 0),
            TableColumn.right("Output", 0),
            TableColumn.right("Cache read", 2),
            TableColumn.right("Cache written", 3)),
        models.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList(),
        List.of(row("Total", total)));
  }

  private static List<Cell> row(String name, Sums sums) {
    var cells = new ArrayList<Cell>();
    cells.add(new Cell.Text(name));
    sums.figures()
        .forEach(figure -> cells.add(figure.signum() == 0 ? Cell.NOTHING : new Cell.Count(figure)));
    return cells;
  }

  private List<String> sentences() {
    var sentences = new ArrayList<>(ReportHeader.rows(head()));
    sentences.add(
        "Bands lie at "
            + breakpoints.stream()
                .map(over -> new Cell.Count(BigDecimal.valueOf(over)).text())
                .collect(Collectors.joining("; "))
            + " tokens: a book with another threshold cannot price it.");
    sentences.add(
        spread
            ? "It tells how far calls differ, for error bars."
            : "It does not tell how far calls differ, so what-if has no error bars.");
    sentences.add(
        "Single calls are not in it: no largest call, no gaps or bursts, no comparison of each"
            + " logged cost.");
    sentences.addAll(notes);
    return sentences;
  }

  private SortedSet<String> labels() {
    return used.cells().keySet().stream()
        .flatMap(key -> key.labels().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private RunMetadata head() {
    var days = used.cells().keySet().stream().map(key -> key.day()).sorted().toList();
    return new RunMetadata(
        "cube show",
        version,
        List.of(input),
        "",
        "",
        days.stream().findFirst(),
        days.reversed().stream().findFirst(),
        timezone);
  }

  @Override
  public Records records() {
    return new Records(FIELDS, byModel().entrySet().stream().map(CubeDetails::fields).toList());
  }

  private static List<String> fields(Map.Entry<String, Sums> model) {
    return Stream.concat(
            Stream.of(model.getKey()),
            model.getValue().figures().stream().map(BigDecimal::toPlainString))
        .toList();
  }

  @Override
  public Json json() {
    var head = head();
    return Json.object()
        .and("schema_version", 1)
        .and("command", "cube show")
        .and("tool", Json.object().and("name", "router-cost").and("version", version))
        .and("inputs", head.inputsJson())
        .and("period", head.period())
        .and("logs", logs)
        .and("cells", used.cells().size())
        .and("breakpoints", Json.items(breakpoints.stream().map(CubeDetails::number)))
        .and("labels", Json.texts(labels()))
        .and("spread", spread)
        .and("notes", Json.texts(notes))
        .and("models", Json.items(byModel().entrySet().stream().map(CubeDetails::model)));
  }

  private static Json number(long over) {
    return Json.number(BigDecimal.valueOf(over));
  }

  private static Json model(Map.Entry<String, Sums> model) {
    var json = Json.object().and("model", model.getKey());
    var figures = model.getValue().figures();
    for (int i = 0; i < figures.size(); i++) {
      json.and(FIELDS.get(i + 1), Json.number(figures.get(i)));
    }
    return json;
  }
}
