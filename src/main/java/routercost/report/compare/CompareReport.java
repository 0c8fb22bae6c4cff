package routercost.report.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import routercost.price.Money;
import routercost.price.variance.Variance;
import routercost.report.layout.Block;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.RoundedRows;

/// Lays a comparison out: how far the bill moved, why, and where.
///
/// @param lines in the order in which they are shown
public record CompareReport(ComparedBills compared, List<Variance.Line> lines) implements Report {
  public CompareReport {
    lines = List.copyOf(lines);
  }

  /// The report on `compared`.
  public static Report of(ComparedBills compared) {
    var lines = compared.variance().lines();
    return new CompareReport(
        compared,
        switch (compared.view().sort()) {
          case CHANGE -> lines;
          case COST -> sorted(lines, Comparator.comparing(CompareReport::larger));
          case CALLS -> sorted(lines, Comparator.comparing(CompareReport::moreCalls));
          case NAME ->
              lines.stream()
                  .sorted(Comparator.comparing(line -> Phrases.group(line.group())))
                  .toList();
        });
  }

  private static List<Variance.Line> sorted(
      List<Variance.Line> lines, Comparator<Variance.Line> rising) {
    return lines.stream().sorted(rising.reversed()).toList();
  }

  private static Money larger(Variance.Line line) {
    var before = line.base().cost();
    var after = line.head().cost();
    return before.compareTo(after) > 0 ? before : after;
  }

  private static java.math.BigDecimal moreCalls(Variance.Line line) {
    return line.base().calls().max(line.head().calls());
  }

  @Override
  public List<Block> blocks() {
    var tables = CompareTables.of(compared, lines);
    var notes = new CompareSummary(compared, tables);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(notes.title()));
    blocks.add(new Block.Paragraph(notes.summary()));
    blocks.add(notes.sides());
    if (!lines.isEmpty() && !notes.isUnpriced()) {
      blocks.addAll(RoundedRows.of(tables.effects()));
      blocks.addAll(RoundedRows.of(tables.groups()));
    }
    blocks.addAll(notes.below());
    return blocks;
  }

  @Override
  public Records records() {
    return new CompareRecords(compared, lines).records();
  }

  @Override
  public Json json() {
    return new CompareJson(compared, lines).json();
  }
}
