package routercost.report.estimate;

import java.util.ArrayList;
import java.util.List;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Estimate.Costs;
import routercost.whatif.pipeline.Saving;

/// Estimates as exact records: one for each line of each pipeline.
final class EstimateRecords {
  private static final List<String> NAMES =
      List.of(
          "pipeline",
          "unit",
          "step",
          "before_low_usd",
          "before_high_usd",
          "after_low_usd",
          "after_high_usd",
          "saved_low_usd",
          "saved_high_usd",
          "saved_low_pct",
          "saved_high_pct");

  private EstimateRecords() {}

  static Records of(EstimateReport report) {
    var rows = new ArrayList<List<String>>();
    for (var estimate : report.estimates()) {
      estimate.lines().forEach(line -> rows.add(row(estimate, line)));
    }
    return new Records(NAMES, rows).with("prices", report.head().prices());
  }

  private static List<String> row(Estimate estimate, Estimate.Line line) {
    var row = new ArrayList<String>();
    row.add(estimate.pipeline().name());
    row.add(estimate.pipeline().unit());
    row.add(line.id());
    if (line.isComplete()) {
      var saving = estimate.saving(line, Costs::total);
      for (var ends : List.of(saving.before(), saving.after(), saving.saved())) {
        row.add(ends.low().toString());
        row.add(ends.high().toString());
      }
      row.add(saving.savedLow().map(EstimateRecords::percent).orElse(""));
      row.add(saving.savedHigh().map(EstimateRecords::percent).orElse(""));
    }
    while (row.size() < NAMES.size()) {
      row.add("");
    }
    return row;
  }

  static String percent(Saving.Part part) {
    return Rounding.exactPercent(part.saved().usd(), part.of().usd());
  }
}
