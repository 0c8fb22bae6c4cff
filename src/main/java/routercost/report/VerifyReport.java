package routercost.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Verdict;

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
            Words.counted(printed, "printed figure"),
            Words.counted(report.estimates().size(), "pipeline"),
            ClaimLines.count(verdicts, Verdict.Judgement.RIGHT),
            ClaimLines.count(verdicts, Verdict.Judgement.ROUNDED),
            ClaimLines.count(verdicts, Verdict.Judgement.WRONG));
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

  private List<Column> columns() {
    return List.of(
        Column.left("Figure", 0),
        Column.right("Printed", 1),
        Column.right("Ours", 0),
        Column.left("Verdict", 2),
        Column.right("With today's book", today.isEmpty() ? 9 : 3));
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
    return EstimateTable.percents(estimate.total()).map(Spread::percent).orElse("");
  }

  private List<Cell> claim(Verdict verdict, Verdict other) {
    return row(
        verdict.claim().name(),
        verdict.claim().printed().map(printed -> printed.text()).orElse(""),
        ClaimLines.value(verdict),
        ClaimLines.words(verdict),
        ClaimLines.value(other));
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
