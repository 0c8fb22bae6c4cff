package routercost.report.whatif;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.whatif.PeakLoad.Peak;
import routercost.whatif.PeakLoad.Rate;

/// The busiest minute of each model, before and after the moves: what its rate limits have to
/// allow.
final class PeakLoadSection {
  private static final List<Field<Peak>> FIELDS =
      List.of(
          Field.record("rule", _ -> "busiest_minute"),
          Field.text("model", Peak::model).left("Model", 0),
          now("requests_per_minute", Rate::requests).right("Requests/min", 0),
          then("requests_per_minute_after", Rate::requests).right("After", 0),
          now("tokens_per_minute", Rate::tokens).right("Tokens/min", 0),
          then("tokens_per_minute_after", Rate::tokens).right("After ", 0));

  private PeakLoadSection() {}

  private static Field<Peak> now(String name, Function<Rate, BigDecimal> number) {
    return Field.count(name, peak -> number.apply(peak.before()));
  }

  private static Field<Peak> then(String name, Function<Rate, BigDecimal> number) {
    return Field.optionalCount(name, peak -> peak.after().map(number));
  }

  static List<Block> blocks(List<Peak> peaks) {
    return peaks.isEmpty()
        ? List.of()
        : List.of(new Block.Heading("Busiest minute"), Field.table(FIELDS, peaks, List.of()));
  }

  static Records records(List<Peak> peaks) {
    return Field.records(FIELDS, peaks);
  }

  static Json json(List<Peak> peaks) {
    return Json.items(peaks.stream().map(peak -> Field.json(FIELDS, peak)));
  }
}
