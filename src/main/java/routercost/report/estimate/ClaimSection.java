package routercost.report.estimate;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import routercost.report.layout.Block;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;
import routercost.whatif.pipeline.Claim.ClaimVerdict;

/// Printed figures beside ours.
final class ClaimSection {
  private ClaimSection() {}

  /// How many printed figures are right; nothing if none is printed.
  static List<Block> summary(List<ClaimVerdict> verdicts) {
    if (verdicts.stream().allMatch(verdict -> verdict.claim().printed().isEmpty())) {
      return List.of();
    }
    var parts =
        Stream.of(
                ClaimVerdict.Judgement.RIGHT,
                ClaimVerdict.Judgement.ROUNDED,
                ClaimVerdict.Judgement.WRONG)
            .map(judgement -> count(verdicts, judgement) + " " + judgement.id())
            .toList();
    return List.of(
        new Block.Paragraph(
            "Printed figures: " + String.join(", ", parts) + "; --verify shows each."));
  }

  /// How many verdicts are so.
  static long count(List<ClaimVerdict> verdicts, ClaimVerdict.Judgement judgement) {
    return verdicts.stream().filter(verdict -> verdict.judgement() == judgement).count();
  }

  /// What follows from the estimate, to six significant digits.
  static String value(ClaimVerdict verdict) {
    return verdict
        .value()
        .map(value -> Thousands.grouped(Rounding.significant(value, 6)))
        .orElse("unknown");
  }

  /// `right`, `rounded`, `wrong, +68.5%`.
  static String words(ClaimVerdict verdict) {
    return switch (verdict.judgement()) {
      case RIGHT, ROUNDED -> verdict.judgement().id();
      case FIGURE -> "";
      case UNKNOWN -> "no value";
      case WRONG -> "wrong, " + verdict.off().map(off -> off(verdict, off)).orElse("");
    };
  }

  /// In percent of what follows; the bare difference if that is nothing.
  private static String off(ClaimVerdict verdict, BigDecimal off) {
    return verdict
        .value()
        .filter(value -> value.signum() != 0)
        .map(value -> signed(Rounding.percent(off, value.abs())) + "%")
        .orElseGet(() -> signed(Rounding.significant(off, 4)));
  }

  private static String signed(BigDecimal number) {
    return (number.signum() > 0 ? "+" : "") + Thousands.grouped(number);
  }
}
