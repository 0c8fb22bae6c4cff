package routercost.report.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Money;
import routercost.price.RateCard;
import routercost.report.audit.Audit;
import routercost.report.common.AuditGroup;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.TableColumn;
import routercost.usage.Meter;
import routercost.whatif.BreakEven;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;

/// The point at which the move of one group stops paying, next to what the log shows. Only calls
/// that move are counted.
///
/// @param moved the lines that the scenario changes
public record BreakEvenSection(String name, AuditGroup moved, BreakEven breakEven) {
  private static final BigDecimal ONE_IN_A_HUNDRED = new BigDecimal("0.01");

  /// The point at which the move of a group stops paying; empty if it saves nothing or has no
  /// price.
  public static Optional<BreakEven> breakEven(AuditGroup group) {
    return of(group).map(BreakEvenSection::breakEven);
  }

  /// Those of the groups that save something and have a price.
  static List<BreakEvenSection> of(List<AuditGroup> groups) {
    return groups.stream().flatMap(group -> of(group).stream()).toList();
  }

  /// The break-even of one group; empty if it saves nothing or has no price.
  static Optional<BreakEvenSection> of(AuditGroup group) {
    var calls = BigDecimal.ZERO;
    var before = Money.ZERO;
    var after = Money.ZERO;
    var lines =
        group.lines().lines().stream()
            .filter(line -> line.before().isComplete() && !line.before().equals(line.after()))
            .filter(BreakEvenSection::hasAsManyCalls)
            .toList();
    for (var line : lines) {
      if (!line.after().isComplete()) {
        return Optional.empty();
      }
      var gone = gone(line);
      var moving = calls(gone);
      var all = line.original().usage().of(Meter.CALLS);
      calls = calls.add(moving);
      after = after.plus(Money.sum(gone.stream().map(Charge::total).toList()));
      before = before.plus(part(line.before().total(), moving, all));
    }
    if (calls.signum() == 0) {
      return Optional.empty();
    }
    var moved = new AuditGroup(group.key(), new Comparison(lines));
    return Optional.of(BreakEven.of(before, after, calls))
        .filter(BreakEven::saves)
        .map(breakEven -> new BreakEvenSection(group.name(), moved, breakEven));
  }

  /// The charges of the calls that are served otherwise; all of them if it is only their usage that
  /// changes.
  private static List<Charge> gone(Repriced line) {
    var keys = line.before().charges().stream().map(charge -> charge.slice().key()).toList();
    var gone =
        line.after().charges().stream()
            .filter(charge -> !keys.contains(charge.slice().key()))
            .toList();
    return gone.isEmpty() ? line.after().charges() : gone;
  }

  private static BigDecimal calls(List<Charge> charges) {
    return charges.stream()
        .map(charge -> charge.slice().usage().of(Meter.CALLS))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Money part(Money cost, BigDecimal calls, BigDecimal of) {
    return of.signum() == 0
        ? Money.ZERO
        : new Money(cost.usd().multiply(calls).divide(of, MathContext.DECIMAL128));
  }

  /// Whether calls are neither more nor fewer: a cascade or growth has break-evens of its own.
  private static boolean hasAsManyCalls(Repriced line) {
    return calls(line.after().charges()).compareTo(line.original().usage().of(Meter.CALLS)) == 0;
  }

  private static List<Field<BreakEvenSection>> fields(String heading, BigDecimal hourly) {
    return List.of(
        Field.shown(TableColumn.left(heading, 0), row -> new Cell.Text(row.name())),
        Field.<BreakEvenSection>share("redo_pct", row -> row.breakEven().escalation())
            .right("Max. redo", 0),
        Field.shown(TableColumn.right("Redone", 1), row -> Cell.percent(row.redone())),
        Field.<BreakEvenSection>json("tries", row -> Json.quotient(row.breakEven().tries()))
            .right("Tries", 3, BreakEvenSection::tries),
        Field.<BreakEvenSection>json(
                "cost_per_failure_at_1_pct", row -> Json.quotient(row.failure().map(Money::usd)))
            .right("Per failure at 1%", 0, row -> Cell.amount(row.failure())),
        Field.<BreakEvenSection>json(
                "seconds_per_failure_at_1_pct", row -> Json.quotient(row.seconds(hourly)))
            .right("or time", 2, row -> work(row.seconds(hourly))),
        Field.share("redone_now_pct", BreakEvenSection::redone),
        Field.<BreakEvenSection>share("failed_now_pct", row -> Optional.of(row.failed()))
            .right("Failed", 0),
        Field.share("cache_hits_now_pct", BreakEvenSection::hits).right("Cache hits", 4),
        Field.share("cache_pays_from_pct", BreakEvenSection::hitsNeeded).right("pay from", 5));
  }

  static Block.Table table(List<BreakEvenSection> rows, Audit.View view) {
    return Field.table(fields(view.grouping().heading(), view.units().hourly()), rows, List.of());
  }

  Json json(BigDecimal hourly) {
    return Field.json(fields("", hourly), this);
  }

  private static Cell tries(BreakEvenSection row) {
    return row.breakEven()
        .tries()
        .<Cell>map(tries -> new Cell.Text(tries.setScale(1, RoundingMode.DOWN).toPlainString()))
        .orElse(Cell.NOTHING);
  }

  /// The cost that each failure may have if one call in a hundred fails.
  private Optional<Money> failure() {
    return breakEven.failure(ONE_IN_A_HUNDRED);
  }

  private Optional<BigDecimal> seconds(BigDecimal hourly) {
    return failure().map(cost -> BreakEven.seconds(cost, hourly));
  }

  private static Cell work(Optional<BigDecimal> seconds) {
    return seconds.<Cell>map(time -> new Cell.Text(Phrases.duration(time))).orElse(Cell.NOTHING);
  }

  /// How often calls were tried again for each that was made; empty if the log does not say.
  private Optional<BigDecimal> redone() {
    var first = moved.usage().of(Meter.FIRST_TRIES);
    return first.signum() == 0
        ? Optional.empty()
        : Optional.of(moved.usage().of(Meter.RETRIES).divide(first, MathContext.DECIMAL64));
  }

  /// The share of calls that failed.
  private BigDecimal failed() {
    return moved.failedCalls().divide(moved.calls(), MathContext.DECIMAL64);
  }

  /// The share of cached tokens that were read; empty if nothing was cached.
  private Optional<BigDecimal> hits() {
    var usage = moved.usage();
    var read = usage.of(Meter.CACHE_READ);
    var cached = usage.prompt().subtract(usage.of(Meter.INPUT));
    return cached.signum() == 0
        ? Optional.empty()
        : Optional.of(read.divide(cached, MathContext.DECIMAL64));
  }

  /// The share of cached tokens that must be read for a cache of five minutes to pay on the target;
  /// empty if nothing was cached.
  private Optional<BigDecimal> hitsNeeded() {
    return hits()
        .flatMap(
            _ ->
                moved.lines().lines().stream()
                    .map(Repriced::after)
                    .flatMap(ledger -> ledger.charges().stream())
                    .map(Charge::card)
                    .flatMap(BreakEvenSection::needed)
                    .findFirst());
  }

  private static Stream<BigDecimal> needed(RateCard card) {
    var rates = card.rates();
    var input = rates.get(Meter.INPUT);
    var write = rates.get(Meter.CACHE_WRITE_5M);
    var read = rates.get(Meter.CACHE_READ);
    return input == null || write == null || read == null || write.usd().compareTo(read.usd()) <= 0
        ? Stream.of()
        : Stream.of(BreakEven.cacheHits(input.usd(), write.usd(), read.usd()));
  }
}
