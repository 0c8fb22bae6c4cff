package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.Assumption;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.RewrittenSlice;
import routercost.whatif.Route;
import routercost.whatif.pipeline.Estimate.Costs;

/// A step at one point, priced before and after.
///
/// @param before its cost without usage that has no price
/// @param usage the priced usage behind these costs
public record StepPrice(Costs before, Costs after, List<Repriced> usage) {
  public StepPrice {
    usage = List.copyOf(usage);
  }

  /// Whether all of it has a price, before and after.
  public boolean isComplete() {
    return usage.stream().allMatch(line -> line.before().isComplete() && line.after().isComplete());
  }

  /// Prices `step` on `day`.
  static StepPrice of(Step step, PriceBook book, LocalDate day) {
    var usage = usage(step, book, day);
    var times = step.times();
    return new StepPrice(
        with(costs(step, usage, true), step.before(), times),
        with(costs(step, usage, false), step.after(), times),
        usage);
  }

  private static Costs with(Costs costs, FailureAndWaitCost consequences, BigDecimal calls) {
    return costs.plus(
        new Costs(
            Money.ZERO,
            Money.ZERO,
            consequences.failures(calls),
            consequences.reviews(calls),
            consequences.waiting(calls)));
  }

  private static Costs costs(Step step, List<Repriced> usage, boolean before) {
    var billed = billed(usage, before);
    return switch (step.work()) {
      case StepCost.Calls _, StepCost.Logged _ -> Costs.ofModels(billed);
      case StepCost.KnownCosts known ->
          Costs.ofModels(
              new Money((before ? known.before() : known.after()).multiply(step.times())));
      case StepCost.Units units ->
          Costs.ofServices(
              units
                  .on(before)
                  .flatMap(StepPrice::fixed)
                  .map(usd -> usd.times(step.times()))
                  .orElse(billed));
    };
  }

  private static Money billed(List<Repriced> usage, boolean before) {
    return Money.sum(
        usage.stream().map(line -> (before ? line.before() : line.after()).total()).toList());
  }

  /// The cost of the usage on one side.
  Money billed(boolean before) {
    return billed(usage, before);
  }

  private static List<Repriced> usage(Step step, PriceBook book, LocalDate day) {
    return switch (step.work()) {
      case StepCost.Calls calls -> List.of(called(step, calls, book, day));
      case StepCost.KnownCosts _ -> List.of();
      case StepCost.Units units ->
          Stream.concat(units.before().stream(), units.after().stream())
                  .allMatch(purchase -> purchase.unitCost().isPresent())
              ? List.of()
              : List.of(bought(step, units, book, day));
      case StepCost.Logged logged ->
          logged
              .reshaped()
              .map(change -> reshaped(logged, change, book))
              .orElseGet(
                  () ->
                      logged.slices().stream()
                          .map(slice -> logged(slice, logged.after(), book))
                          .toList());
    };
  }

  private static List<Repriced> reshaped(
      StepCost.Logged logged, StepCost.Reshaped change, PriceBook book) {
    var groups = new LinkedHashMap<UsageKey, List<Slice>>();
    for (var slice : logged.slices()) {
      var key = slice.key().withBand(Band.BASE);
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(slice);
    }
    var lines = new ArrayList<Repriced>();
    for (var slices : groups.values()) {
      var assumptions = new TreeSet<Assumption>();
      var after = new ArrayList<Slice>();
      for (var slice : change.of(slices, book)) {
        var routed = logged.after().apply(slice, book);
        after.addAll(routed.slices());
        assumptions.addAll(routed.assumptions());
      }
      lines.add(
          new Repriced(slices.getFirst(), ledger(slices, book), ledger(after, book), assumptions));
    }
    return lines;
  }

  private static Repriced logged(Slice slice, Route route, PriceBook book) {
    var after = route.apply(slice, book);
    return new Repriced(
        slice, ledger(List.of(slice), book), ledger(after.slices(), book), after.assumptions());
  }

  private static Repriced bought(Step step, StepCost.Units units, PriceBook book, LocalDate day) {
    var before = listed(step, units.before(), day);
    var after = listed(step, units.after(), day);
    return new Repriced(
        before.isEmpty() ? after.getFirst() : before.getFirst(),
        ledger(before, book),
        ledger(after, book),
        new TreeSet<>());
  }

  /// What is bought at the price of the book.
  private static List<Slice> listed(
      Step step, Optional<StepCost.Purchase> purchase, LocalDate day) {
    return purchase.filter(of -> of.unitCost().isEmpty()).stream()
        .map(
            of -> {
              var units = step.times().multiply(of.quantity());
              return new Slice(
                  UsageKey.of(day, step.id(), of.service()),
                  Usage.NONE.with(Meter.CALLS, units).with(Meter.UNITS, units));
            })
        .toList();
  }

  private static Optional<Money> fixed(StepCost.Purchase purchase) {
    return purchase.unitCost().map(usd -> new Money(usd).times(purchase.quantity()));
  }

  private static Repriced called(Step step, StepCost.Calls calls, PriceBook book, LocalDate day) {
    var usage =
        Usage.NONE
            .with(Meter.CALLS, BigDecimal.ONE)
            .with(Meter.INPUT, calls.input())
            .with(Meter.OUTPUT, calls.output())
            .times(step.times());
    var model = calls.models().getFirst();
    var slice = banded(new Slice(UsageKey.of(day, step.id(), model), usage));
    var before = banded(calls.before().apply(slice, book));
    var after =
        calls.after().targets().isEmpty() && !(calls.after() instanceof Route.Nothing)
            ? banded(before.then(routed -> calls.after().apply(routed, book)))
            : banded(calls.after().apply(slice, book));
    var assumptions = new TreeSet<>(before.assumptions());
    assumptions.addAll(after.assumptions());
    return new Repriced(
        slice, ledger(before.slices(), book), ledger(after.slices(), book), assumptions);
  }

  /// The calls of a step are equal, so the band follows from their prompts, however they are
  /// counted.
  private static RewrittenSlice banded(RewrittenSlice reshaped) {
    var assumptions = new ArrayList<Assumption>(reshaped.assumptions());
    assumptions.removeIf(assumption -> assumption instanceof Assumption.BandKept);
    return new RewrittenSlice(
        reshaped.slices().stream().map(StepPrice::banded).toList(), new TreeSet<>(assumptions));
  }

  private static Slice banded(Slice slice) {
    var band = Band.ofAverage(slice.usage().prompt(), slice.usage().of(Meter.CALLS));
    return new Slice(slice.key().withBand(band), slice.usage());
  }

  private static Ledger ledger(List<Slice> slices, PriceBook book) {
    return Ledger.of(slices, book::quoteInstead);
  }

  /// The usage on one side.
  Stream<Slice> slices(boolean before) {
    return usage.stream()
        .map(line -> before ? line.before() : line.after())
        .flatMap(
            ledger ->
                Stream.concat(
                    ledger.charges().stream().map(charge -> charge.slice()),
                    ledger.uncharged().stream().map(uncharged -> uncharged.slice())));
  }
}
