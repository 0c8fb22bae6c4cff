package routercost.report.gate;

import java.util.List;
import routercost.audit.budget.Check;
import routercost.report.layout.RatioFormat;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;

/// The checks of a gate as exact records, in the order of the file.
record CheckRecords(GateResult gate) {
  Records records() {
    return new Records(
        List.of(
            "budget", "status", "metric", "actual", "limit", "unit", "from", "to", "base",
            "message", "prices"),
        gate.checks().stream().map(this::record).toList());
  }

  private List<String> record(Check check) {
    var measured = check.measured();
    return List.of(
        check.budget().id(),
        check.status().id(),
        check.budget().metric().id(),
        measured.map(some -> RatioFormat.exact(some.actual())).orElse(""),
        Rounding.exact(check.limit()),
        unit(check),
        measured.map(some -> some.span().from().toString()).orElse(""),
        measured.map(some -> some.span().to().toString()).orElse(""),
        check.base().map(RatioFormat::exact).orElse(""),
        new CheckText(check).message(),
        gate.head().prices());
  }

  /// What the figures are in: `usd`, `count`, `percent`.
  static String unit(Check check) {
    return switch (check.budget().metric().unit()) {
      case DOLLARS -> "usd";
      case COUNT -> "count";
      case PERCENT -> "percent";
    };
  }
}
