package routercost.report.month;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import routercost.audit.CacheSavings;
import routercost.audit.days.Forecast;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.price.variance.Variance.Driver;
import routercost.report.common.AuditGroup;
import routercost.report.common.Coverage;
import routercost.report.common.Grouping;
import routercost.report.common.MovePlan;
import routercost.report.compare.DriverText;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// What the report of a period says in sentences.
///
/// @param cache what caching saved; empty if nothing was cached
/// @param largestSaving the task whose move saves most, if any saves anything
record MonthSentences(
    MonthEnd month, Optional<CacheSavings> cache, Optional<AuditGroup> largestSaving) {
  private static final Grouping BY_TASK = new Grouping(List.of(Attribute.Known.TASK));
  static final double LEVEL = 0.9;

  static MonthSentences of(MonthEnd month) {
    return new MonthSentences(month, CacheSavings.of(month.ledger()), largestSaving(month));
  }

  /// What the period cost, and why that is not what the one before cost.
  String headline() {
    var coverage = new Coverage(month.ledger(), month.head().notCounted());
    var bill =
        month.isEmpty()
            ? month.period().name() + " has no calls"
            : coverage.billIs(month.total()).replaceFirst("^The bill is", cost());
    return bill + month.earlier().map(this::change).orElse("") + ".";
  }

  private String cost() {
    return month.period().name() + (month.period().isOpen() ? " has cost" : " cost");
  }

  private String change(MonthEnd.Earlier earlier) {
    var variance = earlier.byTask();
    var change = variance.change();
    var before = variance.base().cost();
    if (change.isZero()) {
      return ", as much as " + earlier.period().name();
    }
    var largest =
        variance.drivers().entrySet().stream()
            .max(Comparator.comparing(driver -> driver.getValue().usd().abs()))
            .orElseThrow();
    return ", %s%s %s than %s; the largest driver is %s (%s)"
        .formatted(
            amount(new Money(change.usd().abs())),
            before.isZero() ? "" : " (" + Phrases.percent(positive(change), before) + ")",
            change.usd().signum() < 0 ? "less" : "more",
            earlier.period().name(),
            name(largest.getKey()).toLowerCase(java.util.Locale.ROOT),
            signed(largest.getValue()));
  }

  static String name(Driver driver) {
    return DriverText.name(driver, BY_TASK);
  }

  private static Money positive(Money amount) {
    return new Money(amount.usd().abs());
  }

  private String amount(Money amount) {
    return Rounding.dollars(amount, Rounding.decimals(month.total()));
  }

  private String signed(Money amount) {
    return (amount.usd().signum() > 0 ? "+" : "") + amount(amount);
  }

  private static Optional<AuditGroup> largestSaving(MonthEnd month) {
    return AuditGroup.of(month.planned(), List.of(Attribute.Known.TASK)).stream()
        .filter(group -> !month.plan().of(group).isEmpty())
        .filter(group -> group.saved().filter(saved -> saved.usd().signum() > 0).isPresent())
        .max(Comparator.comparing(group -> group.saved().orElse(Money.ZERO)));
  }

  /// The largest opportunity in one sentence.
  String opportunity() {
    return largestSaving
        .map(this::opportunity)
        .orElse("No move to a cheaper model is suggested for any task.");
  }

  private String opportunity(AuditGroup group) {
    var advice = month.plan().of(group).getFirst();
    var saved = group.saved().orElse(Money.ZERO);
    var doubt =
        advice.evidence().isEmpty() && month.plan().kind() == MovePlan.Kind.SUGGESTION
            ? "; the quality of its answers there is untested"
            : "";
    return "The largest opportunity is %s: on %s it would have cost %s (%s) less%s."
        .formatted(
            Phrases.group(group.key()),
            advice.to(),
            amount(saved),
            Phrases.percent(saved, group.before()),
            doubt);
  }

  /// What moves promised and what of it arrived, what caching saved, and what could be saved.
  List<String> savings() {
    var sentences = new ArrayList<String>();
    month
        .routed()
        .ifPresent(
            routed ->
                sentences.add(
                    "The routing promised savings of %s on these calls; %s arrived%s."
                        .formatted(
                            amount(routed.promised()),
                            amount(routed.arrived()),
                            routed.promised().usd().signum() > 0
                                ? " (" + Phrases.percent(routed.arrived(), routed.promised()) + ")"
                                : "")));
    month
        .earlier()
        .map(earlier -> earlier.byTask().effect(Driver.ROUTING))
        .filter(effect -> !effect.isZero())
        .ifPresent(
            effect ->
                sentences.add(
                    "Calls that run on other models than in %s cost %s %s."
                        .formatted(
                            month.earlier().orElseThrow().period().name(),
                            amount(positive(effect)),
                            effect.usd().signum() < 0 ? "less" : "more")));
    sentences.add(opportunity());
    caching().ifPresent(sentences::add);
    return sentences;
  }

  private Optional<String> caching() {
    return cache.map(
        known ->
            "Caching saved %s: reads saved %s, writes cost %s more than plain input; %s of the input was read from a cache."
                .formatted(
                    amount(known.saved()),
                    amount(known.reads()),
                    amount(known.writes()),
                    known.promptTokens().signum() == 0
                        ? "none"
                        : Phrases.percent(known.readTokens(), known.promptTokens())));
  }

  /// What is still to come of a period that is not over.
  List<String> toCome() {
    if (!month.period().isOpen()) {
      return List.of();
    }
    var sentences = new ArrayList<String>();
    sentences.add(
        "%s is not over: accrue what it has cost so far, %s."
            .formatted(month.period().name(), amount(month.total())));
    month.forecast().map(this::forecast).ifPresent(sentences::add);
    return sentences;
  }

  private String forecast(Forecast forecast) {
    return switch (forecast) {
      case Forecast.Expected expected -> {
        var range = expected.interval(LEVEL);
        yield "It is expected to cost %s, with 90%% probability between %s and %s (%s; %s to come)."
            .formatted(
                amount(estimate(expected.total())),
                amount(estimate(range.low())),
                amount(estimate(range.high())),
                Phrases.counted(forecast.start().seen(), "whole day"),
                Phrases.counted(forecast.start().left(), "day"));
      }
      case Forecast.TooFewDays _ -> "There are too few whole days for a forecast.";
    };
  }

  /// An estimate in dollars, which has no more digits than it deserves.
  static Money estimate(double usd) {
    return new Money(BigDecimal.valueOf(usd).setScale(6, RoundingMode.HALF_UP));
  }

  /// What the figures say, the headline first.
  List<String> all() {
    var all = new ArrayList<>(List.of(headline()));
    all.addAll(savings());
    all.addAll(toCome());
    return all;
  }
}
