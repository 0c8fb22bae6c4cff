package routercost.report.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;
import routercost.whatif.pipeline.Claim.ClaimVerdict;
import routercost.whatif.pipeline.Claim.ClaimVerdict.Judgement;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Saving;

/// The report on printed figures next to computed figures, pipeline by pipeline.
///
/// @param report the estimates themselves, for machines
/// @param today the estimates with the built-in book alone; empty if that book was used
public record VerifyReport(EstimateReport report, List<Estimate> today) implements Report {
  /// A figure as it was printed, as it follows from the estimate, and as it would be today.
  private record Row(String name, String printed, String ours, String verdict, String today) {}

  public VerifyReport {
    today = List.copyOf(today);
  }

  /// The number of printed figures that are right; nothing if none is printed.
  static List<Block> summary(List<ClaimVerdict> verdicts) {
    return printed(verdicts) == 0
        ? List.of()
        : List.of(
            new Block.Paragraph("Printed figures: " + counts(verdicts) + "; --claims shows each."));
  }

  private static long printed(List<ClaimVerdict> verdicts) {
    return verdicts.stream().filter(verdict -> verdict.claim().printed().isPresent()).count();
  }

  /// `4 right, 1 rounded, 0 wrong`.
  private static String counts(List<ClaimVerdict> verdicts) {
    return Stream.of(Judgement.RIGHT, Judgement.ROUNDED, Judgement.WRONG)
        .map(
            judgement ->
                verdicts.stream().filter(verdict -> verdict.judgement() == judgement).count()
                    + " "
                    + judgement.id())
        .collect(Collectors.joining(", "));
  }

  @Override
  public List<Block> blocks() {
    var verdicts =
        report.estimates().stream()
            .flatMap(estimate -> EstimateReport.verdicts(estimate).stream())
            .toList();
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title("Printed and computed figures"));
    blocks.add(
        new Block.Paragraph(
            "%s in %s: %s."
                .formatted(
                    Phrases.counted(printed(verdicts), "printed figure"),
                    Phrases.counted(report.estimates().size(), "pipeline"),
                    counts(verdicts))));
    for (int i = 0; i < report.estimates().size(); i++) {
      var estimate = report.estimates().get(i);
      blocks.add(
          new Block.Heading(
              report.head().inputs().get(i).path() + ": " + estimate.pipeline().name()));
      blocks.add(table(estimate, today.isEmpty() ? estimate : today.get(i)));
    }
    blocks.addAll(report.notes());
    return blocks;
  }

  private Block.Table table(Estimate estimate, Estimate withTodaysBook) {
    var rows = new ArrayList<Row>();
    var unit = "one " + estimate.pipeline().unit();
    var ours = new EstimateTable(estimate);
    var todays = new EstimateTable(withTodaysBook);
    rows.add(row(unit + ", before", ours.dollars(Saving::before), todays.dollars(Saving::before)));
    rows.add(row(unit + ", after", ours.dollars(Saving::after), todays.dollars(Saving::after)));
    rows.add(
        row(
            "saved",
            EstimateTable.percent(estimate.total()),
            EstimateTable.percent(withTodaysBook.total())));
    var verdicts = EstimateReport.verdicts(estimate);
    var todaysVerdicts = EstimateReport.verdicts(withTodaysBook);
    for (int i = 0; i < verdicts.size(); i++) {
      rows.add(claim(verdicts.get(i), todaysVerdicts.get(i)));
    }
    return Field.table(fields(), rows, List.of());
  }

  private List<Field<Row>> fields() {
    return List.of(
        Field.text("name", Row::name).left("Figure", 0),
        Field.text("printed", Row::printed).right("Printed", 1),
        Field.text("ours", Row::ours).right("Computed", 0),
        Field.text("verdict", Row::verdict).left("Verdict", 2),
        Field.text("today", Row::today).right("With today's book", 3).shownIf(!today.isEmpty()));
  }

  private static Row row(String name, String ours, String today) {
    return new Row(name, "", ours, "", today);
  }

  private static Row claim(ClaimVerdict verdict, ClaimVerdict today) {
    return new Row(
        verdict.claim().name(),
        verdict.claim().printed().map(printed -> printed.text()).orElse(""),
        value(verdict),
        judgement(verdict),
        value(today));
  }

  /// The figure that follows from the estimate, to six significant digits.
  private static String value(ClaimVerdict verdict) {
    return verdict
        .value()
        .map(value -> Thousands.grouped(Rounding.significant(value, 6)))
        .orElse("unknown");
  }

  /// `right`, `rounded`, `wrong, +68.5%`.
  private static String judgement(ClaimVerdict verdict) {
    return switch (verdict.judgement()) {
      case RIGHT, ROUNDED -> verdict.judgement().id();
      case FIGURE -> "";
      case UNKNOWN -> "no value";
      case WRONG -> "wrong, " + verdict.off().map(off -> difference(verdict, off)).orElse("");
    };
  }

  /// The difference in percent of the computed figure; the bare difference if that figure is zero.
  private static String difference(ClaimVerdict verdict, BigDecimal off) {
    return verdict
        .value()
        .filter(value -> value.signum() != 0)
        .map(value -> Phrases.signed(Rounding.percent(off, value.abs())) + "%")
        .orElseGet(() -> Phrases.signed(Rounding.significant(off, 4)));
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
