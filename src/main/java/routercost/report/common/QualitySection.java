package routercost.report.common;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import routercost.audit.DataQuality;
import routercost.audit.NotCounted;
import routercost.price.Money;
import routercost.report.layout.Block;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;

/// The fate of the rows of all inputs, and the money that is left out of the bill because of it.
///
/// @param notCounted the ledger of what is not counted
/// @param cost of what was used
public record QualitySection(
    List<InputSummary> inputs,
    NotCounted notCounted,
    Money cost,
    DataQuality quality,
    List<String> warnings) {
  /// One line each; none if every row was used and nothing is open.
  public List<Block.Items.Item> items() {
    var items = new ArrayList<Block.Items.Item>();
    long duplicates = sum(InputSummary::duplicates);
    long skipped = sum(InputSummary::skippedRows);
    long rejected = sum(InputSummary::rejected);
    if (duplicates + skipped + rejected > 0) {
      items.add(new Block.Items.Item("-", rows(duplicates, skipped, rejected)));
    }
    if (duplicates > 0) {
      items.add(duplicates(duplicates));
    }
    if (!quality.skipped().isZero()) {
      items.add(
          item(quality.skipped(), "not counted again: skipped rows that repeat or replay calls."));
    }
    var missing = new NotCountedText(new NotCounted(notCounted.missing())).line();
    if (!missing.isEmpty()) {
      items.add(new Block.Items.Item("-", Phrases.capital(missing) + "."));
    }
    quality.doubts().forEach(doubt -> items.add(doubt(doubt)));
    warnings.forEach(warning -> items.add(new Block.Items.Item("!", warning + ".")));
    return items;
  }

  private Block.Items.Item duplicates(long rows) {
    String what = Phrases.counted(rows, "duplicate row");
    return quality.duplicates().isZero() // cost reports, or what has no price
        ? new Block.Items.Item("-", what + " skipped, by request or message id.")
        : item(quality.duplicates(), "skipped: " + what + ", by request or message id.");
  }

  private String rows(long duplicates, long skipped, long rejected) {
    return "%s%s = %s used + %s duplicate + %s skipped%s + %s rejected."
        .formatted(
            Phrases.counted(sum(InputSummary::rows), "row"),
            inputs.size() > 1 ? " of " + Phrases.counted(inputs.size(), "input") : "",
            Thousands.grouped(sum(InputSummary::used)),
            Thousands.grouped(duplicates),
            Thousands.grouped(skipped),
            InputSummary.reasons(InputSummary.skipped(inputs)),
            Thousands.grouped(rejected));
  }

  private long sum(ToLongFunction<InputSummary> rows) {
    return inputs.stream().mapToLong(rows).sum();
  }

  private static Block.Items.Item doubt(DataQuality.Doubt doubt) {
    return item(
        doubt.kind() == DataQuality.Kind.CACHE_READ_RATE ? doubt.low() : doubt.high(),
        switch (doubt.kind()) {
          case CACHE_LIFETIME ->
              "more if cache writes of unknown lifetime (%s) lived an hour."
                  .formatted(Phrases.counted(doubt.count(), "token"));
          case CACHE_READ_RATE ->
              "at most if cache reads without a published rate (%s) cost less than input."
                  .formatted(Phrases.counted(doubt.count(), "token"));
          case METER_RATE ->
              "more at most for what has no rate (%s), at that for %s; %s at the least (%s)."
                  .formatted(
                      Thousands.grouped(doubt.count().longValue()),
                      doubt.highAt(),
                      Rounding.dollars(doubt.low()),
                      doubt.lowAt());
          case AUDIO_AS_TEXT ->
              "more at most for audio (%s), which is priced as text: its provider lists no rate for it; %s costs that."
                  .formatted(Phrases.counted(doubt.count(), "token"), doubt.highAt());
          case OUTPUT_LOWER_BOUND ->
              "more, approximately: the output of %s was counted when it began, far below the length of its text."
                  .formatted(Phrases.calls(doubt.count()));
          case UNPRICED -> unpriced(doubt);
        });
  }

  private static String unpriced(DataQuality.Doubt doubt) {
    String calls = Phrases.calls(doubt.count()) + " without a price";
    return doubt.lowAt().equals(doubt.highAt())
        ? "more at %s rates for %s.".formatted(doubt.highAt(), calls)
        : "more at %s rates for %s; %s at %s rates."
            .formatted(doubt.highAt(), calls, Rounding.dollars(doubt.low()), doubt.lowAt());
  }

  private static Block.Items.Item item(Money amount, String text) {
    return new Block.Items.Item(Rounding.dollars(amount), text);
  }

  /// The same for machines. What is not known is null.
  public Json json() {
    var reasons = Json.object();
    InputSummary.skipped(inputs).forEach(reasons::and);
    return Json.object()
        .and("rows", sum(InputSummary::rows))
        .and("used", part(sum(InputSummary::used), cost))
        .and("duplicates", part(sum(InputSummary::duplicates), quality.duplicates()))
        .and(
            "skipped",
            Json.object()
                .and("rows", sum(InputSummary::skippedRows))
                .and("cost", skipped())
                .and("reasons", reasons))
        .and(
            "rejected",
            Json.object().and("rows", sum(InputSummary::rejected)).and("cost", Json.NULL))
        .and("doubts", Json.items(quality.doubts().stream().map(QualitySection::json)))
        .and("warnings", Json.texts(warnings));
  }

  /// What was skipped, in money; null where only counts without tokens, or rows that nobody asked
  /// for, were left out.
  private Json skipped() {
    return quality.skipped().isZero() && sum(InputSummary::skippedRows) > 0
        ? Json.NULL
        : new Json.Text(quality.skipped().toString());
  }

  private static Json.Fields part(long rows, Money amount) {
    return Json.object().and("rows", rows).and("cost", amount);
  }

  private static Json json(DataQuality.Doubt doubt) {
    return Json.object()
        .and("code", doubt.kind().id())
        .and(
            switch (doubt.kind()) {
              case CACHE_LIFETIME, CACHE_READ_RATE, AUDIO_AS_TEXT -> "tokens";
              case METER_RATE -> "quantity";
              case OUTPUT_LOWER_BOUND, UNPRICED -> "calls";
            },
            Json.number(doubt.count()))
        .and("low", doubt.low())
        .and("low_at", doubt.lowAt())
        .and("high", doubt.high())
        .and("high_at", doubt.highAt());
  }
}
