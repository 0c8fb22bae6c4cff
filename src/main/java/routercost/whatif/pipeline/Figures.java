package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.Function;
import routercost.price.Charge.Component;
import routercost.price.Ledger;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.pipeline.Estimate.Costs;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.Pipeline.StepCounts;

/// The figures of an estimate by name, for formulas: `before.low`, `saved_pct.min`,
/// `steps.tests.after.high`. If both ends are equal, the name without the end works too.
///
/// @param byName exact except for quotients, which have twenty decimals
public record Figures(SequencedMap<String, BigDecimal> byName) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Figures {
    byName = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byName));
  }

  public static Figures of(Estimate estimate) {
    var figures = new LinkedHashMap<String, BigDecimal>();
    add("", estimate.total(), figures);
    add("llm_only.", estimate.saving(Costs::models), figures);
    Costs.PARTS.forEach(part -> add(part.name() + ".", estimate.saving(part.of()), figures));
    estimate.pipeline().runs().ifPresent(runs -> period(runs, estimate, figures));
    for (var line : estimate.lines()) {
      var name = "steps." + line.id() + ".";
      add(name, estimate.saving(line, Costs::total), figures);
      figures.put(name + "tokens.before", tokens(line, true));
      figures.put(name + "tokens.after", tokens(line, false));
    }
    for (var even : estimate.breakEvens()) {
      var name = "steps." + even.step() + "." + even.id();
      ends(name, even.low(), even.high(), figures);
    }
    ends(
        "seconds.before",
        estimate.seconds(true, RangePoint.LOW),
        estimate.seconds(true, RangePoint.HIGH),
        figures);
    ends(
        "seconds.after",
        estimate.seconds(false, RangePoint.LOW),
        estimate.seconds(false, RangePoint.HIGH),
        figures);
    estimate.roles().forEach(role -> add("roles." + role + ".", estimate.ofRole(role), figures));
    for (var loop : LoopCosts.of(estimate)) {
      figures.put("steps." + loop.step() + ".resent.before", loop.resent(true).usd());
      figures.put("steps." + loop.step() + ".resent.after", loop.resent(false).usd());
    }
    counts(estimate, figures);
    usage("usage.before.", line -> line.before(), estimate, figures);
    usage("usage.after.", line -> line.after(), estimate, figures);
    return new Figures(figures);
  }

  /// All billed tokens of one run, at the low ends.
  private static BigDecimal tokens(Estimate.Line line, boolean before) {
    return line.steps().stream()
        .flatMap(step -> step.slices(before))
        .map(slice -> slice.usage().tokens())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void period(
      Pipeline.Runs runs, Estimate estimate, SequencedMap<String, BigDecimal> figures) {
    ends("runs", runs.all(), runs.most(), figures);
    var total = estimate.total();
    money("per_period.before", total.before().times(runs), figures);
    money("per_period.after", total.after().times(runs), figures);
    money("per_period.saved", total.saved().times(runs), figures);
  }

  private static void add(String prefix, Saving saving, SequencedMap<String, BigDecimal> figures) {
    money(prefix + "before", saving.before(), figures);
    money(prefix + "after", saving.after(), figures);
    money(prefix + "saved", saving.saved(), figures);
    var low = saving.savedLow().map(Figures::percent);
    var high = saving.savedHigh().map(Figures::percent);
    if (low.isPresent() && high.isPresent()) {
      ends(prefix + "saved_pct", low.get(), high.get(), figures);
    }
    saving
        .attainable()
        .ifPresent(
            range -> {
              figures.put(prefix + "saved_pct.min", percent(range.least()));
              figures.put(prefix + "saved_pct.max", percent(range.most()));
            });
  }

  private static BigDecimal percent(Saving.Part part) {
    return part.saved()
        .usd()
        .multiply(HUNDRED)
        .divide(part.of().usd(), Formula.DIGITS, RoundingMode.HALF_UP);
  }

  private static void money(
      String name, Saving.Ends ends, SequencedMap<String, BigDecimal> figures) {
    ends(name, ends.low().usd(), ends.high().usd(), figures);
  }

  private static void ends(
      String name, BigDecimal low, BigDecimal high, SequencedMap<String, BigDecimal> figures) {
    figures.put(name + ".low", low);
    figures.put(name + ".high", high);
    if (low.compareTo(high) == 0) {
      figures.put(name, low);
    }
  }

  private static void counts(Estimate estimate, SequencedMap<String, BigDecimal> figures) {
    figures.put("count.steps", BigDecimal.valueOf(estimate.pipeline().steps().size()));
    var counts = StepCounts.of(estimate.pipeline());
    figures.put("count.model_steps", BigDecimal.valueOf(counts.onModels()));
    counts
        .before()
        .forEach((name, n) -> figures.put("count.before." + name, BigDecimal.valueOf(n)));
    counts.after().forEach((name, n) -> figures.put("count.after." + name, BigDecimal.valueOf(n)));
  }

  /// Quantities and costs by meter, and costs by model, of one run at the low ends.
  private static void usage(
      String prefix,
      Function<Repriced, Ledger> side,
      Estimate estimate,
      SequencedMap<String, BigDecimal> figures) {
    for (var line : estimate.usage().lines()) {
      for (var charge : side.apply(line).charges()) {
        var priced = charge.card().priced();
        for (var name : new TreeSet<>(List.of(priced.id(), priced.logged()))) {
          merge(prefix + name + ".cost", charge.total().usd(), figures);
        }
        charge.components().forEach(part -> meter(prefix, part, figures));
      }
    }
  }

  private static void meter(
      String prefix, Component part, SequencedMap<String, BigDecimal> figures) {
    merge(prefix + part.meter().id() + ".quantity", part.quantity(), figures);
    merge(prefix + part.meter().id() + ".cost", part.amount().usd(), figures);
  }

  private static void merge(
      String name, BigDecimal amount, SequencedMap<String, BigDecimal> figures) {
    figures.merge(name, amount, BigDecimal::add);
  }
}
