package routercost.report.whatif;

import java.util.List;
import java.util.stream.Stream;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.whatif.evidence.ConfidenceCalibration.Bin;

/// The table of grades by the confidence of answers.
///
/// @param bins the highest scores first
record ConfidenceSection(List<Bin> bins) {
  private static final List<Field<Bin>> FIELDS =
      List.of(
          Field.text("from", (Bin bin) -> bin.from().toPlainString())
              .left("Confidence", 0, bin -> new Cell.Text("from " + bin.from().toPlainString())),
          Field.count("calls", Bin::calls).right("Calls", 0),
          Field.count("graded", Bin::graded).right("Graded", 0),
          Field.count("wrong", Bin::wrong)
              .right("Wrong", 0, bin -> Cell.percent(bin.wrong(), bin.graded())),
          Field.share("wrong_at_most_pct", Bin::upper).right("At most", 0));

  /// Nothing without grades.
  Stream<Block> blocks() {
    return bins.stream().allMatch(bin -> bin.graded().signum() == 0)
        ? Stream.of()
        : Stream.of(
            new Block.Heading("What confidence means"), Field.table(FIELDS, bins, List.of()));
  }

  Json json() {
    return Json.items(bins.stream().map(bin -> Field.json(FIELDS, bin)));
  }
}
