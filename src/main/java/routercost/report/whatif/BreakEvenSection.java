package routercost.report.whatif;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Money;
import routercost.price.RateCard;
import routercost.report.common.AuditGroup;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Meter;
import routercost.usage.Usage;
import routercost.whatif.BreakEven;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;

/// Where the move of one group stops paying, beside what the log itself tells of it. Only the calls
/// that move are looked at.
///
/// @param moved the lines that the scenario changes
record BreakEvenSection(String name, AuditGroup moved, BreakEven breakEven) {
  private static final BigDecimal ONE_IN_A_HUNDRED = new BigDecimal("0.01");

  /// Those of the groups that save something and have a price.
  static List<BreakEvenSection> of(List<AuditGroup> groups) {
    var all = new ArrayList<BreakEvenSection>();
    for (var group : groups) {
      of(group).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<BreakEvenSection> of(AuditGroup group) {
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
        : new Money(cost.usd().multiply(calls).divide(of, java.math.MathContext.DECIMAL128));
  }

  /// Whether calls are neither more nor fewer: a cascade or growth has break-evens of its own.
  private static boolean hasAsManyCalls(Repriced line) {
    return calls(line.after().charges()).compareTo(line.original().usage().of(Meter.CALLS)) == 0;
  }

  static Block.Table table(List<BreakEvenSection> all, BigDecimal hourly, String heading) {
    return new Block.Table(
        List.of(
            TableColumn.left(heading, 0),
            TableColumn.right("Redo up to", 0),
            TableColumn.right("Redone", 1),
            TableColumn.right("Tries", 3),
            TableColumn.right("1% fail may cost", 0),
            TableColumn.right("or work", 2),
            TableColumn.right("Failed", 0),
            TableColumn.right("Cache hits", 4),
            TableColumn.right("pay from", 5)),
        all.stream().map(some -> some.cells(hourly)).toList(),
        List.of());
  }

  private List<Cell> cells(BigDecimal hourly) {
    var failure = breakEven.failure(ONE_IN_A_HUNDRED);
    return List.of(
        new Cell.Text(name),
        percent(breakEven.escalation()),
        percent(redone()),
        breakEven
            .tries()
            .<Cell>map(tries -> new Cell.Text(tries.setScale(1, RoundingMode.DOWN).toPlainString()))
            .orElse(Cell.NOTHING),
        failure.<Cell>map(BreakEvenSection::dollars).orElse(Cell.NOTHING),
        failure
            .<Cell>map(cost -> new Cell.Text(Phrases.duration(BreakEven.seconds(cost, hourly))))
            .orElse(Cell.NOTHING),
        percent(Optional.of(failed())),
        percent(hits()),
        percent(hitsNeeded()));
  }

  private static Cell dollars(Money cost) {
    return new Cell.Amount(cost, Rounding.decimals(cost));
  }

  private static Cell percent(Optional<BigDecimal> share) {
    return share
        .<Cell>map(some -> new Cell.Percent(Rounding.percent(some, BigDecimal.ONE)))
        .orElse(Cell.NOTHING);
  }

  /// How often calls were tried again for each that was made, as the log tells; empty if it does
  /// not.
  Optional<BigDecimal> redone() {
    var first = moved.usage().of(Meter.FIRST_TRIES);
    return first.signum() == 0
        ? Optional.empty()
        : Optional.of(
            moved.usage().of(Meter.RETRIES).divide(first, java.math.MathContext.DECIMAL64));
  }

  /// The share of calls that failed.
  BigDecimal failed() {
    return moved.failedCalls().divide(moved.allCalls(), java.math.MathContext.DECIMAL64);
  }

  /// The share of cached tokens that were read; empty if nothing was cached.
  Optional<BigDecimal> hits() {
    Usage usage = moved.usage();
    var read = usage.of(Meter.CACHE_READ);
    var cached = usage.prompt().subtract(usage.of(Meter.INPUT));
    return cached.signum() == 0
        ? Optional.empty()
        : Optional.of(read.divide(cached, java.math.MathContext.DECIMAL64));
  }

  /// The share of cached tokens that must be read for a cache of five minutes to pay on the target;
  /// empty if nothing was cached.
  Optional<BigDecimal> hitsNeeded() {
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
