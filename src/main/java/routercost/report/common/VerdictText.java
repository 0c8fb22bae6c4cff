package routercost.report.common;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.EvidenceVerdict.Basis;
import routercost.whatif.evidence.EvidenceVerdict.State;
import routercost.whatif.evidence.Gate;

/// Puts verdicts into sentences and into JSON.
public final class VerdictText {
  private static final String SURE = percent(1 - Gate.USUAL.risk()).replace(".0", "");

  private VerdictText() {}

  /// `Proven: 4 of 200 failed (2.0%), at most 4.5% in truth, under the limit of 8%.`
  public static String of(EvidenceVerdict verdict) {
    if (verdict.basis() == Basis.NONE) {
      return "Unproven: no graded answers; " + needed(verdict.needed(), "without a failure") + ".";
    }
    return Phrases.capital(verdict.state().id())
        + ": "
        + seen(verdict)
        + bound(verdict)
        + " in reality"
        + (verdict.state() == State.REJECTED ? " (" + SURE + " sure)" : "")
        + "; the limit is "
        + percent(verdict.limit())
        + open(verdict)
        + ".";
  }

  private static String seen(EvidenceVerdict verdict) {
    var samples = Thousands.grouped(verdict.samples());
    if (!verdict.isPaired()) {
      return percent(verdict.seen()) + " of " + samples + " answers failed";
    }
    var compared = verdict.seen() < 0 ? " better in " : " worse in ";
    return percent(Math.abs(verdict.seen())) + compared + samples + " pairs";
  }

  /// The bound that decides: how many may fail at most, or what is rejected, how many at least.
  private static String bound(EvidenceVerdict verdict) {
    if (verdict.state() == State.REJECTED) {
      return ", at least " + percent(verdict.least());
    }
    return verdict.bound() < 0
        ? ", at least " + percent(-verdict.bound())
        : ", at most " + percent(verdict.bound()) + (verdict.seen() < 0 ? " worse" : "");
  }

  private static String open(EvidenceVerdict verdict) {
    if (verdict.state() == State.PROVEN || verdict.state() == State.REJECTED) {
      return "";
    }
    return verdict.needed().isPresent()
        ? "; " + needed(verdict.needed(), "more like these")
        : "; no number of answers like these proves it";
  }

  private static String needed(OptionalLong needed, String manner) {
    return needed.isPresent()
        ? "%s %s would prove it".formatted(Thousands.grouped(needed.getAsLong()), manner)
        : "no number would prove it";
  }

  private static String percent(double share) {
    return new Cell.Percent(decimal(share * 100, 1)).text();
  }

  private static BigDecimal decimal(double number, int decimals) {
    return BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP);
  }

  /// The verdict with its figures as decimal strings.
  public static Json json(EvidenceVerdict verdict) {
    var needed = verdict.needed();
    return Json.object()
        .and("state", verdict.state().id())
        .and("basis", verdict.basis().id())
        .and("samples", verdict.samples())
        .and("seen", exact(verdict.seen()))
        .and("bound", exact(verdict.bound()))
        .and("least", exact(verdict.least()))
        .and("limit", exact(verdict.limit()))
        .and("needed", needed.isPresent() ? Json.number(needed.getAsLong()) : Json.NULL);
  }

  private static String exact(double share) {
    return Rounding.exact(decimal(share, 10));
  }
}
