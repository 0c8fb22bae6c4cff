package routercost.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import routercost.whatif.pipeline.Verdict;

/// Printed figures beside ours.
final class ClaimLines {
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("Claim", 0),
          Column.right("Printed", 0),
          Column.right("By this estimate", 0),
          Column.left("Verdict", 0));

  private ClaimLines() {}

  /// The claims of a pipeline.
  ///
  /// @param each whether they are shown one by one
  static List<Block> blocks(List<Verdict> verdicts, boolean each) {
    var blocks = new ArrayList<Block>();
    if (verdicts.isEmpty()) {
      return blocks;
    }
    if (each) {
      blocks.add(new Block.Heading("Claims"));
      blocks.add(
          new Block.Table(COLUMNS, verdicts.stream().map(ClaimLines::cells).toList(), List.of()));
    } else if (verdicts.stream().anyMatch(verdict -> verdict.claim().printed().isPresent())) {
      blocks.add(new Block.Paragraph(summary(verdicts)));
    }
    return blocks;
  }

  private static String summary(List<Verdict> verdicts) {
    var parts =
        Stream.of(Verdict.Judgement.RIGHT, Verdict.Judgement.ROUNDED, Verdict.Judgement.WRONG)
            .map(
                judgement ->
                    verdicts.stream().filter(one -> one.judgement() == judgement).count()
                        + " "
                        + judgement.id())
            .toList();
    return "Printed figures: " + String.join(", ", parts) + "; --verify shows each.";
  }

  private static List<Cell> cells(Verdict verdict) {
    return List.of(
        new Cell.Text(verdict.claim().name()),
        new Cell.Text(verdict.claim().printed().map(printed -> printed.text()).orElse("")),
        new Cell.Text(verdict.value().map(ClaimLines::shown).orElse("unknown")),
        new Cell.Text(words(verdict)));
  }

  private static String shown(BigDecimal value) {
    return Rounding.grouped(Rounding.significant(value, 6));
  }

  /// `right`, `rounded`, `wrong, +68.5%`.
  static String words(Verdict verdict) {
    return switch (verdict.judgement()) {
      case RIGHT, ROUNDED -> verdict.judgement().id();
      case FIGURE -> "";
      case UNKNOWN -> "no value";
      case WRONG -> "wrong, " + verdict.off().map(off -> off(verdict, off)).orElse("");
    };
  }

  /// In percent of what follows; the bare difference if that is nothing.
  private static String off(Verdict verdict, BigDecimal off) {
    return verdict
        .value()
        .filter(value -> value.signum() != 0)
        .map(value -> signed(Rounding.percent(off, value.abs())) + "%")
        .orElseGet(() -> signed(Rounding.significant(off, 4)));
  }

  private static String signed(BigDecimal number) {
    return (number.signum() > 0 ? "+" : "") + Rounding.grouped(number);
  }
}
