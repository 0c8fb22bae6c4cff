package routercost.report.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.RoundedRange;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;
import routercost.whatif.Cascade;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Estimate.Costs;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.PipelineBreakEven;
import routercost.whatif.pipeline.Saving;
import routercost.whatif.pipeline.StepCost;

/// The sentences about one pipeline.
record EstimateSummary(Estimate estimate) {
  /// The first line.
  String title() {
    var pipeline = estimate.pipeline();
    int steps = pipeline.steps().size();
    return "%s  per %s  %s  USD"
        .formatted(pipeline.name(), pipeline.unit(), Phrases.counted(steps, "step"));
  }

  /// The cost of one run, and its saving.
  String summary(EstimateTable table) {
    var total = estimate.total();
    var unit = estimate.pipeline().unit();
    if (!table.isPriced()) {
      return "No step has a price.";
    }
    var before = table.dollars(Saving::before);
    if (total.before().equals(total.after())) {
      return "One %s costs %s.".formatted(unit, before);
    }
    var saved = total.saved();
    boolean more = saved.low().usd().signum() < 0 && saved.high().usd().signum() < 0;
    return "One %s costs %s before and %s after: %s %s%s."
        .formatted(
            unit,
            before,
            table.dollars(Saving::after),
            more
                ? RoundedRange.dollars(total.after().minus(total.before()), table.decimals())
                : table.dollars(Saving::saved),
            more ? "more" : "less",
            percent(total));
  }

  /// What else there is to say about one run: the share of services, and its time.
  List<String> sentences() {
    var sentences = new ArrayList<String>();
    var services = estimate.saving(Costs::services);
    if (!services.before().isZero() || !services.after().isZero()) {
      var total = estimate.total();
      var before = share(services.before(), total.before());
      var after = share(services.after(), total.after());
      sentences.add(
          before.equals(after)
              ? "Services are %s of it.".formatted(before)
              : "Services are %s of it before and %s after.".formatted(before, after));
    }
    time().ifPresent(sentences::add);
    for (var plan : estimate.pipeline().steps()) {
      if (plan.step().at(RangePoint.LOW).work() instanceof StepCost.Calls calls) {
        calls
            .after()
            .cascade()
            .map(Cascade::wrong)
            .filter(wrong -> wrong.signum() > 0)
            .ifPresent(
                wrong ->
                    sentences.add(
                        "%s: %s of answers stay wrong after."
                            .formatted(plan.id(), Phrases.percent(wrong))));
      }
    }
    return sentences;
  }

  private static String share(Saving.Ends part, Saving.Ends whole) {
    return new RoundedRange(
            Rounding.percent(part.low().usd(), whole.low().usd()),
            Rounding.percent(part.high().usd(), whole.high().usd()))
        .percent();
  }

  private Optional<String> time() {
    var before = seconds(true);
    var after = seconds(false);
    if (estimate.seconds(true, RangePoint.HIGH).signum() == 0
        && estimate.seconds(false, RangePoint.HIGH).signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        before.equals(after)
            ? "It takes %s.".formatted(before)
            : "It takes %s before and %s after.".formatted(before, after));
  }

  private String seconds(boolean before) {
    var low = Phrases.duration(estimate.seconds(before, RangePoint.LOW));
    var high = Phrases.duration(estimate.seconds(before, RangePoint.HIGH));
    return low.equals(high) ? low : low + " to " + high;
  }

  private static String percent(Saving exact) {
    return EstimateTable.roundedPercents(exact)
        .map(ends -> " (" + ends.percent() + extremes(exact, ends) + ")")
        .orElse("");
  }

  /// The range of the saving, if it is wider than its ends.
  private static String extremes(Saving exact, RoundedRange ends) {
    return exact
        .attainable()
        .map(
            bounds ->
                new RoundedRange(
                    EstimateTable.percent(bounds.least()), EstimateTable.percent(bounds.most())))
        .filter(bounds -> !bounds.spans(ends))
        .map(bounds -> "; at the extremes " + bounds.percent())
        .orElse("");
  }

  List<Block> breakEvens() {
    var evens = estimate.breakEvens();
    var several =
        evens.stream()
            .filter(even -> even.stage() > 1)
            .map(PipelineBreakEven::step)
            .collect(Collectors.toSet());
    return Block.section(
        "Break-evens",
        evens.stream().map(even -> sentence(even, several.contains(even.step()))).toList());
  }

  private static String sentence(PipelineBreakEven even, boolean several) {
    return even.step()
        + ": "
        + switch (even.kind()) {
          case ESCALATION_RATE ->
              several
                  ? "stage %d of the cascade pays off while fewer than %s of its calls escalate%s."
                      .formatted(
                          even.stage(), percent(even), assumed(even, EstimateSummary::percent))
                  : never(even)
                      ? "the cascade never pays off, because its first attempt costs as much as the second."
                      : "the cascade pays off while fewer than %s of calls escalate%s."
                          .formatted(percent(even), assumed(even, EstimateSummary::percent));
          case FAILURE_RATE_GAP ->
              "the change pays off while failures rise by less than %s of calls%s."
                  .formatted(percent(even), assumed(even, EstimateSummary::percent));
          case COST_PER_FAILURE ->
              "the change pays off while a failure costs less than %s%s."
                  .formatted(
                      dollars(even.low(), even.high()), assumed(even, EstimateSummary::dollars));
          case SECONDS_PER_FAILURE ->
              "that is %s seconds of work%s."
                  .formatted(
                      seconds(even.low(), even.high()), assumed(even, EstimateSummary::seconds));
          case CACHE_HIT_RATE ->
              "the cache pays off from a hit rate of %s%s."
                  .formatted(percent(even), assumed(even, EstimateSummary::percent));
        };
  }

  private static boolean never(PipelineBreakEven even) {
    return even.low().signum() <= 0 && even.high().signum() <= 0;
  }

  private static String percent(PipelineBreakEven even) {
    return percent(even.low(), even.high());
  }

  private static String percent(BigDecimal low, BigDecimal high) {
    return new RoundedRange(percent(low), percent(high)).percent();
  }

  private static BigDecimal percent(BigDecimal share) {
    var percent = share.movePointRight(2);
    return percent.abs().compareTo(BigDecimal.ONE) < 0
        ? Rounding.significant(percent, 3)
        : Rounding.percent(share, BigDecimal.ONE);
  }

  private static String dollars(BigDecimal low, BigDecimal high) {
    return new RoundedRange(Rounding.significant(low, 4), Rounding.significant(high, 4)).dollars();
  }

  private static String seconds(BigDecimal low, BigDecimal high) {
    var text = Thousands.grouped(Rounding.significant(low, 3));
    return low.compareTo(high) == 0
        ? text
        : text + "-" + Thousands.grouped(Rounding.significant(high, 3));
  }

  private static String assumed(
      PipelineBreakEven even, BiFunction<BigDecimal, BigDecimal, String> words) {
    return even.assumed()
        .map(assumed -> "; assumed " + words.apply(assumed.low(), assumed.high()))
        .orElse("");
  }
}
