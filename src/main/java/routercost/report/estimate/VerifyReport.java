package routercost.report.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.RoundedRange;
import routercost.report.layout.TableColumn;
import routercost.whatif.pipeline.Claim.ClaimVerdict;
import routercost.whatif.pipeline.Estimate;

/// Printed figures beside ours, pipeline by pipeline.
///
/// @param report the estimates themselves, for machines
/// @param today the same with the built-in book alone; empty if that is what was used
public record VerifyReport(EstimateReport report, List<Estimate> today) implements Report {
  public VerifyReport {
    today = List.copyOf(today);
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title("Printed figures and ours"));
    blocks.add(new Block.Paragraph(summary()));
    IntStream.range(0, report.estimates().size())
        .forEach(
            i -> {
              blocks.add(new Block.Heading(heading(i)));
              blocks.add(table(i));
            });
    blocks.addAll(report.notes());
    return blocks;
  }

  private String summary() {
    var verdicts =
        report.estimates().stream()
            .flatMap(estimate -> EstimateReport.verdicts(estimate).stream())
            .toList();
    long printed =
        verdicts.stream().filter(verdict -> verdict.claim().printed().isPresent()).count();
    return "%s in %s: %d right, %d rounded, %d wrong."
        .formatted(
            Phrases.counted(printed, "printed figure"),
            Phrases.counted(report.estimates().size(), "pipeline"),
            ClaimSection.count(verdicts, ClaimVerdict.Judgement.RIGHT),
            ClaimSection.count(verdicts, ClaimVerdict.Judgement.ROUNDED),
            ClaimSection.count(verdicts, ClaimVerdict.Judgement.WRONG));
  }

  private String heading(int i) {
    return "%s: %s"
        .formatted(
            report.head().inputs().get(i).path(), report.estimates().get(i).pipeline().name());
  }

  private Block.Table table(int i) {
    var estimate = report.estimates().get(i);
    var verdicts = EstimateReport.verdicts(estimate);
    var others = today.isEmpty() ? verdicts : EstimateReport.verdicts(today.get(i));
    var other = today.isEmpty() ? estimate : today.get(i);
    var rows = new ArrayList<List<Cell>>();
    rows.addAll(ends(estimate, other));
    IntStream.range(0, verdicts.size())
        .forEach(at -> rows.add(claim(verdicts.get(at), others.get(at))));
    return new Block.Table(columns(), rows, List.of());
  }

  private List<TableColumn> columns() {
    return List.of(
        TableColumn.left("Figure", 0),
        TableColumn.right("Printed", 1),
        TableColumn.right("Ours", 0),
        TableColumn.left("Verdict", 2),
        TableColumn.right("With today's book", today.isEmpty() ? 9 : 3));
  }

  private List<List<Cell>> ends(Estimate estimate, Estimate other) {
    var unit = "one " + estimate.pipeline().unit();
    var one = new EstimateTable(estimate);
    var two = new EstimateTable(other);
    return List.of(
        row(unit + ", before", "", one.before(), "", two.before()),
        row(unit + ", after", "", one.after(), "", two.after()),
        row("saved", "", percent(estimate), "", percent(other)));
  }

  private static String percent(Estimate estimate) {
    return EstimateTable.percents(estimate.total()).map(RoundedRange::percent).orElse("");
  }

  private List<Cell> claim(ClaimVerdict verdict, ClaimVerdict other) {
    return row(
        verdict.claim().name(),
        verdict.claim().printed().map(printed -> printed.text()).orElse(""),
        ClaimSection.value(verdict),
        ClaimSection.words(verdict),
        ClaimSection.value(other));
  }

  private List<Cell> row(String name, String printed, String ours, String verdict, String then) {
    return Stream.of(name, printed, ours, verdict, today.isEmpty() ? "" : then)
        .<Cell>map(text -> text.isEmpty() ? Cell.NOTHING : new Cell.Text(text))
        .toList();
  }

  @Override
  public Records records() {
    return report.records();
  }

  @Override
  public Json json() {
    return report.json();
  }
}
