package routercost.report.common;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.whatif.Comparison;

/// What a bill is for each user, session or business, and how soon the work on a move is paid back.
///
/// @param per the attribute whose distinct values are the units
/// @param effort hours of work that the move takes
/// @param hourly USD for an hour
public record UnitEconomics(
    Optional<Attribute> per, Optional<BigDecimal> effort, BigDecimal hourly) {
  private static final BigDecimal DAYS_A_MONTH = new BigDecimal("30.4375");

  /// No units and no effort.
  public static final UnitEconomics NONE =
      new UnitEconomics(Optional.empty(), Optional.empty(), BigDecimal.ZERO);

  /// The figures for one bill.
  public Figures of(Comparison comparison, RunMetadata head) {
    return new Figures(
        per.map(by -> units(comparison, by)),
        effort.map(hours -> payback(hours, comparison, head)));
  }

  private static Units units(Comparison comparison, Attribute by) {
    var known = comparison.where(line -> !line.value(by).isEmpty());
    var values = new TreeSet<String>();
    known.lines().forEach(line -> values.add(line.value(by)));
    var all = new AuditGroup(List.of(), comparison);
    var group = new AuditGroup(List.of(), known);
    return new Units(
        by.id(),
        values.size(),
        group.calls(),
        group.before(),
        group.isMoved() ? group.after() : Optional.empty(),
        all.calls().subtract(group.calls()));
  }

  private Payback payback(BigDecimal hours, Comparison comparison, RunMetadata head) {
    var cost = new Money(hours.multiply(hourly));
    var days = head.from().flatMap(from -> head.to().map(to -> days(from, to)));
    var monthly =
        days.flatMap(
            span ->
                comparison
                    .saved()
                    .map(
                        saved ->
                            new Money(
                                saved
                                    .usd()
                                    .multiply(DAYS_A_MONTH)
                                    .divide(span, MathContext.DECIMAL64))));
    return new Payback(hours, new Money(hourly), cost, monthly);
  }

  private static BigDecimal days(LocalDate from, LocalDate to) {
    return BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to) + 1);
  }

  /// The figures of one bill.
  public record Figures(Optional<Units> units, Optional<Payback> payback) {
    public List<String> sentences() {
      var sentences = new ArrayList<String>();
      units.ifPresent(known -> sentences.add(known.sentence()));
      payback.ifPresent(known -> sentences.add(known.sentence()));
      return sentences;
    }

    /// An object with `per` and `payback`; null where they were not asked for.
    public Json per() {
      return units.map(Units::json).orElse(Json.NULL);
    }

    public Json paidBack() {
      return payback.map(Payback::json).orElse(Json.NULL);
    }
  }

  /// The calls and costs of units.
  ///
  /// @param count of distinct values
  /// @param without calls that have no value
  public record Units(
      String by,
      long count,
      BigDecimal calls,
      Money before,
      Optional<Money> after,
      BigDecimal without) {
    private BigDecimal each(BigDecimal sum) {
      return sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
    }

    private String dollars(Money sum) {
      return Rounding.dollars(new Money(each(sum.usd())));
    }

    String sentence() {
      return "Per %s: %s calls and %s%s (%s%s)."
          .formatted(
              by,
              each(calls).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString(),
              dollars(before),
              after.map(then -> ", " + dollars(then) + " after the moves").orElse(""),
              Phrases.counted(count, "value"),
              without.signum() > 0 ? "; " + Phrases.counted(without, "call") + " without one" : "");
    }

    Json json() {
      var json = Json.object().and("by", by).and("values", count).and("calls_without", without);
      return count == 0
          ? json
          : json.and("calls", each(calls))
              .and("before", new Money(each(before.usd())))
              .and("after", after.map(then -> new Money(each(then.usd()))));
    }
  }

  /// How soon work is paid back.
  ///
  /// @param monthly what is saved in a month of 30.4375 days like those of the log; empty if that
  /// is
  ///     not known
  public record Payback(BigDecimal hours, Money hourly, Money cost, Optional<Money> monthly) {
    /// Months until what is saved is what the work costs; empty if nothing is saved.
    Optional<BigDecimal> months() {
      return monthly
          .filter(saved -> saved.usd().signum() > 0)
          .map(saved -> cost.usd().divide(saved.usd(), MathContext.DECIMAL64));
    }

    String sentence() {
      var work =
          "%s of work at %s (%s)"
              .formatted(
                  Phrases.counted(hours, "hour"), Rounding.dollars(hourly), Rounding.dollars(cost));
      return months()
          .map(
              time ->
                  "%s would be paid back in %s, at %s a month."
                      .formatted(
                          work,
                          Phrases.counted(time.setScale(1, RoundingMode.HALF_UP), "month"),
                          Rounding.dollars(monthly.orElseThrow())))
          .orElse(work + " would not be paid back: nothing is saved.");
    }

    Json json() {
      return Json.object()
          .and("hours", hours)
          .and("hourly", hourly)
          .and("cost", cost)
          .and("saved_monthly", monthly)
          .and(
              "months",
              months()
                  .<Json>map(time -> Json.of(Optional.of(time), Json::number))
                  .orElse(Json.NULL));
    }
  }
}
